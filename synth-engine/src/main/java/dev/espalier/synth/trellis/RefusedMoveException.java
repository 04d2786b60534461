package dev.espalier.synth.trellis;

/** The rails refuse a move. The message names the thing, the cause and the next step. */
final class RefusedMoveException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * @param kind one word: {@code axiom}, {@code hole}, {@code forbidden}, {@code name}, {@code syntax}, {@code size}
     */
    RefusedMoveException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
