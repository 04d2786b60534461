package dev.espalier.bench.load;

import java.util.SplittableRandom;

/** How the next key is chosen. */
public sealed interface KeyChoice {
    /** Every key equally likely. */
    record Uniform() implements KeyChoice {
        @Override
        public KeySampler sampler(int keys) {
            // Multiply-shift instead of a division; its bias is below keys / 2^32.
            return random -> (int) (((random.nextInt() & 0xffff_ffffL) * keys) >>> 32);
        }
    }

    /**
     * The i-th key with probability proportional to 1 / i^exponent: few keys get most of the load.
     *
     * @param exponent more than 0, other than 1, at most 10; YCSB's is 0.99
     */
    record Zipfian(double exponent) implements KeyChoice {
        public Zipfian {
            if (!(exponent > 0 && exponent <= 10) || exponent == 1) {
                throw new IllegalArgumentException(
                        "a Zipfian exponent of " + exponent + " is not in (0, 10] or is 1; YCSB's is 0.99");
            }
        }

        @Override
        public KeySampler sampler(int keys) {
            return new ZipfianSampler(keys, exponent);
        }
    }

    /** Draws keys 0 to keys - 1. */
    interface KeySampler {
        /** The next key. */
        int next(SplittableRandom random);
    }

    /** A sampler of this distribution over {@code keys} keys. */
    KeySampler sampler(int keys);
}
