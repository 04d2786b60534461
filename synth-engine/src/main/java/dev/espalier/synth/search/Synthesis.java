package dev.espalier.synth.search;

import dev.espalier.core.Core;
import dev.espalier.core.Sha256;
import dev.espalier.synth.audit.Finding;
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
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.rank.Measurement;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From a specification to a core with a closed and audited proof. */
public final class Synthesis implements AutoCloseable {
    /** The journal's format. */
    public static final int FORMAT = 1;

    static final List<String> TOOLS = List.of(
            "kit/Decide.v",
            "kit/Map.v",
            "framework/Core.v",
            "framework/Machine.v",
            "framework/Refinement.v",
            "framework/LocalSimulationProof.v",
            "framework/LocalProgressProof.v",
            "framework/HistorySimulationProof.v",
            "kit/Needs.v",
            "suite/PutFacts.v");

    private static final int KEYS = 2;

    /** The first check of a core that was taken for right without a proof. */
    public static final String CLOSED_PROOF = "a closed proof";

    /** What a journal calls a prover that has CoqHammer, after the prover's version. */
    public static final String WITH_HAMMER = " with CoqHammer";

    private final Path specs;
    private final Path work;
    private final Prover prover;
    private final CoqIdeTop top;
    private final GateLimits limits;
    private final Optional<Core<?, ?, ?, ?, ?>> reference;
    private final Audits audits;

    /**
     * Measures no core's speed.
     *
     * @param specs the folder of specifications; only read
     * @param work where compiled files and judged sentences are kept
     * @param limits of each run of the prover
     */
    public Synthesis(Path specs, Path work, Prover prover, CoqIdeTop top, GateLimits limits) {
        this(specs, work, prover, top, limits, Optional.empty(), new Audits(specs, work, prover, limits));
    }

    private Synthesis(
            Path specs,
            Path work,
            Prover prover,
            CoqIdeTop top,
            GateLimits limits,
            Optional<Core<?, ?, ?, ?, ?>> reference,
            Audits audits) {
        this.specs = specs;
        this.work = work;
        this.prover = prover;
        this.top = top;
        this.limits = limits;
        this.reference = reference;
        this.audits = audits;
    }

    /** The same, which runs closed cores beside {@code core} and takes the fastest. */
    public Synthesis comparingWith(Core<?, ?, ?, ?, ?> core) {
        return new Synthesis(specs, work, prover, top, limits, Optional.of(core), audits);
    }

    /**
     * The same for searches that are compared, by several processes one after another.
     *
     * @param memory has the findings of audits that were made before
     * @param folder for what audits compile of the framework and of specifications
     */
    public Synthesis auditingIn(Path folder, AuditMemory memory) {
        audits.keepIn(folder, memory);
        return this;
    }

