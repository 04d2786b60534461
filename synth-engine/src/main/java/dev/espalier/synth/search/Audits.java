package dev.espalier.synth.search;

import dev.espalier.synth.audit.Conditions;
import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.audit.Meaning;
import dev.espalier.synth.audit.Rebuild;
import dev.espalier.synth.explore.ExplorationFailure;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.SpecificationBuild;
import dev.espalier.synth.growth.CoreText;
import dev.espalier.synth.growth.ProofText;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.rank.Measurement;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Audits of cores that searches end with, where nothing of the search is left. */
final class Audits implements AutoCloseable {
    private final Path specs;
    private final Path work;
    private final Prover prover;
    private final GateLimits limits;
    private AuditMemory memory = AuditMemory.NONE;

    /** Compiled files that audits share: of the framework and of specifications, and of no search. */
    private @Nullable Path clean;

    private boolean lasting;

    Audits(Path specs, Path work, Prover prover, GateLimits limits) {
        this.specs = specs;
        this.work = work;
        this.prover = prover;
        this.limits = limits;
    }

    /** What is compiled is in {@code folder}, which is deleted in the end. */
    void compileIn(Path folder) {
        clean = folder;
    }

    /** What is compiled is in {@code folder} and stays there; what {@code findings} has is not audited again. */
    void keepIn(Path folder, AuditMemory findings) {
        clean = folder;
        lasting = true;
        memory = findings;
    }

    /** Audits a core whose proof is closed. */
    Synthesis.Result.Grown proved(Synthesis.Run run, Outcome.Closed closed, List<Measurement> measured)
            throws IOException, InterruptedException {
        String core = new CoreText(run.target(), closed.candidate()).file();
        String proof =
                new ProofText(run.target(), closed.candidate()).file(CoreText.MODULE, closed.proofs(), closed.claims());
        Told told = new Told(run.listener(), closed.design());
        Optional<List<Finding>> remembered = memory.find(run.specification().name(), core, proof);
        if (remembered.isPresent()) {
            remembered.get().forEach(told::found);
        } else {
            if (audit(run, closed, core, proof, told)) {
                memory.keep(run.specification().name(), core, proof, told.findings());
            }
        }
        told.throwIfUnwritten();
        return new Synthesis.Result.Grown(closed.design(), core, proof, told.findings(), measured);
    }

    /** Whether it came to its end, within time and memory. */
    private boolean audit(Synthesis.Run run, Outcome.Closed closed, String core, String proof, Told told)
            throws IOException, InterruptedException {
        try (Beside<List<Finding>> conditions = Beside.of(
                run.settings().searches() > 1,
                () -> Conditions.check(
                        run.sessions(), run.target(), closed.candidate(), closed.proofs(), run.hammer()))) {
            audit(run.specification(), core, proof, told::found);
            conditions.get().forEach(told::found);
            return true;
        } catch (GateFailure e) {
            // Out of time or memory: the core and its proof are there all the same, and are kept.
            told.found(Finding.cutOff("the audit came to its end", String.valueOf(e.getMessage()), Duration.ZERO));
            return false;
        }
    }

    /** What is known of a core that was taken for right without a proof. */
    Synthesis.Result.Grown unproved(Synthesis.Run run, Outcome.Closed taken, String why)
            throws IOException, InterruptedException {
        String core = new CoreText(run.target(), taken.candidate()).file();
        String proof = new ProofText(run.target(), taken.candidate()).file(CoreText.MODULE, taken.proofs(), Map.of());
        Told told = new Told(run.listener(), taken.design());
        told.found(new Finding(Synthesis.CLOSED_PROOF, false, why, Duration.ZERO));
        try {
            SpecificationBuild build = new SpecificationBuild(specs, prover, limits, work.resolve("specifications"));
            Rebuild rebuild = new Rebuild(run.compiled(), limits.independentChecker(), told::found);
            if (rebuild.extracts(core)) {
                explored(run.specification(), build, rebuild.extracted()).forEach(told::found);
            }
        } catch (GateFailure e) {
            told.found(new Finding("the core can be explored", false, String.valueOf(e.getMessage()), Duration.ZERO));
        }
        told.throwIfUnwritten();
        return new Synthesis.Result.Grown(taken.design(), core, proof, told.findings(), List.of());
    }

    /**
     * Checks a core and its proof where nothing of the search is left; each finding goes to {@code found}. The first audit
     * compiles the framework anew, and the others of this object share that.
     */
    void audit(Specification specification, String core, String proof, Consumer<Finding> found)
            throws IOException, InterruptedException, GateFailure {
        if (clean == null) {
            clean = Files.createTempDirectory("espalier-audit");
        }
        SpecificationBuild build = new SpecificationBuild(specs, prover, limits, clean);
        try (CompiledSpecification compiled =
                build.open(specification.source(), Synthesis.TOOLS, "candidate", "Candidate")) {
            Rebuild rebuild = new Rebuild(compiled, limits.independentChecker(), found);
            if (rebuild.check(core, proof)) {
                explored(specification, build, rebuild.extracted()).forEach(found);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (clean != null && !lasting) {
            SpecificationBuild.delete(clean);
            clean = null;
        }
    }

    private static List<Finding> explored(Specification specification, SpecificationBuild build, Path extracted)
            throws IOException, InterruptedException, GateFailure {
        switch (Explorer.find()) {
            case Explorer.Absent(String reason) -> {
                return List.of(Finding.cutOff("the core can be explored", reason, Duration.ZERO));
            }
            case Explorer.Found found -> {
                try (Explorer explorer = found.open()) {
                    return Meaning.check(
                            explorer,
                            ExploredMachine.core("the grown core", extracted, "Explored"),
                            specification.machine(build.extract(specification.source())));
                } catch (ExplorationFailure e) {
                    return List.of(new Finding(
                            "the core can be explored", false, String.valueOf(e.getMessage()), Duration.ZERO));
                }
            }
        }
    }
}
