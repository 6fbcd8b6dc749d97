package org.expool.bench.workload;

/** How the peaks of a category are generated. Immutable and thread-safe. */
public enum Pattern {
    /** The same but for a few percent, as of programs that load an index. */
    CONSTANT {
        @Override
        double peak(Draw draw) {
            return draw.narrow();
        }
    },
    /** The same, of a few mebibytes: where a fixed margin would be a multiple of the peak. */
    SMALL {
        @Override
        double peak(Draw draw) {
            return draw.narrow();
        }

        @Override
        double base(double share) {
            return (3 + 20 * share) * MEBIBYTE;
        }
    },
    /** Spread over a factor of 1.3 to 5, by unknown properties. */
    WIDE {
        @Override
        double peak(Draw draw) {
            return Math.exp((0.15 + 0.4 * draw.shape()) * draw.normal());
        }
    },
    /** A part that grows with the size, noise of the same width everywhere. */
    AFFINE {
        @Override
        double peak(Draw draw) {
            return 0.5 + 0.5 * draw.size() + 0.05 * draw.shape() * draw.normal();
        }
    },
    /** A part that grows with the size, noise in proportion to the peak. */
    PROPORTIONAL {
        @Override
        double peak(Draw draw) {
            return (0.3 + 0.7 * draw.size()) * draw.noise();
        }
    },
    /** A power of the size, with an exponent of 0.4 to 1. */
    POWER {
        @Override
        double peak(Draw draw) {
            return Math.pow(draw.size(), 0.4 + 0.6 * draw.shape()) * draw.noise();
        }
    },
    /** Grows with the size up to a ceiling, as of a virtual machine's heap. */
    CEILING {
        @Override
        double peak(Draw draw) {
            return Math.min(1.2, 0.3 + 0.7 * draw.size()) * Math.exp(0.02 * draw.normal());
        }
    },
    /** Three times as much from a certain size on. */
    STEP_BY_SIZE {
        @Override
        double peak(Draw draw) {
            return (draw.size() > 1.3 ? 3 : 1) * draw.noise();
        }
    },
    /** Three times as much in one of three to ten cases, by unknown properties. */
    BIMODAL {
        @Override
        double peak(Draw draw) {
            return (draw.chance() < 0.1 + 0.2 * draw.shape() ? 3 : 1) * draw.noise();
        }
    },
    /** Six times as much in one of 200 cases. */
    OUTLIERS {
        @Override
        double peak(Draw draw) {
            return (draw.chance() < 0.005 ? 6 : 1) * draw.noise();
        }
    },
    /** Grows by the run, to three times as much. */
    DRIFT_UP {
        @Override
        double peak(Draw draw) {
            return (1 + 2 * draw.progress()) * draw.noise();
        }
    },
    /** Shrinks by the run, to a third. */
    DRIFT_DOWN {
        @Override
        double peak(Draw draw) {
            return (3 - 2 * draw.progress()) * draw.noise();
        }
    },
    /** Twice as much from half of the runs on. */
    STEP_IN_TIME {
        @Override
        double peak(Draw draw) {
            return (draw.progress() < 0.5 ? 1 : 2) * draw.noise();
        }
    },
    /** A few percent of spread, sizes unknown. */
    NO_SIZE {
        @Override
        double peak(Draw draw) {
            return draw.noise();
        }
    };

    /** Bytes. */
    public static final double MEBIBYTE = 1 << 20;

    /**
     * One job of a category.
     *
     * @param size its size over the category's median
     * @param progress how many of the category's jobs were before it, 0 to 1
     * @param shape what distinguishes the category from others of its pattern, 0 to 1
     * @param normal a standard normal number
     * @param chance a number from 0 to 1
     */
    record Draw(double size, double progress, double shape, double normal, double chance) {

        /** A factor with a spread of 2 to 10 percent. */
        double noise() {
            return Math.exp((0.02 + 0.08 * shape) * normal);
        }

        /** A factor with a spread of 0.3 to 4 percent. */
        double narrow() {
            return Math.exp((0.003 + 0.037 * shape) * normal);
        }
    }

    /** The peak of a job, over the base of its category. */
    abstract double peak(Draw draw);

    /**
     * The base of a category in bytes: 60 MiB to 6 GiB, small ones as likely as large ones.
     *
     * @param share where in the range, 0 to 1
     */
    double base(double share) {
        return 60 * MEBIBYTE * Math.pow(100, share);
    }
}
