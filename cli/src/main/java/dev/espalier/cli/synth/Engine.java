package dev.espalier.cli.synth;

import dev.espalier.cli.spec.Library;
import dev.espalier.cli.spec.Remedies;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.core.Core;
import dev.espalier.core.StoreCore;
import dev.espalier.synth.ablation.SearchTrials;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.machine.MachineException;
import dev.espalier.synth.prover.coqidetop.CoqIdeTop;
import dev.espalier.synth.prover.session.SessionLimits;
import dev.espalier.synth.search.AuditMemory;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Search;
import dev.espalier.synth.search.SentenceCosts;
import dev.espalier.synth.search.Settings;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.trellis.Trellis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The synthesis engine as the commands see it. */
public final class Engine implements AutoCloseable {
    private static final GateLimits LIMITS =
            new GateLimits(Duration.ofMinutes(2), Duration.ofMinutes(10), 10_000_000, 4_096, true);

    private static final GateLimits PATIENT =
            new GateLimits(Duration.ofMinutes(15), Duration.ofMinutes(45), 10_000_000, 4_096, true);

    /** The core that grown ones are run beside. */
    static final String REFERENCE = "vector-clock";

    private final Library library;
    private final Synthesis synthesis;

    private Engine(Library library, Synthesis synthesis) {
        this.library = library;
        this.synthesis = synthesis;
    }

    /**
     * The engine.
     *
     * @param work where judged sentences and compiled files are kept
     */
    public static Engine open(Library library, Path work) throws InterruptedException {
        return open(library, work, LIMITS);
    }

    /**
     * The engine for searches that are compared: they share audits, and a machine that is busy with them may take its time.
     *
     * @param work where judged sentences and compiled files are kept
     * @param checker whether audits have the independent checker look at all once more
     */
    static Engine forComparison(Library library, Path work, AuditMemory audits, boolean checker)
            throws InterruptedException {
        Engine engine = open(library, work, checker ? PATIENT : PATIENT.withoutIndependentChecker());
        engine.synthesis.auditingIn(work.resolve("audited"), audits);
        return engine;
    }

    private static Engine open(Library library, Path work, GateLimits limits) throws InterruptedException {
        CoqIdeTop top = switch (CoqIdeTop.find()) {
            case CoqIdeTop.Found(CoqIdeTop found) -> found;
            case CoqIdeTop.Absent(String reason) ->
                throw new CommandFailedException("the search talks to the prover's coqidetop, and " + reason);
        };
        Synthesis synthesis = new Synthesis(library.home().specs(), work, Library.prover(), top, limits);
        return new Engine(library, reference().map(synthesis::comparingWith).orElse(synthesis));
    }

    /** What grown cores are compared with, if it is built. */
    private static Optional<Core<?, ?, ?, ?, ?>> reference() {
        for (StoreCore core : ServiceLoader.load(StoreCore.class)) {
            if (core.name().equals(REFERENCE) && core instanceof Core<?, ?, ?, ?, ?> found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Grows a core for {@code specification}. */
    Synthesis.Result run(Specification specification, Settings settings, List<Event> before, Search.Listener listener)
            throws IOException, InterruptedException {
        if (specification.kind() != Specification.Kind.CORE) {
            throw new CommandFailedException(specification.name() + " is no specification of clients and replicas"
                    + " (specs/framework/Core.v); the search has no designs for its kind yet");
        }
        try {
            return synthesis.run(specification, settings, before, listener);
        } catch (GateFailure e) {
            throw Remedies.of(specification, e);
        } catch (MachineException e) {
            throw new CommandFailedException(specification.name() + ": " + e.getMessage());
        }
    }

    /** Runs of the search for {@code specifications}, by name, each journalled in {@code journals}. */
    SearchTrials trials(
            Map<String, Specification> specifications,
            Settings settings,
            String conditions,
            Path journals,
            SentenceCosts costs) {
        return new SearchTrials(synthesis, specifications, settings, conditions, journals, costs);
    }

    /**
     * Begins a development by moves for {@code specification} in {@code folder}, or goes on with it.
     *
     * @param target how the user names the specification
     */
    public Trellis trellis(Path folder, Specification specification, String target)
            throws IOException, InterruptedException {
        if (specification.kind() != Specification.Kind.CORE) {
            throw new CommandFailedException(specification.name() + " is no specification of clients and replicas"
                    + " (specs/framework/Core.v); no core is grown for its kind yet");
        }
        try {
            return Trellis.open(folder, specification, target, synthesis, SessionLimits.DEFAULT.memoryBytes());
        } catch (GateFailure e) {
            throw Remedies.of(specification, e);
        }
    }

    @Override
    public void close() throws IOException {
        synthesis.close();
    }

    /** The specifications. */
    public Library library() {
        return library;
    }
}
