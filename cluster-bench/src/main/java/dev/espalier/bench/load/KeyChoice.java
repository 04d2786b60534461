package dev.espalier.bench.load;

import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** How the next key is chosen. */
public sealed interface KeyChoice {
    /** The exponent of YCSB's Zipfian distributions. */
    double YCSB_EXPONENT = 0.99;

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

    /**
     * The newest keys most: the last one inserted with the probability that a Zipfian distribution gives to its first, and
     * so on down. Where nothing is inserted, the key of the largest number counts as the newest.
     *
     * @param exponent as of {@link Zipfian}
     */
    record Latest(double exponent) implements KeyChoice {
        public Latest {
            var _ = new Zipfian(exponent);
        }

        @Override
        public KeySampler sampler(int keys) {
            return sampler(keys, () -> keys);
        }

        @Override
        public KeySampler sampler(int keys, IntSupplier present) {
            ZipfianSampler back = new ZipfianSampler(keys, exponent);
            return random -> {
                int count = present.getAsInt();
                back.resize(count);
                return count - 1 - back.next(random);
            };
        }
    }

    /** Draws keys 0 to keys - 1. */
    interface KeySampler {
        /** The next key. */
        int next(SplittableRandom random);
    }

    /** A sampler of this distribution over {@code keys} keys. */
    KeySampler sampler(int keys);

    /**
     * A sampler over {@code keys} keys to begin with, of which there may come to be more.
     *
     * @param present how many there are now
     */
    default KeySampler sampler(int keys, IntSupplier present) {
        return sampler(keys);
    }
}
