package dev.espalier.store.storage;

import dev.espalier.core.PayloadWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bodies of own puts in memory, without gaps, packed in chunks of 64 KiB: puts are read in runs, often long after they were
 * made, and a run that is one piece of memory is fetched faster than as many arrays. A longer body has a chunk of its own.
 * Chunks are given up whole.
 */
final class PackedPuts {
    static final int CHUNK_BYTES = 64 << 10;
    private static final int CHUNK_PUTS = 2 << 10;

    private final TreeMap<Long, Chunk> chunks = new TreeMap<>();
    private Chunk last = new Chunk(1, 0);
    private long bytes;

    /** Forgets everything; the next put to come is {@code sequence}. */
    void startAt(long sequence) {
        chunks.clear();
        last = new Chunk(sequence, 0);
        bytes = 0;
    }

    /** Number of the first put that is here; the next number when there is none. */
    long first() {
        return chunks.isEmpty() ? next() : chunks.firstKey();
    }

    /** Number of the next put to come. */
    long next() {
        return last.next();
    }

    /** Whether there is no chunk to give up but the last. */
    boolean isOneChunk() {
        return chunks.size() <= 1;
    }

    /** Memory that the chunks take, in bytes. */
    long bytes() {
        return bytes;
    }

    boolean holds(long sequence) {
        return sequence >= first() && sequence < next();
    }

    /** Adds what {@code body} has been written. */
    void add(PayloadWriter body) {
        if (!last.hasRoom(body.length())) {
            last = new Chunk(next(), Math.max(CHUNK_BYTES, body.length()));
            chunks.put(last.first, last);
            bytes += last.data.length;
        }
        last.add(body);
    }

    /** Gives up chunks of which all puts have numbers up to {@code sequence}. */
    void dropUpTo(long sequence) {
        while (!chunks.isEmpty() && chunks.firstEntry().getValue().next() - 1 <= sequence) {
            dropFirst();
        }
    }

    /** Gives up the oldest chunk, if there is one. */
    void dropFirst() {
        Map.Entry<Long, Chunk> oldest = chunks.pollFirstEntry();
        if (oldest != null) {
            bytes -= oldest.getValue().data.length;
            if (oldest.getValue() == last) {
                last = new Chunk(next(), 0);
            }
        }
    }

    /**
     * Puts from number {@code sequence}, which must be held, on: to the end of its chunk at most.
     *
     * @param most how many at most
     * @param bytesMax stops once there are so many bytes; one put comes all the same
     */
    PutBodies from(long sequence, int most, long bytesMax) {
        Chunk chunk = chunks.floorEntry(sequence).getValue();
        int from = (int) (sequence - chunk.first);
        return chunk.bodies(from, (int) Math.min(most, chunk.next() - sequence), bytesMax);
    }

    private static final class Chunk {
        private final long first;
        private final byte[] data;
        private final int[] ends;
        private int count;
        private int used;

        Chunk(long first, int capacity) {
            this.first = first;
            this.data = new byte[capacity];
            this.ends = new int[capacity > CHUNK_BYTES ? 1 : capacity == 0 ? 0 : CHUNK_PUTS];
        }

        long next() {
            return first + count;
        }

        boolean hasRoom(int length) {
            return count < ends.length && length <= data.length - used;
        }

        void add(PayloadWriter body) {
            body.copyTo(data, used);
            used += body.length();
            ends[count++] = used;
        }

        PutBodies bodies(int from, int most, long bytesMax) {
            int begin = from == 0 ? 0 : ends[from - 1];
            int end = from + most;
            if (most > 0 && ends[end - 1] - begin > bytesMax) {
                end = from + 1;
                while (ends[end - 1] - begin < bytesMax) {
                    end++;
                }
            }
            return new PutBodies(data, ends, from, end - from);
        }
    }
}
