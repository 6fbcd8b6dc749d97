package org.expool.cli.batch;

import java.util.List;
import java.util.Optional;
import org.expool.Affinity;
import org.expool.MemoryBinding;
import org.expool.PoolBuilder;
import org.expool.cli.read.BadValueException;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;

/** Reads the affinity of the workers of a pool: a word, or a mapping with one key. Stateless. */
final class AffinityReader {

    private AffinityReader() {}

    /** Reads the pool's fields into the builder. */
    static void read(Fields pool, PoolBuilder builder) {
        if (pool.isMapping("affinity")) {
            pool.within("affinity", AffinityReader::share).ifPresent(builder::affinity);
        } else {
            pool.read("affinity", AffinityReader::word, builder::affinity);
        }
        pool.read("memoryBinding", AffinityReader::binding, builder::memoryBinding);
    }

    private static Optional<Affinity> share(Fields share) {
        List<Optional<Affinity>> kinds = List.of(
                share.get("cores", node -> Affinity.cores(Values.count(node))),
                share.get("threads", AffinityReader::oneThread),
                share.get("cache", AffinityReader::cache),
                share.get("node", AffinityReader::node));
        if (share.keys().size() != 1) {
            share.error("expected one of " + share.known() + ", as in {cores: 2}");
        }
        return kinds.stream().flatMap(Optional::stream).findFirst();
    }

    private static Affinity word(Node node) throws BadValueException {
        return switch (Values.text(node)) {
            case "auto" -> Affinity.auto();
            case "none" -> Affinity.none();
            default -> throw expected("auto, none, or a mapping as {cores: 2}", node);
        };
    }

    private static Affinity oneThread(Node node) throws BadValueException {
        if (Values.count(node) != 1) {
            throw expected("1, as each worker gets one thread; ask for cores to get more", node);
        }
        return Affinity.each(Affinity.Unit.THREAD);
    }

    private static Affinity cache(Node node) throws BadValueException {
        return switch (Values.text(node)) {
            case "l2" -> Affinity.each(Affinity.Unit.L2);
            case "l3" -> Affinity.each(Affinity.Unit.L3);
            default -> throw expected("l2 or l3", node);
        };
    }

    private static Affinity node(Node node) throws BadValueException {
        return Values.flag(node) ? Affinity.each(Affinity.Unit.NODE) : Affinity.none();
    }

    private static MemoryBinding binding(Node node) throws BadValueException {
        return switch (Values.text(node)) {
            case "prefer" -> MemoryBinding.PREFER;
            case "bind" -> MemoryBinding.BIND;
            case "none" -> MemoryBinding.NONE;
            default -> throw expected("prefer, bind or none", node);
        };
    }

    private static BadValueException expected(String what, Node found) {
        return new BadValueException(found.line(), "expected " + what + ", not " + found.describe());
    }
}
