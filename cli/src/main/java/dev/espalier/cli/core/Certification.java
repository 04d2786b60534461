package dev.espalier.cli.core;

import dev.espalier.bridge.certificate.CoreEmitter;
import dev.espalier.bridge.source.TranslationException;
import dev.espalier.cli.Folders;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.core.Certificate;
import dev.espalier.synth.gate.CoreManifest;
import dev.espalier.synth.gate.GateListener;
import dev.espalier.synth.gate.GateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** From cores' Rocq files to their certificates: proof gate, extraction, bridge, validation. */
public final class Certification {
    private Certification() {}

    /**
     * Certifies each of {@code cores}; those that are proved get their certificates even if others are not.
     *
     * @param specs the folder of their Rocq files
     * @param certified is told of each core that has its certificate
     * @throws CommandFailedException if one gets none; the message has a line for each of those
     */
    public static void run(
            Path specs, List<CoreFolder> cores, GateListener listener, BiConsumer<CoreFolder, Certificate> certified)
            throws IOException, InterruptedException {
        Path extraction = Files.createTempDirectory("espalier-extraction");
        try {
            Map<CoreFolder, Path> targets = new LinkedHashMap<>();
            cores.forEach(core -> targets.put(core, extraction.resolve(core.name())));
            Map<String, ProofCheck.Outcome> outcomes = ProofCheck.run(targets, specs, Optional.empty(), listener);
            List<String> refused = new ArrayList<>();
            for (CoreFolder core : cores) {
                switch (outcomes.get(core.name())) {
                    case ProofCheck.Proved(GateResult result) ->
                        certify(core, result, certified)
                                .ifPresent(reason ->
                                        refused.add("core " + core.name() + " gets no certificate: " + reason));
                    case ProofCheck.Refused(String reason) ->
                        refused.add("core " + core.name() + " gets no certificate: " + reason);
                    case ProofCheck.NotAsked(String reason) ->
                        throw new CommandFailedException("without a prover there is no certificate: " + reason);
                    case null -> throw new IllegalStateException("no outcome for core " + core.name());
                }
            }
            if (!refused.isEmpty()) {
                throw new CommandFailedException(String.join("\n", refused));
            }
        } catch (TranslationException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        } finally {
            Folders.delete(extraction);
        }
    }

    private static Optional<String> certify(
            CoreFolder core, GateResult proved, BiConsumer<CoreFolder, Certificate> certified)
            throws IOException, InterruptedException {
        CoreManifest manifest = core.manifest();
        Optional<String> isolated = Isolation.found(
                core.name(), proved.implementation(), manifest.extractedName(), manifest.kind(), proved.overMap());
        if (isolated.isPresent()) {
            return isolated;
        }
        return switch (CoreEmitter.emit(
                core.path(), core.name(), proved.implementation(), proved.signature(), proved.evidence())) {
            case CoreEmitter.Refused(String reason) -> Optional.of(reason);
            case CoreEmitter.Emitted(Certificate certificate) -> {
                certified.accept(core, certificate);
                yield Optional.empty();
            }
        };
    }
}
