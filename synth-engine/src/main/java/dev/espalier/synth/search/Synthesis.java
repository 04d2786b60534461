package dev.espalier.synth.search;

import dev.espalier.core.Sha256;
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
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.machine.MachineException;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.prover.coqidetop.CoqIdeTop;
import dev.espalier.synth.prover.coqidetop.CoqIdeTopSource;
import dev.espalier.synth.prover.session.CachingSession;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.SentenceCache;
import dev.espalier.synth.prover.session.SessionLimits;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** From a specification to a core with a closed and audited proof. */
public final class Synthesis {
    /** The journal's format. */
    public static final int FORMAT = 1;

    private static final List<String> TOOLS = List.of(
            "kit/Decide.v",
            "kit/Map.v",
            "framework/Core.v",
            "framework/Machine.v",
            "framework/Refinement.v",
            "framework/LocalSimulationProof.v",
            "framework/HistorySimulationProof.v",
            "suite/PutFacts.v");

    private static final int KEYS = 2;
    private static final long CACHE_BYTES = 256L << 20;

    private final Path specs;
    private final Path work;
    private final Prover prover;
    private final CoqIdeTop top;
    private final GateLimits limits;

    /**
     * @param specs the folder of specifications; only read
     * @param work where compiled files and judged sentences are kept
     * @param limits of each run of the prover
     */
    public Synthesis(Path specs, Path work, Prover prover, CoqIdeTop top, GateLimits limits) {
        this.specs = specs;
        this.work = work;
        this.prover = prover;
        this.top = top;
        this.limits = limits;
    }

    /** How it ended. */
    public sealed interface Result {
        /**
         * A core with a closed proof.
         *
         * @param core the core's file
         * @param proof the proof's file
         * @param audited what the audit found; the core is good if all of it passed
         */
        record Grown(String core, String proof, List<Finding> audited) implements Result {
            /** Whether every check was passed. */
            public boolean passed() {
                return audited.stream().allMatch(Finding::passed);
            }
        }

        /**
         * None.
         *
         * @param best the core that came closest, with the holes of its proof
         */
        record None(String why, boolean outOfBudget, Optional<Best> best) implements Result {}

        /** A core whose proof has holes. */
        record Best(String core, String proof, int holes) {}
    }

    /**
     * Grows a core.
     *
     * @param before the events of the same search up to where it was interrupted; empty for a new one
     * @param listener gets the events that come
     * @throws GateFailure if the specification does not compile
     * @throws MachineException if it cannot be run
     */
    public Result run(Specification specification, Settings settings, List<Event> before, Search.Listener listener)
            throws IOException, InterruptedException, GateFailure {
        long start = System.nanoTime();
        SpecificationBuild build = new SpecificationBuild(specs, prover, limits, work.resolve("specifications"));
        Map<String, String> sources = new TreeMap<>(build.hashes(specification.source()));
        if (before.isEmpty()) {
            listener.event(new Event.Start(
                    FORMAT,
                    specification.name(),
                    sources,
                    prover.version(),
                    settings.seed(),
                    "search",
                    settings.budget().toSeconds()));
        }
        Path extracted = build.extract(specification.source());
        try (CompiledSpecification compiled = build.open(specification.source(), TOOLS, "candidate", "Candidate")) {
            String functor = specification.source().guarantees().isPresent()
                    ? "Specification"
                    : specification.source().functor();
            Target target = Target.of(specification.name(), compiled, Files.readString(extracted), functor, KEYS);
            if (before.stream().noneMatch(Event.Understood.class::isInstance)) {
                listener.event(new Event.Understood(
                        target.leaves().stream().map(Object::toString).toList(), since(start)));
            }
            ProverSession.Source sessions = sessions(compiled, sources);
            Outcome outcome = new Search(target, sessions, settings, listener, before).run();
            Result result = result(specification, target, sessions, outcome, listener);
            listener.event(end(outcome, result, since(start)));
            return result;
        }
    }

