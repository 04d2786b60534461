package dev.espalier.synth.growth;

import dev.espalier.synth.design.Cause;

/** What came of growing a core of a design: the core, or why there is none. */
public sealed interface Growth {
    /** A core that did right on every example. */
    record Grown(Candidate candidate) implements Growth {}

    /** There is none. */
    record Failed(Cause cause) implements Growth {}
}
