package dev.espalier.synth.gate;

import dev.espalier.bridge.certificate.ProofEvidence;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a core is proved, and extracts it if so. In order: the specification is the frozen one; no source
 * gives a command that a proof may not give; the prover still knows true from false; everything compiles; the proof
 * has the statement's type and rests on nothing; the independent checker agrees; the proved core, and no other, is
 * extracted and compiles. The gate is safe for use by several threads.
 */
public final class ProofGate {
    private static final String PASSED = "passed";

    private final Path specs;
    private final Prover prover;
    private final GateLimits limits;
    private final GateListener listener;
    private final Optional<Path> cache;

    /**
     * A gate that compiles everything anew in a temporary folder each time: the one for certificates.
     *
     * @param specs the folder of specifications and proofs; it is only read
     */
    public ProofGate(Path specs, Prover prover, GateLimits limits, GateListener listener) {
        this(specs, prover, limits, listener, Optional.empty());
    }

    private ProofGate(Path specs, Prover prover, GateLimits limits, GateListener listener, Optional<Path> cache) {
        this.specs = specs;
        this.prover = prover;
        this.limits = limits;
        this.listener = listener;
        this.cache = cache;
    }

    /**
     * The same gate, which keeps compiled files in {@code folder} and recompiles only what changed: for a search that
     * asks often. Whoever writes to that folder can plant a proof in it.
     */
    public ProofGate keepingCompiledFilesIn(Path folder) {
        return new ProofGate(specs, prover, limits, listener, Optional.of(folder));
    }

    /**
     * Checks the core of {@code manifest} and writes its extracted files into {@code extractionTarget}, which is left
     * alone if the gate stays shut.
     *
     * @throws GateFailure if the core is not proved, or the prover cannot be trusted to tell
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the caller is interrupted; the running program is killed
     */
    public GateResult check(CoreManifest manifest, Path extractionTarget)
            throws GateFailure, IOException, InterruptedException {
        Map<String, String> audit = new LinkedHashMap<>();
        Sources sources = step("read the sources", () -> Sources.read(specs, manifest));
        step("compare the specification with its frozen hashes", () -> {
            FrozenSpecification.read(specs).check(sources, manifest.specification());
            return null;
        });
        Scanned scanned = step("scan the sources", () -> scan(manifest, sources));
        audit.put("frozen specification", "unchanged");
        audit.put("source scan", PASSED);
        audit.put("holes", "none");
        try (Workspace workspace = Workspace.create(prover, limits)) {
            List<String> assumptions = prove(manifest, sources, scanned, workspace, audit);
            CoreExtraction extraction = new CoreExtraction(workspace, sources, manifest);
            boolean compiled = step("extract the core", () -> {
                extraction.run();
                return extraction.compiles(limits.compilation());
            });
            audit.put("extraction", PASSED);
            audit.put("extracted program", compiled ? "compiled by OCaml" : "not compiled: no OCaml compiler");
            extraction.deliver(extractionTarget);
            return new GateResult(
                    evidence(manifest, sources, assumptions, audit),
                    extractionTarget.resolve(manifest.extractedName() + ".ml"),
                    extractionTarget.resolve(manifest.extractedName() + ".mli"));
        }
    }

    private record Scanned(Dependencies dependencies, Statement statement) {}

    private static Scanned scan(CoreManifest manifest, Sources sources) throws GateFailure {
        for (String path : sources.compiled()) {
            SourceScan.check(sources.file(path));
        }
        Dependencies dependencies = Dependencies.of(sources);
        Statement statement = Statement.find(manifest, sources);
        String coreFile =
                ExtractionScan.check(sources.file(manifest.extraction()), manifest, sources, dependencies, statement);
        SpecificationClosure.check(manifest, sources, dependencies, statement, coreFile);
        return new Scanned(dependencies, statement);
    }

    private List<String> prove(
            CoreManifest manifest, Sources sources, Scanned scanned, Workspace workspace, Map<String, String> audit)
            throws GateFailure, IOException, InterruptedException {
        step("test the prover", () -> {
            ProverSelfTest.run(workspace, limits.independentChecker());
            return null;
        });
        audit.put("false lemma", "refused");
        step("compile the proof", () -> {
            Optional<CompiledCache> compiled =
                    cache.isEmpty() ? Optional.empty() : Optional.of(new CompiledCache(cache.get(), prover));
            new Compilation(workspace, sources, scanned.dependencies(), compiled).run();
            return null;
        });
        StatementAudit statementAudit = new StatementAudit(workspace, sources, manifest, scanned.statement());
        step("match the proof with the statement", () -> {
            statementAudit.matchStatement();
            return null;
        });
        audit.put("statement", "matches " + manifest.statementModule());
        List<String> assumptions = step("list the assumptions", statementAudit::assumptions);
        audit.put("assumptions", "none besides the parameters of every core");
        if (limits.independentChecker()) {
            step("run the independent checker", () -> {
                IndependentCheck.run(workspace, sources, scanned.statement());
                return null;
            });
        }
        audit.put("coqchk", limits.independentChecker() ? PASSED : "not run");
        return assumptions;
    }

    private ProofEvidence evidence(
            CoreManifest manifest, Sources sources, List<String> assumptions, Map<String, String> audit) {
        return new ProofEvidence(
                manifest.specificationName(),
                sources.hashes(manifest.specification()),
                sources.hashes(manifest.proof()),
                manifest.theorems().stream()
                        .map(theorem -> manifest.proofModule() + "." + theorem)
                        .collect(Collectors.joining(", ")),
                assumptions,
                audit,
                prover.version());
    }

    private interface Step<T extends @Nullable Object> {
        T run() throws GateFailure, IOException, InterruptedException;
    }

    private <T extends @Nullable Object> T step(String name, Step<T> work)
            throws GateFailure, IOException, InterruptedException {
        listener.started(name);
        long start = System.nanoTime();
        T result = work.run();
        listener.passed(name, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }
}
