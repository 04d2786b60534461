package dev.espalier.cli.core;

import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.GateListener;
import dev.espalier.synth.gate.GateResult;
import dev.espalier.synth.gate.ProofGate;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the proof gate on a core, if there is a prover. */
public final class ProofCheck {
    /** How it ended. */
    public sealed interface Outcome {}

    /** The core is proved. */
    public record Proved(GateResult result) implements Outcome {}

    /** The core is not proved. */
    public record Refused(String reason) implements Outcome {}

    /** There is no prover to ask. */
    public record NotAsked(String reason) implements Outcome {}

    private ProofCheck() {}

    /** Checks {@code core} and extracts it into {@code extractionTarget}. */
    public static Outcome run(CoreFolder core, Path specs, Path extractionTarget, GateListener listener)
            throws IOException, InterruptedException {
        return switch (Prover.find()) {
            case Prover.Absent(String reason) -> new NotAsked(reason);
            case Prover.Found(Prover prover) -> {
                ProofGate gate = new ProofGate(specs, prover, GateLimits.standard(), listener);
                try {
                    yield new Proved(gate.check(core.manifest(), extractionTarget));
                } catch (GateFailure e) {
                    yield new Refused(e.reason() + ": " + e.getMessage());
                }
            }
        };
    }
}
