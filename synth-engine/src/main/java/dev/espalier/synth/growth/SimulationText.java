package dev.espalier.synth.growth;

import java.util.Map;

/** What a proof has to show and what follows from that, by one of the framework's theorems. */
interface SimulationText {
    /** What the proof's file loads. */
    String imports();

    /** What the relations speak of. */
    String definitions();

    /** The obligations, by name, without their proofs. */
    Map<String, String> obligations();

    /** What follows them: the refinement. */
    String tail();
}
