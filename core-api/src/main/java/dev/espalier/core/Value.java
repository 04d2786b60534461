package dev.espalier.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a key holds: a byte string, or nothing. A delete is a put of {@link #ABSENT}. */
public final class Value {
    /** No value: what every key holds at first and after a delete. */
    public static final Value ABSENT = new Value(null);

    private final @Nullable Bytes bytes;

    private Value(@Nullable Bytes bytes) {
        this.bytes = bytes;
    }

    /** The value that is {@code bytes}. */
    public static Value of(Bytes bytes) {
        return new Value(Objects.requireNonNull(bytes));
    }

    /** Whether there is no value. */
    public boolean isAbsent() {
        return bytes == null;
    }

    /** The bytes, or {@code null} when absent. */
    public @Nullable Bytes bytesOrNull() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Value that && Objects.equals(bytes, that.bytes));
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes == null ? "(absent)" : bytes.toString();
    }
}
