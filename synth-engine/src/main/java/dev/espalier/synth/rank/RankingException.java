package dev.espalier.synth.rank;

/** A core whose speed cannot be told; the message says why. */
public final class RankingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code message} says why. */
    public RankingException(String message) {
        super(message);
    }
}
