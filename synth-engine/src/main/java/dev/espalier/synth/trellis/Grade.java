package dev.espalier.synth.trellis;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What became of a move. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Grade.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Grade.Refused.class, name = "refused")
})
public sealed interface Grade {
    /** How long it took, in milliseconds. */
    long millis();

    /**
     * The prover accepts the whole development with it.
     *
     * @param holes what is missing now
     * @param reopened proofs that no longer hold
     */
    record Accepted(List<String> holes, List<String> reopened, long millis) implements Grade {}

    /**
     * Nothing changes.
     *
     * @param by who refuses it
     * @param kind which kind of objection, one word
     * @param item where in the development; empty if the move itself is no such move
     * @param sentence the sentence that is refused; empty if it is none in particular
     * @param message why; the prover's own words, if it is the prover
     * @param goals what was left to show there
     */
    record Refused(By by, String kind, String item, String sentence, String message, List<String> goals, long millis)
            implements Grade {}

    /** Who refuses a move. */
    enum By {
        /** The engine, before the prover hears of it. */
        RAILS,
        /** The prover. */
        PROVER
    }
}
