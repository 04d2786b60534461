package dev.espalier.synth.agent;

import java.util.List;

/**
 * What a model says.
 *
 * @param text its words; may be empty
 * @param calls tools that it calls, in order
 * @param ending why it stopped
 * @param usage what it cost
 */
public record Turn(String text, List<ToolCall> calls, Ending ending, Usage usage) {
    public Turn {
        calls = List.copyOf(calls);
    }

    /** Why a turn ends. */
    public enum Ending {
        /** It said all that it wanted. */
        DONE,
        /** It waits for what its calls come to. */
        CALLS,
        /** It was cut off at the length that was allowed. */
        LENGTH,
        /** It declines to go on. */
        REFUSED
    }
}
