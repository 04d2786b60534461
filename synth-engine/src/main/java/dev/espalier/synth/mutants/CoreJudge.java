package dev.espalier.synth.mutants;

import dev.espalier.synth.explore.ExplorationFailure;
import dev.espalier.synth.explore.ExplorationLimits;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.explore.InclusionResult;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.explore.ProgramBounds;
import dev.espalier.synth.explore.VacuityResult;
import dev.espalier.synth.explore.Witness;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.gate.SpecificationBuild;
import dev.espalier.synth.mutants.Judgement.Charge;
import dev.espalier.synth.mutants.Judgement.Means;
import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.SpecificationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for what is wrong with a core: litmus tests, progress, all small programs, and the proof of the core that it was
 * made from. Only what is not held against the correct core too counts: some cores of the suite can be stuck, and their
 * specifications allow it.
 */
public final class CoreJudge {
    private final Path specs;
    private final Catalogue catalogue;
    private final SpecificationBuild build;
    private final Explorer explorer;
    private final ExplorationLimits limits;
    private final List<ProgramBounds> bounds;
    private final Map<String, List<LitmusResult>> litmusOf = new HashMap<>();

    /**
     * @param bounds which programs are explored, one bound after the other until a difference is found
     * @param limits of each exploration
     */
    public CoreJudge(
            Path specs,
            Catalogue catalogue,
            SpecificationBuild build,
            Explorer explorer,
            ExplorationLimits limits,
            List<ProgramBounds> bounds) {
        this.specs = specs;
        this.catalogue = catalogue;
        this.build = build;
        this.explorer = explorer;
        this.limits = limits;
        this.bounds = List.copyOf(bounds);
    }

    /** A core that could not be judged. */
    public static final class CannotJudge extends Exception {
        private static final long serialVersionUID = 1L;

        CannotJudge(String core, Exception cause) {
            super(core + " cannot be judged: " + cause.getMessage(), cause);
        }
    }

    /**
     * Judges the core {@code text}, made of the correct core {@code file}, against {@code specificationName}.
     *
     * @param means what to try, in the order of {@link Means}
     * @param firstOnly whether to stop at the first thing found
     * @throws CannotJudge if it does not compile or cannot be explored
     */
    public Judgement judge(String file, String text, String specificationName, Set<Means> means, boolean firstOnly)
            throws IOException, InterruptedException, CannotJudge {
        Path folder = Files.createTempDirectory("espalier-mutant");
        Path written = folder.resolve(String.valueOf(Path.of(file).getFileName()));
        try {
            Files.writeString(written, text);
            return judge(file, text, written, specificationName, means, firstOnly);
        } catch (GateFailure | SpecificationException | ExplorationFailure e) {
            throw new CannotJudge(file, e);
        } finally {
            Files.deleteIfExists(written);
            Files.delete(folder);
        }
    }

    private Judgement judge(
            String file, String text, Path written, String specificationName, Set<Means> means, boolean firstOnly)
            throws IOException, InterruptedException, GateFailure, SpecificationException, ExplorationFailure {
        Specification specification = catalogue
                .named(specificationName)
                .orElseThrow(() -> new IllegalArgumentException("there is no specification " + specificationName));
        ExploredMachine core = machine(catalogue.inFile(written));
        ExploredMachine abstractMachine = machine(specification);
        List<Charge> charges = new ArrayList<>();
        for (Means each : Means.values()) {
            if (means.contains(each) && (charges.isEmpty() || !firstOnly)) {
                Optional<Charge> charge = switch (each) {
                    case LITMUS -> litmus(core, abstractMachine);
                    case PROGRESS -> progress(core);
                    case EXPLORATION -> exploration(core, abstractMachine);
                    case REFINEMENT -> refinement(file, text);
                };
                charge.ifPresent(charges::add);
            }
        }
        return new Judgement(charges);
    }

    private ExploredMachine machine(Specification specification) throws IOException, InterruptedException, GateFailure {
        return specification.machine(build.extract(specification.source()));
    }

    private Optional<Charge> litmus(ExploredMachine core, ExploredMachine specification)
            throws IOException, InterruptedException, ExplorationFailure {
        List<LitmusResult> allowed = litmusOf.get(specification.name());
        if (allowed == null) {
            allowed = explorer.litmus(specification, LitmusCatalogue.all(), limits);
            litmusOf.put(specification.name(), allowed);
        }
        List<LitmusResult> shown = explorer.litmus(core, LitmusCatalogue.all(), limits);
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).verdict() == Verdict.ALLOWED && allowed.get(i).verdict() == Verdict.FORBIDDEN) {
                return Optional.of(new Charge(
                        Means.LITMUS,
                        shown.get(i).test().name(),
                        lines(shown.get(i).witness())));
            }
        }
        return Optional.empty();
    }

    private Optional<Charge> progress(ExploredMachine core)
            throws IOException, InterruptedException, ExplorationFailure {
        VacuityResult result = explorer.vacuity(core, bounds.getFirst(), limits);
        if (result.vacuous()) {
            return Optional.of(new Charge(Means.PROGRESS, "no get ever returned another client's put", List.of()));
        }
        if (result.stuckPut().isPresent()) {
            return Optional.of(
                    new Charge(Means.PROGRESS, "a replica is stuck with a pending put", lines(result.stuckPut())));
        }
        if (result.refusedGet().isPresent()) {
            return Optional.of(new Charge(
                    Means.PROGRESS, "a replica that has everything refuses a get", lines(result.refusedGet())));
        }
        return result.seenProblem()
                .map(problem -> new Charge(Means.PROGRESS, problem.what(), lines(Optional.of(problem.witness()))));
    }

    private Optional<Charge> exploration(ExploredMachine core, ExploredMachine specification)
            throws IOException, InterruptedException, ExplorationFailure {
        for (ProgramBounds bound : bounds) {
            InclusionResult result = explorer.conforms(core, specification, bound, limits);
            if (result.verdict() == InclusionResult.Verdict.DIFFERENCE) {
                return Optional.of(new Charge(
                        Means.EXPLORATION,
                        result.witness().map(Witness::history).orElse("a history"),
                        lines(result.witness())));
            }
        }
        return Optional.empty();
    }

    private Optional<Charge> refinement(String file, String text) throws IOException, InterruptedException {
        String proof = file.substring(0, file.length() - ".v".length()) + "Proof.v";
        if (!Files.isRegularFile(specs.resolve(proof))) {
            return Optional.empty();
        }
        try {
            build.compile(proof, file, text);
            return Optional.empty();
        } catch (GateFailure e) {
            return Optional.of(new Charge(Means.REFINEMENT, "the proof fails at " + e.place(), List.of()));
        }
    }

    private static List<String> lines(Optional<Witness> witness) {
        return witness.map(Witness::lines).orElse(List.of());
    }
}
