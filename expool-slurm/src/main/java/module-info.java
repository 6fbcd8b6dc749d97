/** The same jobs on a Slurm cluster. */
@org.jspecify.annotations.NullMarked
module org.expool.slurm {
    requires static org.jspecify;
    requires org.expool.api;
    requires org.expool.core;
}
