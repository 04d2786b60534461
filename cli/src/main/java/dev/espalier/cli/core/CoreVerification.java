package dev.espalier.cli.core;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.certificate.BridgeAudit;
import dev.espalier.bridge.certificate.ProofEvidence;
import dev.espalier.bridge.certificate.TranslationAudit;
import dev.espalier.bridge.source.TranslationException;
import dev.espalier.bridge.validate.ValidationOptions;
import dev.espalier.cli.Folders;
import dev.espalier.cli.Home;
import dev.espalier.cli.core.CheckLine.Outcome;
import dev.espalier.core.Certificate;
import dev.espalier.synth.gate.CoreManifest;
import dev.espalier.synth.gate.GateListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Recomputes all that a core's certificate says: without a prover what hashes can tell, with one everything. */
public final class CoreVerification {
    private final Home home;
    private final CoreFolder core;
    private final Certificate certificate;
    private final List<CheckLine> lines = new ArrayList<>();

    private CoreVerification(Home home, CoreFolder core, Certificate certificate) {
        this.home = home;
        this.core = core;
        this.certificate = certificate;
    }

    /**
     * Verifies {@code core}.
     *
     * @param askProver whether to run the prover, if there is one
     */
    public static List<CheckLine> run(Home home, CoreFolder core, boolean askProver, GateListener listener)
            throws IOException, InterruptedException {
        return runAll(home, List.of(core), askProver, Optional.empty(), listener)
                .values()
                .iterator()
                .next();
    }

    /**
     * Verifies each of {@code cores}; the prover does once what their proofs share.
     *
     * @param askProver whether to run the prover, if there is one
     * @param compiled a folder of compiled sources for the prover; if empty, it compiles all anew
     * @return the checks of each, by its name
     */
    public static Map<String, List<CheckLine>> runAll(
            Home home, List<CoreFolder> cores, boolean askProver, Optional<Path> compiled, GateListener listener)
            throws IOException, InterruptedException {
        Map<String, List<CheckLine>> results = new LinkedHashMap<>();
        Path extractions = Files.createTempDirectory("espalier-extraction");
        try {
            Map<CoreFolder, Path> targets = new LinkedHashMap<>();
            cores.forEach(core -> targets.put(core, extractions.resolve(core.name())));
            Map<CoreFolder, CoreVerification> verifications = new LinkedHashMap<>();
            for (CoreFolder core : cores) {
                CoreVerification verification = new CoreVerification(home, core, core.certificate());
                verification.files();
                verification.translation();
                verification.lines.add(RunningBytecode.check(verification.certificate.adapterClass()));
                verifications.put(core, verification);
            }
            Map<String, ProofCheck.Outcome> proofs =
                    askProver ? ProofCheck.run(targets, home.specs(), compiled, listener) : Map.of();
            for (Map.Entry<CoreFolder, CoreVerification> entry : verifications.entrySet()) {
                CoreFolder core = entry.getKey();
                entry.getValue().proof(proofs.get(core.name()), extractions.resolve(core.name()));
                results.put(core.name(), List.copyOf(entry.getValue().lines));
            }
        } finally {
            Folders.delete(extractions);
        }
        return results;
    }

    /** Whether nothing failed. */
    public static boolean passed(List<CheckLine> lines) {
        return lines.stream().noneMatch(line -> line.outcome() == Outcome.FAILED);
    }

    private void files() throws IOException {
        CoreManifest manifest = core.manifest();
        compare("specification", certificate.specification(), specHashes(manifest.specification()));
        compare("proof sources", certificate.proof(), specHashes(manifest.proof()));
        compare(
                "extracted OCaml",
                certificate.extracted(),
                CoreFolder.hashes(core.path().resolve("extracted")));
        compare(
                "generated Java",
                certificate.generated(),
                CoreFolder.hashes(core.path().resolve("generated")));
    }

    private Map<String, String> specHashes(List<String> files) throws IOException {
        Map<String, String> all = CoreFolder.hashes(home.specs());
        Map<String, String> hashes = new TreeMap<>();
        for (String file : files) {
            hashes.put(file, all.getOrDefault(file, "missing"));
        }
        return hashes;
    }

