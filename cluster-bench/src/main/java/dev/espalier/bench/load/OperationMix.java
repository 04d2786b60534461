package dev.espalier.bench.load;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The share of each kind of operation, in per cent; together 100.
 *
 * @param gets share of {@link OperationKind#GET}
 * @param puts share of {@link OperationKind#PUT}
 * @param deletes share of {@link OperationKind#DELETE}
 * @param inserts share of {@link OperationKind#INSERT}
 * @param readModifyWrites share of {@link OperationKind#READ_MODIFY_WRITE}
 * @param scans share of {@link OperationKind#SCAN}
 */
public record OperationMix(int gets, int puts, int deletes, int inserts, int readModifyWrites, int scans) {
    public OperationMix {
        int sum = 0;
        for (int share : List.of(gets, puts, deletes, inserts, readModifyWrites, scans)) {
            if (share < 0 || share > 100) {
                throw new IllegalArgumentException("a share of " + share + " % of the operations is outside 0..100");
            }
            sum += share;
        }
        if (sum != 100) {
            throw new IllegalArgumentException(
                    "the shares of operations add up to " + sum + " %; make them 100 together");
        }
    }

    /** A mix without scans. */
    public OperationMix(int gets, int puts, int deletes, int inserts, int readModifyWrites) {
        this(gets, puts, deletes, inserts, readModifyWrites, 0);
    }

    /**
     * Puts, and gets for the rest.
     *
     * @param percent share of puts, 0 to 100
     */
    public static OperationMix ofPuts(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("put percentage " + percent + " is outside 0..100");
        }
        return new OperationMix(100 - percent, percent, 0, 0, 0);
    }

    /** Whether new keys come into being. */
    public boolean grows() {
        return inserts > 0;
    }

    /** The kind of the next operation. */
    OperationKind draw(SplittableRandom random) {
        int drawn = (int) (((random.nextInt() & 0xffff_ffffL) * 100) >>> 32);
        // Puts first: a run of puts and gets draws what it always drew from the same seed.
        if (drawn < puts) {
            return OperationKind.PUT;
        }
        if (drawn < puts + gets) {
            return OperationKind.GET;
        }
        if (drawn < puts + gets + readModifyWrites) {
            return OperationKind.READ_MODIFY_WRITE;
        }
        if (drawn < puts + gets + readModifyWrites + deletes) {
            return OperationKind.DELETE;
        }
        return drawn < puts + gets + readModifyWrites + deletes + scans ? OperationKind.SCAN : OperationKind.INSERT;
    }
}
