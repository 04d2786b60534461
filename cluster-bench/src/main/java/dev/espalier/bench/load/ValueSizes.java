package dev.espalier.bench.load;

import java.util.SplittableRandom;

/** How large the values put are, in bytes. */
public sealed interface ValueSizes {
    /** All of one size. */
    record Fixed(int bytes) implements ValueSizes {
        public Fixed {
            requireInRange(bytes);
        }

        @Override
        public int min() {
            return bytes;
        }

        @Override
        public int max() {
            return bytes;
        }

        @Override
        public Sampler sampler() {
            return random -> bytes;
        }

        @Override
        public String toString() {
            return Integer.toString(bytes);
        }
    }

    /** Every size from {@code min} to {@code max} equally likely. */
    record Between(int min, int max) implements ValueSizes {
        public Between {
            requireInRange(min);
            requireInRange(max);
            requireAscending(min, max);
        }

        @Override
        public Sampler sampler() {
            return random -> random.nextInt(min, max + 1);
        }

        @Override
        public String toString() {
            return min + ".." + max;
        }
    }

    /** From {@code min} to {@code max}, small ones by far the likelier: a Zipfian distribution of YCSB's exponent. */
    record Zipfian(int min, int max) implements ValueSizes {
        public Zipfian {
            requireInRange(min);
            requireInRange(max);
            requireAscending(min, max);
        }

        @Override
        public Sampler sampler() {
            ZipfianSampler above = new ZipfianSampler(max - min + 1, KeyChoice.YCSB_EXPONENT);
            return random -> min + above.next(random);
        }

        @Override
        public String toString() {
            return "zipfian:" + min + ".." + max;
        }
    }

    /** Draws sizes. */
    interface Sampler {
        /** The next size in bytes. */
        int next(SplittableRandom random);
    }

    /** The smallest size. */
    int min();

    /** The largest size. */
    int max();

    /** A sampler of this distribution. */
    Sampler sampler();

    private static void requireInRange(int bytes) {
        if (bytes < 1 || bytes > LoadConfig.VALUE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "value size in bytes " + bytes + " is outside 1.." + LoadConfig.VALUE_BYTES_MAX);
        }
    }

    private static void requireAscending(int min, int max) {
        if (min > max) {
            throw new IllegalArgumentException(
                    "value sizes " + min + ".." + max + " run backwards; give the smaller first");
        }
    }
}
