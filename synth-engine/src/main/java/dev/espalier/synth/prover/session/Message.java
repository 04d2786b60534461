package dev.espalier.synth.prover.session;

import java.util.Optional;

/**
 * Something that a prover said besides its verdict.
 *
 * @param level how serious
 * @param text verbatim
 * @param location the place in the sentence that it is about, if any
 */
public record Message(Level level, String text, Optional<Location> location) {
    /** How serious a message is. */
    public enum Level {
        /** For those who debug the prover or a tactic. */
        DEBUG,
        /** Said in passing. */
        INFO,
        /** What a command was asked for. */
        NOTICE,
        /** A warning. */
        WARNING,
        /** An error; one that does not reject the sentence, or the one that does, said twice. */
        ERROR
    }
}
