package dev.espalier.synth.gate;

import dev.espalier.bridge.certificate.ProofEvidence;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
        try (Workspace workspace = Workspace.create(prover, limits)) {
            Candidate candidate = prove(manifest, workspace, cache, new TestedOnce());
            if (limits.independentChecker()) {
                step("run the independent checker", () -> {
                    IndependentCheck.run(candidate.subject());
                    return null;
                });
            }
            return extract(candidate, extractionTarget);
        }
    }

    /** One of several cores that are checked together, and where its extracted files go. */
    public record Request(CoreManifest manifest, Path extractionTarget) {}

    /** How it ended for one of several cores. */
    public sealed interface Verdict {}

    /** The core is proved. */
    public record Proved(GateResult result) implements Verdict {}

    /** The gate stayed shut. */
    public record Refused(GateFailure failure) implements Verdict {}

    /**
     * Checks several cores as {@link #check} does each, and does once what they share: a file that several of them have
     * is compiled once, and the independent checker runs once over all proofs. If it objects, it runs over each, so that
     * it is known whose fault that is.
     *
     * @return a verdict for each request, in their order
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the caller is interrupted; the running program is killed
     */
    public List<Verdict> checkTogether(List<Request> requests) throws IOException, InterruptedException {
        Path compiled = Files.createTempDirectory("espalier-gate-compiled");
        List<Workspace> open = new ArrayList<>();
        try {
            Map<Request, Verdict> verdicts = new IdentityHashMap<>();
            Map<Request, Candidate> candidates = new LinkedHashMap<>();
            TestedOnce tested = new TestedOnce();
            for (Request request : requests) {
                if (requests.size() > 1) {
                    listener.core(request.manifest().core());
                }
                Workspace workspace = Workspace.create(prover, limits);
                open.add(workspace);
                try {
                    candidates.put(
                            request,
                            prove(request.manifest(), workspace, cache.or(() -> Optional.of(compiled)), tested));
                } catch (GateFailure e) {
                    verdicts.put(request, new Refused(e));
                }
            }
            boolean together = checkedTogether(List.copyOf(candidates.values()));
            for (Map.Entry<Request, Candidate> entry : candidates.entrySet()) {
                verdicts.put(entry.getKey(), verdict(entry.getKey(), entry.getValue(), together));
            }
            return requests.stream().map(verdicts::get).toList();
        } finally {
            for (Workspace workspace : open) {
                workspace.close();
            }
            Workspace.delete(compiled);
        }
    }

    /** Whether the independent checker has nothing against any of them. */
    private boolean checkedTogether(List<Candidate> candidates) throws IOException, InterruptedException {
        if (!limits.independentChecker() || candidates.isEmpty()) {
            return true;
        }
        if (candidates.size() > 1) {
            listener.core("all of them");
        }
        try (Workspace workspace = Workspace.create(prover, limits)) {
            step("run the independent checker", () -> {
                IndependentCheck.run(
                        workspace, candidates.stream().map(Candidate::subject).toList());
                return null;
            });
            return true;
        } catch (GateFailure e) {
            return false;
        }
    }

    private Verdict verdict(Request request, Candidate candidate, boolean checked)
            throws IOException, InterruptedException {
        try {
            if (!checked) {
                IndependentCheck.run(candidate.subject());
            }
            return new Proved(extract(candidate, request.extractionTarget()));
        } catch (GateFailure e) {
            return new Refused(e);
        }
    }

    /** A core whose proof is compiled and audited; the independent checker and the extraction are still to come. */
    private record Candidate(
            CoreManifest manifest,
            IndependentCheck.Subject subject,
            List<String> assumptions,
            Map<String, String> audit) {}

    /** Whether the prover tells true from false is no matter of a core: it is asked once for all that are checked together. */
    private final class TestedOnce {
        private boolean passed;

        void test(Workspace workspace) throws GateFailure, IOException, InterruptedException {
            if (!passed) {
                step("test the prover", () -> {
                    ProverSelfTest.run(workspace, limits.independentChecker());
                    return null;
                });
                passed = true;
            }
        }
    }

    private Candidate prove(CoreManifest manifest, Workspace workspace, Optional<Path> compiled, TestedOnce tested)
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
        tested.test(workspace);
        audit.put("false lemma", "refused");
        return prove(manifest, sources, scanned, workspace, compiled, audit);
    }

    private GateResult extract(Candidate candidate, Path target) throws GateFailure, IOException, InterruptedException {
        CoreManifest manifest = candidate.manifest();
        Sources sources = candidate.subject().sources();
        CoreExtraction extraction = new CoreExtraction(candidate.subject().workspace(), sources, manifest);
        boolean compiles = step("extract the core", () -> {
            extraction.run();
            return extraction.compiles(limits.compilation());
        });
        Map<String, String> audit = candidate.audit();
        audit.put("extraction", PASSED);
        audit.put("extracted program", compiles ? "compiled by OCaml" : "not compiled: no OCaml compiler");
        extraction.deliver(target);
        return new GateResult(
                evidence(manifest, sources, candidate.assumptions(), audit),
                target.resolve(manifest.extractedName() + ".ml"),
                target.resolve(manifest.extractedName() + ".mli"),
                candidate.subject().statement().over().contains(CoreParameter.MAP));
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

    private Candidate prove(
            CoreManifest manifest,
            Sources sources,
            Scanned scanned,
            Workspace workspace,
            Optional<Path> compiledFiles,
            Map<String, String> audit)
            throws GateFailure, IOException, InterruptedException {
        step("compile the proof", () -> {
            Optional<CompiledCache> compiled = compiledFiles.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CompiledCache(compiledFiles.get(), prover));
            new Compilation(workspace, sources, scanned.dependencies(), compiled).run();
            return null;
        });
        StatementAudit statementAudit = new StatementAudit(workspace, sources, manifest, scanned.statement());
        List<String> assumptions =
                step("match the proof with the statement and list the assumptions", statementAudit::assumptions);
        audit.put("statement", "matches " + manifest.statementModule());
        audit.put("assumptions", CoreParameter.audited(scanned.statement().over()));
        audit.put("coqchk", limits.independentChecker() ? PASSED : "not run");
        IndependentCheck.Subject subject =
                new IndependentCheck.Subject(workspace, sources, scanned.statement(), statementAudit);
        return new Candidate(manifest, subject, assumptions, audit);
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
