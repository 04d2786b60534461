package dev.espalier.core;

/**
 * How the states of a core are written down and read back: all but the entries of their maps, which are kept one by one
 * as they change ({@link StoredMaps}). What is written is small then, whatever the number of keys.
 *
 * @param <S> the state
 */
public interface StateCodec<S> {
    /**
     * The state's type in words, entries included: what was written under one shape can be read under an equal one, and
     * under no other.
     */
    String shape();

    /**
     * Writes {@code state} without the entries of its maps.
     *
     * @throws IllegalStateException if {@code maps} does not know a map of the state
     */
    void write(S state, PayloadWriter out, StoredMaps maps);

    /**
     * Reads what {@link #write} wrote, with the maps that {@code maps} opens.
     *
     * @throws MalformedPayloadException if the bytes are not such a state
     */
    S read(PayloadReader in, StoredMaps maps);
}