    private void translation() throws IOException, InterruptedException {
        Path extracted = core.path().resolve("extracted");
        String name = core.manifest().extractedName();
        Path implementation = extracted.resolve(name + ".ml");
        Path signature = extracted.resolve(name + ".mli");
        if (!Files.isRegularFile(implementation) || !Files.isRegularFile(signature)) {
            lines.add(CheckLine.failed("translation", implementation + " or its .mli is missing"));
            return;
        }
        try {
            BridgeRequest request = Translation.request(core.name(), implementation, signature);
            BridgeResult result = Bridge.translate(request);
            compare("translation", certificate.generated(), Translation.hashes(result));
            lines.add(CompiledClasses.check(result.files()));
            lines.add(validation(request, result));
        } catch (TranslationException e) {
            lines.add(CheckLine.failed("translation", String.valueOf(e.getMessage())));
        }
    }

    /** Compares with native OCaml again, on the inputs that the certificate speaks of. */
    private CheckLine validation(BridgeRequest request, BridgeResult result) throws InterruptedException {
        String certified = certificate.audit().get(TranslationAudit.NAME);
        long seed = certified == null ? ValidationOptions.SEED : TranslationAudit.seed(certified);
        return switch (TranslationAudit.of(request, result, seed)) {
            case TranslationAudit.NotAsked(String reason) ->
                CheckLine.skipped("validation", "NOT compared with OCaml: " + reason);
            case TranslationAudit.Differs(String reason) -> CheckLine.failed("validation", reason);
            case TranslationAudit.Agrees(String text)
            when certified == null -> CheckLine.passed("validation", text + "; the certificate does not speak of it");
            case TranslationAudit.Agrees(String text) ->
                text.equals(certified)
                        ? CheckLine.passed("validation", text)
                        : CheckLine.failed("validation", text + "; the certificate says that it " + certified);
        };
    }

    private void proof(ProofCheck.@Nullable Outcome outcome, Path extracted) throws IOException {
        switch (outcome) {
            case null -> lines.add(CheckLine.skipped("proof", "NOT re-checked: the prover was not asked"));
            case ProofCheck.NotAsked(String reason) ->
                lines.add(CheckLine.skipped("proof", "NOT re-checked: " + reason));
            case ProofCheck.Refused(String reason) -> lines.add(CheckLine.failed("proof", reason));
            case ProofCheck.Proved(var result) -> {
                evidence(result.evidence());
                compare("fresh extraction", certificate.extracted(), CoreFolder.hashes(extracted));
            }
        }
    }

    private void evidence(ProofEvidence evidence) {
        List<String> differing = new ArrayList<>();
        differs(differing, "specification name", certificate.specificationName(), evidence.specificationName());
        differs(differing, "specification", certificate.specification(), evidence.specification());
        differs(differing, "proof", certificate.proof(), evidence.proof());
        differs(differing, "theorem", certificate.theorem(), evidence.theorem());
        differs(differing, "assumptions", certificate.assumptions(), evidence.assumptions());
        // The bridge's own checks are not the gate's to repeat: they are lines of their own.
        differs(differing, "audit", BridgeAudit.ofGate(certificate.audit()), evidence.audit());
        lines.add(
                differing.isEmpty()
                        ? CheckLine.passed("proof", "re-checked by " + evidence.prover() + ": " + evidence.theorem())
                        : CheckLine.failed(
                                "proof",
                                "the gate differs from the certificate in " + String.join(", ", differing)
                                        + "; if that is meant, make it anew with `espalier core build " + core.name()
                                        + "`"));
    }

    private static void differs(List<String> differing, String what, Object certified, Object found) {
        if (!certified.equals(found)) {
            differing.add(what + " (certificate: " + certified + ", gate: " + found + ")");
        }
    }

    /** Names the entries that differ, not the maps. */
    private static void differs(
            List<String> differing, String what, Map<String, String> certified, Map<String, String> found) {
        Set<String> names = new TreeSet<>(certified.keySet());
        names.addAll(found.keySet());
        names.removeIf(name -> Objects.equals(certified.get(name), found.get(name)));
        if (!names.isEmpty()) {
            differing.add(what + " " + names);
        }
    }

    private void compare(String what, Map<String, String> certified, Map<String, String> found) {
        Map<String, String> expected = new TreeMap<>(certified);
        for (Map.Entry<String, String> entry : expected.entrySet()) {
            String hash = found.get(entry.getKey());
            if (hash == null || !hash.equals(entry.getValue())) {
                String has = hash == null ? "is missing" : "has another hash than the certificate says";
                lines.add(CheckLine.failed(what, entry.getKey() + " " + has));
                return;
            }
        }
        for (String file : found.keySet()) {
            if (!expected.containsKey(file)) {
                lines.add(CheckLine.failed(what, file + " is not in the certificate"));
                return;
            }
        }
        lines.add(CheckLine.passed(
                what, expected.size() + (expected.size() == 1 ? " file" : " files") + " as certified"));
    }
}
