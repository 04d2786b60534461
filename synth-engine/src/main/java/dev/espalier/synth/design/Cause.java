package dev.espalier.synth.design;

import dev.espalier.synth.machine.Method;

/** Why a design does not do: what the next one must not repeat. */
public sealed interface Cause {
    /** What is kept for {@code leaf} grows with the number of puts. */
    record Grows(Leaf leaf, long after, long twice) implements Cause {}

    /** Functions from keys are no representation: a chain of closures, a link for each put. */
    record KeepsFunction(Leaf leaf) implements Cause {}

    /** A value of {@code leaf}, which a call of {@code after} gave, has no representation of the kind chosen. */
    record Unrepresentable(Leaf leaf, Representation chosen, String value, Method after) implements Cause {}

    /** No term of the grammar computes what {@code target} of a method is to be. */
    record NoTerm(String method, String target, String reason) implements Cause {}

    /** The prover refuses the definitions. */
    record IllTyped(String message) implements Cause {}

    /** An obligation stays open. */
    record Unproved(String obligation, String goal) implements Cause {}

    /** A run comes to an end where a put can never be applied. */
    record Stuck(String put) implements Cause {}

    /** For people. */
    default String words() {
        return switch (this) {
            case Grows(Leaf leaf, long after, long twice) ->
                leaf + " grows with the number of puts: " + after + " units after the first half of a run, " + twice
                        + " at its end";
            case KeepsFunction(Leaf leaf) ->
                leaf + " is behind a function from keys, which a core would keep as a chain of closures";
            case Unrepresentable(Leaf leaf, Representation chosen, String value, Method after) ->
                leaf + " cannot be " + chosen.words() + ": it was " + value + " after " + after.word();
            case NoTerm(String method, String target, String reason) ->
                "no term computes " + target + " of " + method + ": " + reason;
            case IllTyped(String message) -> "the prover refuses the definitions: " + message;
            case Unproved(String obligation, String goal) -> "the obligation " + obligation + " stays open: " + goal;
            case Stuck(String put) -> "a replica waits for ever to apply " + put;
        };
    }
}
