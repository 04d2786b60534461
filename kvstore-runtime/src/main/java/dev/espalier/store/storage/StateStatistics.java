package dev.espalier.store.storage;

/**
 * How the entries of the state are kept.
 *
 * @param entriesRead how many were read from the disk since the start
 * @param cachedEntries how many are in memory, about
 * @param cachedBytes what they take, about, in bytes
 * @param cacheBytesMax what they may take, in bytes
 */
public record StateStatistics(long entriesRead, long cachedEntries, long cachedBytes, long cacheBytesMax) {
    /** Of a storage that keeps no state but the inputs that lead to it. */
    public static final StateStatistics NONE = new StateStatistics(0, 0, 0, 0);
}
