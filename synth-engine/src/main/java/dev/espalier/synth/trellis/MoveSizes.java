package dev.espalier.synth.trellis;

import java.util.Optional;

/** How much a move may say: seen to before anything of it is read, written or shown. */
final class MoveSizes {
    /** Longer texts, in characters, are refused: a megabyte of tactics is no step. */
    static final int TEXT_MAX = 200_000;

    /** Longer names, in characters, are refused. */
    static final int NAME_MAX = 200;

    private MoveSizes() {}

    /** Refuses a move that says more than a step does. */
    static void check(Move move) throws RefusedMoveException {
        switch (move) {
            case Move.Define define -> {
                check("the name", define.name(), NAME_MAX);
                check("the name to stand before", define.before().orElse(""), NAME_MAX);
                check(define.name(), define.text(), TEXT_MAX);
            }
            case Move.Prove(String name, String tactics) -> {
                check("the name", name, NAME_MAX);
                check(name, tactics, TEXT_MAX);
            }
            case Move.Decompose(String name, String lemmas, Optional<String> tactics) -> {
                check("the name", name, NAME_MAX);
                check("the lemmas", lemmas, TEXT_MAX);
                check(name, tactics.orElse(""), TEXT_MAX);
            }
            case Move.Repair(String name, String text) -> {
                check("the name", name, NAME_MAX);
                check(name, text, TEXT_MAX);
            }
            case Move.Revert(String to) -> check("the name", to, NAME_MAX);
        }
    }

    /** Refuses {@code text} if it has more than {@code most} characters. */
    static void check(String what, String text, int most) throws RefusedMoveException {
        if (text.length() > most) {
            throw new RefusedMoveException(
                    "size",
                    what + " has " + text.length() + " characters, and there may be " + most
                            + "; split it by decompose, or let tactics do the work");
        }
    }
}