    /**
     * A specification with framework and kit, compiled, and sessions with the prover over it.
     *
     * @param compiled gone when this is closed
     * @param sessions sentences that were judged before are not judged again
     * @param sources the frozen sources, SHA-256 in hexadecimal by path
     * @param prover the prover's version
     */
    public record Foundation(
            CompiledSpecification compiled, ProverSession.Source sessions, Map<String, String> sources, String prover)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            compiled.close();
        }
    }

    /**
     * Where a core for {@code specification} can be grown by other means than a search.
     *
     * @param bytes most memory of one prover
     * @throws GateFailure if the specification does not compile
     */
    public Foundation foundation(Specification specification, long bytes)
            throws IOException, InterruptedException, GateFailure {
        SpecificationBuild build = new SpecificationBuild(specs, prover, limits, work.resolve("specifications"));
        Map<String, String> sources = new TreeMap<>(build.hashes(specification.source()));
        CompiledSpecification compiled = build.open(specification.source(), TOOLS, "candidate", "Candidate");
        try {
            return new Foundation(
                    compiled,
                    Sessions.of(
                            top, work.resolve("sentences"), compiled, sources, Settings.USUAL.withProverBytes(bytes)),
                    sources,
                    prover.version());
        } catch (IOException | RuntimeException e) {
            compiled.close();
            throw e;
        }
    }

    /**
     * The sources of {@code specification} as they are now, SHA-256 in hexadecimal by path.
     *
     * @throws GateFailure if one of them is missing or cannot be read
     */
    public Map<String, String> sources(Specification specification) throws IOException, GateFailure {
        return new TreeMap<>(new SpecificationBuild(specs, prover, limits, work.resolve("specifications"))
                .hashes(specification.source()));
    }

    /** The same, whose audits keep compiled files in {@code folder}, which is deleted in the end: for tests. */
    Synthesis auditingWith(Path folder) {
        audits.compileIn(folder);
        return this;
    }

    /** How it ended. */
    public sealed interface Result {
        /** The verdict on a core whose proof is closed and audited. */
        String PROVED = "proved";

        /** The verdict on a core whose proof is closed and whose audit was cut off before it found anything against it. */
        String UNDECIDED = "not audited to the end";

        /**
         * A core with a closed proof.
         *
         * @param design the number of its design
         * @param core the core's file
         * @param proof the proof's file
         * @param audited what the audit found; the core is good if all of it passed
         * @param measured how fast it and the other closed cores were beside the reference, the fastest first; empty if
         *     there was none to compare with
         */
        record Grown(int design, String core, String proof, List<Finding> audited, List<Measurement> measured)
                implements Result {
            /** Whether every check was passed. */
            public boolean passed() {
                return audited.stream().allMatch(Finding::passed);
            }

            /** What the audit comes to, in words: {@value #PROVED} if it passed. */
            public String verdict() {
                return passed()
                        ? PROVED
                        : audited.stream().anyMatch(Finding::isObjection) ? "rejected by the audit" : UNDECIDED;
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
        return run(specification, settings, before, listener, Meter.byTheClock(), new Groundwork());
    }

    /**
     * The same for one of several searches that are compared.
     *
     * @param meter says in the end what the search came to cost
     * @param groundwork that of the specification and the seed
     */
    public Result run(
            Specification specification,
            Settings settings,
            List<Event> before,
            Search.Listener listener,
            Meter meter,
            Groundwork groundwork)
            throws IOException, InterruptedException, GateFailure {
        long start = System.nanoTime();
        SpecificationBuild build = new SpecificationBuild(specs, prover, limits, work.resolve("specifications"));
        Map<String, String> sources = new TreeMap<>(build.hashes(specification.source()));
        boolean hammering = settings.hammering() && Hammer.isInstalled(Sessions.plain(top));
        if (before.isEmpty()) {
            listener.event(new Event.Start(
                    FORMAT,
                    specification.name(),
                    sources,
                    prover.version() + (hammering ? WITH_HAMMER : ""),
                    settings.seed(),
                    "search",
                    settings.budget().toSeconds(),
                    Event.Bounds.of(settings)));
        } else if (!bounds(before).equals(Event.Bounds.of(settings))) {
            listener.event(new Event.Resumed(settings.budget().toSeconds(), Event.Bounds.of(settings)));
        }
        Path extracted = build.extract(specification.source());
        try (CompiledSpecification compiled = build.open(specification.source(), TOOLS, "candidate", "Candidate")) {
            String functor = specification.source().guarantees().isPresent()
                    ? "Specification"
                    : specification.source().functor();
            Target target = Target.of(title(specification), compiled, Files.readString(extracted), functor, KEYS);
            if (before.stream().noneMatch(Event.Understood.class::isInstance)) {
                listener.event(new Event.Understood(
                        target.leaves().stream().map(Object::toString).toList(), since(start)));
            }
            ProverSession.Source sessions =
                    meter.over(Sessions.of(top, work.resolve("sentences"), compiled, sources, settings));
            Optional<Hammer> hammer = hammering ? Optional.of(Hammer.of(compiled)) : Optional.empty();
            Run run = new Run(specification, settings, target, compiled, sessions, hammer, groundwork, listener);
            Search.Means means = new Search.Means(
                    sessions, hammer, cores -> ordered(run, cores).cores(), meter, groundwork);
            Outcome outcome = new Search(target, means, settings, listener, before).run();
            meter.settle();
            Result result = result(run, outcome);
            listener.event(end(result, since(start)));
            return result;
        }
    }

    /** The bounds that the search of {@code events} was last under. */
    public static Event.Bounds bounds(List<Event> events) {
        Event.Bounds bounds = Event.Bounds.of(Settings.USUAL);
        for (Event event : events) {
            switch (event) {
                case Event.Start start -> bounds = start.bounds();
                case Event.Resumed resumed -> bounds = resumed.bounds();
                default -> {}
            }
        }
        return bounds;
    }

    /** What the core's file calls it: where a file lies is nobody's business. */
    private static String title(Specification specification) {
        String name = specification.name();
        return name.endsWith(".v") ? String.valueOf(Path.of(name).getFileName()) : name;
    }

    /** What a search goes on with. */
    record Run(
            Specification specification,
            Settings settings,
            Target target,
            CompiledSpecification compiled,
            ProverSession.Source sessions,
            Optional<Hammer> hammer,
            Groundwork groundwork,
            Search.Listener listener) {}

    /** Cores, the one to take first, and how fast they were. */
    private record Ordered(List<Outcome.Closed> cores, List<Measurement> measured) {}

    private Ordered ordered(Run run, List<Outcome.Closed> cores) throws IOException, InterruptedException, GateFailure {
        List<Measurement> measured = List.of();
        if (reference.isPresent()) {
            long start = System.nanoTime();
            Speed speed = new Speed(run.target, run.compiled, reference.get(), run.listener);
            measured = run.groundwork.race(
                    cores.stream()
                            .map(core -> new CoreText(run.target, core.candidate()).file())
                            .toList(),
                    cores.stream().map(Outcome.Closed::design).toList(),
                    () -> speed.of(cores));
            long share = since(start) / Math.max(1, measured.size());
            for (Measurement one : measured) {
                run.listener.event(Event.Measured.of(one, share));
            }
        }
        return new Ordered(Selection.order(cores, Outcome.Closed::design, measured, run.settings.chosen()), measured);
    }

    private Result result(Run run, Outcome outcome) throws IOException, InterruptedException, GateFailure {
        return switch (outcome) {
            case Outcome.Proved(List<Outcome.Closed> cores) -> {
                Ordered ordered = ordered(run, cores);
                Result.@Nullable Grown first = null;
                for (Outcome.Closed core : ordered.cores()) {
                    Result.Grown grown = audits.proved(run, core, ordered.measured());
                    if (grown.passed() || !run.settings.configuration().has(Faculty.AUDIT)) {
                        yield grown;
                    }
                    first = first == null ? grown : first;
                }
                yield Objects.requireNonNull(first, "a search that proved no core");
            }
            case Outcome.Claimed(Outcome.Closed core, String why) -> audits.unproved(run, core, why);
            case Outcome.None(String why, boolean outOfBudget, Optional<Outcome.Partial> best) ->
                new Result.None(why, outOfBudget, best.map(partial -> {
                    ProofText text = new ProofText(run.target, partial.candidate());
                    return new Result.Best(
                            new CoreText(run.target, partial.candidate()).file(),
                            text.file(CoreText.MODULE, partial.proofs(), Map.of()),
                            text.obligations().size() - partial.proofs().size());
                }));
        };
    }

    /**
     * Checks a core and its proof where nothing of the search is left; each finding goes to {@code found}. The first audit
     * compiles the framework anew, and the others of this object share that.
     */
    public void audit(Specification specification, String core, String proof, Consumer<Finding> found)
            throws IOException, InterruptedException, GateFailure {
        audits.audit(specification, core, proof, found);
    }

    @Override
    public void close() throws IOException {
        audits.close();
    }

    private static Event.End end(Result result, long millis) {
        return switch (result) {
            case Result.Grown grown ->
                new Event.End(
                        grown.verdict(),
                        grown.design(),
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