    private ProverSession.Source sessions(CompiledSpecification compiled, Map<String, String> sources)
            throws IOException {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < compiled.loadPath().size(); i += 3) {
            arguments.addAll(List.of(
                    "-Q",
                    compiled.folder().resolve(compiled.loadPath().get(i + 1)).toString(),
                    compiled.loadPath().get(i + 2)));
        }
        CoqIdeTopSource source = new CoqIdeTopSource(
                top, arguments, sources.toString(), SessionLimits.DEFAULT.withSentence(Duration.ofSeconds(60)));
        SentenceCache cache = new SentenceCache(work.resolve("sentences"), CACHE_BYTES);
        return new ProverSession.Source() {
            @Override
            public String foundation() {
                return source.foundation();
            }

            @Override
            public ProverSession open() {
                return new CachingSession(source, cache);
            }
        };
    }

    private Result result(
            Specification specification,
            Target target,
            ProverSession.Source sessions,
            Outcome outcome,
            Search.Listener listener)
            throws IOException, InterruptedException, GateFailure {
        return switch (outcome) {
            case Outcome.Proved proved -> {
                String core = new CoreText(target, proved.candidate()).file();
                String proof =
                        new ProofText(target, proved.candidate()).file("Espalier.Candidate.Core", proved.proofs());
                List<Finding> findings = new ArrayList<>();
                List<IOException> unwritten = new ArrayList<>();
                Consumer<Finding> found = finding -> {
                    findings.add(finding);
                    try {
                        listener.event(new Event.Audited(
                                proved.design(),
                                finding.check(),
                                finding.passed(),
                                finding.detail(),
                                finding.took().toMillis()));
                    } catch (IOException e) {
                        unwritten.add(e);
                    }
                };
                audit(specification, core, proof, found);
                Conditions.check(sessions, target, proved.candidate(), proved.proofs())
                        .forEach(found);
                if (!unwritten.isEmpty()) {
                    throw unwritten.getFirst();
                }
                yield new Result.Grown(core, proof, findings);
            }
            case Outcome.None(String why, boolean outOfBudget, Optional<Outcome.Partial> best) ->
                new Result.None(why, outOfBudget, best.map(partial -> {
                    ProofText text = new ProofText(target, partial.candidate());
                    return new Result.Best(
                            new CoreText(target, partial.candidate()).file(),
                            text.file("Espalier.Candidate.Core", partial.proofs()),
                            text.obligations().size() - partial.proofs().size());
                }));
        };
    }

    /** Checks a core and its proof where nothing of the search is left; each finding goes to {@code found}. */
    public void audit(Specification specification, String core, String proof, Consumer<Finding> found)
            throws IOException, InterruptedException, GateFailure {
        Path nothing = Files.createTempDirectory("espalier-audit");
        SpecificationBuild build = new SpecificationBuild(specs, prover, limits, nothing);
        try (CompiledSpecification compiled = build.open(specification.source(), TOOLS, "candidate", "Candidate")) {
            Rebuild rebuild = new Rebuild(compiled, limits.independentChecker(), found);
            if (rebuild.check(core, proof)) {
                explored(specification, build, rebuild.extracted()).forEach(found);
            }
        } finally {
            SpecificationBuild.delete(nothing);
        }
    }

    private static List<Finding> explored(Specification specification, SpecificationBuild build, Path extracted)
            throws IOException, InterruptedException, GateFailure {
        switch (Explorer.find()) {
            case Explorer.Absent(String reason) -> {
                return List.of(new Finding("the core can be explored", false, reason, Duration.ZERO));
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

    private static Event.End end(Outcome outcome, Result result, long millis) {
        return switch (result) {
            case Result.Grown grown ->
                new Event.End(
                        grown.passed() ? "proved" : "rejected by the audit",
                        outcome instanceof Outcome.Proved proved ? proved.design() : -1,
                        hash(grown.core()),
                        hash(grown.proof()),
                        millis);
            case Result.None none -> new Event.End(none.outOfBudget() ? "budget" : "exhausted", -1, "", "", millis);
        };
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
