package dev.espalier.cli.core;

import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.GateListener;
import dev.espalier.synth.gate.GateResult;
import dev.espalier.synth.gate.ProofGate;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * Checks each of {@code cores} and extracts it into the folder beside it. What several of them share is done once.
     *
     * @param compiled a folder of compiled sources to take from and to add to; if empty, all is compiled anew
     * @return how it ended for each, by its name
     */
    public static Map<String, Outcome> run(
            Map<CoreFolder, Path> cores, Path specs, Optional<Path> compiled, GateListener listener)
            throws IOException, InterruptedException {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        switch (Prover.find()) {
            case Prover.Absent(String reason) ->
                cores.keySet().forEach(core -> outcomes.put(core.name(), new NotAsked(reason)));
            case Prover.Found(Prover prover) -> {
                ProofGate anew = new ProofGate(specs, prover, GateLimits.standard(), listener);
                ProofGate gate = compiled.map(anew::keepingCompiledFilesIn).orElse(anew);
                List<ProofGate.Request> requests = new ArrayList<>();
                for (Map.Entry<CoreFolder, Path> core : cores.entrySet()) {
                    requests.add(new ProofGate.Request(core.getKey().manifest(), core.getValue()));
                }
                Iterator<ProofGate.Verdict> verdicts =
                        gate.checkTogether(requests).iterator();
                for (CoreFolder core : cores.keySet()) {
                    outcomes.put(core.name(), outcome(verdicts.next()));
                }
            }
        }
        return outcomes;
    }

    private static Outcome outcome(ProofGate.Verdict verdict) {
        return switch (verdict) {
            case ProofGate.Proved(GateResult result) -> new Proved(result);
            case ProofGate.Refused(GateFailure failure) -> new Refused(failure.reason() + ": " + failure.getMessage());
        };
    }
}
