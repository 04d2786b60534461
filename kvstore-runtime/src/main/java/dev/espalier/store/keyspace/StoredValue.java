package dev.espalier.store.keyspace;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import dev.espalier.store.storage.KeptKeys;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the replicas carry for a user's value: the value itself, and the moment from which on it is no more, if it has
 * one. The deadline travels inside the value, so every node sees the same one.
 *
 * <p>Layout: a value without a deadline is stored as it is. A first byte {@code C1} marks the others: {@code C1 01}, eight
 * bytes of deadline (milliseconds since the epoch, big-endian), then the value. A value without a deadline that itself
 * begins with {@code C1} gets one {@code C1} in front. {@code C1} occurs in no UTF-8 text and begins no MessagePack
 * value, so almost nothing pays for this, and a plain value is never copied.
 */
public final class StoredValue {
    /** The deadline of a value that stays. */
    public static final long NEVER = KeptKeys.NEVER;

    private static final byte MARK = (byte) 0xC1;
    private static final byte DEADLINE = 1;
    private static final int DEADLINE_BYTES = 2 + Long.BYTES;

    private final Bytes stored;
    private final int offset;
    private final long deadline;

    private StoredValue(Bytes stored, int offset, long deadline) {
        this.stored = stored;
        this.offset = offset;
        this.deadline = deadline;
    }

    /** Reads what {@link #plain} or {@link #until} made. Total: whatever else the bytes are is a plain value. */
    public static StoredValue read(Bytes stored) {
        if (stored.length() < 2 || stored.at(0) != MARK) {
            return new StoredValue(stored, 0, NEVER);
        }
        if (stored.at(1) == MARK) {
            return new StoredValue(stored, 1, NEVER);
        }
        return stored.at(1) == DEADLINE && stored.length() >= DEADLINE_BYTES
                ? new StoredValue(stored, DEADLINE_BYTES, deadline(stored))
                : new StoredValue(stored, 0, NEVER);
    }

    /** The deadline in what a replica carries; {@link #NEVER} when there is none. */
    public static long deadlineOf(Bytes stored) {
        return stored.length() >= DEADLINE_BYTES && stored.at(0) == MARK && stored.at(1) == DEADLINE
                ? deadline(stored)
                : NEVER;
    }

    private static long deadline(Bytes stored) {
        return ByteBuffer.wrap(stored.shared(), 2, Long.BYTES).getLong();
    }

    /** What replicas carry for {@code content} without a deadline. */
    public static Value plain(Bytes content) {
        // One byte C1 alone would be read back as it is; with a mark in front it could not be told from an escape.
        if (content.length() < 2 || content.at(0) != MARK) {
            return Value.of(content);
        }
        byte[] escaped = new byte[content.length() + 1];
        escaped[0] = MARK;
        System.arraycopy(content.shared(), 0, escaped, 1, content.length());
        return Value.of(Bytes.wrap(escaped));
    }

    /**
     * What replicas carry for {@code content} until {@code deadline}.
     *
     * @param deadline milliseconds since the epoch, or {@link #NEVER}
     */
    public static Value until(Bytes content, long deadline) {
        if (deadline == NEVER) {
            return plain(content);
        }
        ByteBuffer stored = ByteBuffer.allocate(DEADLINE_BYTES + content.length());
        stored.put(MARK).put(DEADLINE).putLong(deadline).put(content.shared());
        return Value.of(Bytes.wrap(stored.array()));
    }

    /** From when on this is no more, in milliseconds since the epoch; {@link #NEVER} when it stays. */
    public long deadline() {
        return deadline;
    }

    /** Length of the user's value in bytes. */
    public int length() {
        return stored.length() - offset;
    }

    /** What the replicas carry. */
    public Bytes stored() {
        return stored;
    }

    /** Where in {@link #stored()} the user's value begins. */
    public int offset() {
        return offset;
    }

    /** The user's value; a copy if it has a deadline. */
    public Bytes content() {
        return offset == 0 ? stored : Bytes.wrap(Arrays.copyOfRange(stored.shared(), offset, stored.length()));
    }

    /** The byte of the user's value at {@code index}. */
    public byte at(int index) {
        return stored.at(offset + index);
    }
}
