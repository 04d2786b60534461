package dev.espalier.synth.machine;

/** What a core's guards forbid besides what the specification's do. */
public interface Restriction {
    /** Forbids nothing. */
    Restriction NONE = call -> true;

    /** Whether the core takes this message, which the specification takes: a call of a guard that gave true. */
    boolean allows(Observation guard);
}
