package dev.espalier.core;

/**
 * How what a key holds in a map of a core's state is written down and read back.
 *
 * @param <V> what a key holds
 */
public interface EntryCodec<V> {
    /** Writes what a key holds. */
    void write(V entry, PayloadWriter out);

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedPayloadException if the bytes are not such an entry
     */
    V read(PayloadReader in);
}
