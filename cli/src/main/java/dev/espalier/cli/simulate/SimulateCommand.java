package dev.espalier.cli.simulate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.espalier.simulation.Simulation;
import dev.espalier.simulation.SimulationResult;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.cores.LoadedCore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Runs simulated clusters and says what must not have happened in them. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Run a whole cluster of the node's own code in simulated time, network and disks, one run a seed.",
            "Faults come first: broken connections, partitions, reordered and repeated puts, crashes in the middle of writes,"
                    + " failing power, full and slow disks, clocks that jump; in some runs also swaps of cores by epochs, and"
                    + " outboxes that overflow so that nodes take snapshots. At every step nothing may be told, sent,"
                    + " acknowledged or dropped that is not durable, and no session may read what causality forbids. Then"
                    + " faults are over, and everything must be answered and all replicas equal.",
            "The same seed gives the same run."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier simulate --seed 42                 one run; a violation is shown with what led to it",
            "  espalier simulate --seed 42 --trace 1000000 all that happened in it",
            "  espalier simulate --seeds 1..5000           a campaign",
            "  espalier simulate --seeds 1..500 --core vector-clock --steps 3000 --json",
            "",
            "Exit codes: 0 nothing found, 1 violations found, 2 wrong usage."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final int TRACE_LINES = 60;
    private static final String NO_SWAPS = "none";
    private static final String REFERENCE = "vector-clock";
    private static final String NODES = "dev.espalier.store";

    @Option(names = "--seed", paramLabel = "N", description = "The seed of one run. Default: 1.")
    private @Nullable Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            converter = SeedRange.Converter.class,
            description = "All seeds from A to B.")
    private @Nullable SeedRange seeds;

    @Option(
            names = "--steps",
            paramLabel = "M",
            description = "How many things happen until faults are over. Default: ${DEFAULT-VALUE}.")
    private long steps = Simulation.STEPS;

    @Option(names = "--core", paramLabel = "NAME", description = "The nodes' core. Default: ${DEFAULT-VALUE}.")
    private String core = "causal-plus";

    @Option(
            names = "--swap-to",
            paramLabel = "NAME",
            description =
                    "What some runs swap to and back, by epochs: a core whose state has another shape, or none. Default: "
                            + "vector-clock, or causal-plus for that.")
    private @Nullable String swapTo;

    @Option(
            names = "--trace",
            paramLabel = "LINES",
            description = "With one seed: how much of the end of the run to show, also without a violation. Default: "
                    + TRACE_LINES + " lines of a run with a violation, none otherwise.")
    private @Nullable Integer trace;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "End after so many seeds with violations. Default: ${DEFAULT-VALUE}.")
    private int most = 10;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SimulateCommand() {}

    @Override
    public Integer call() throws IOException, NodeStartException {
        SeedRange range = range();
        LoadedCore loaded = Cores.load(core, true);
        // What the nodes say of their faults is what is asked for here.
        ((Logger) LoggerFactory.getLogger(NODES)).setLevel(Level.OFF);
        long started = System.nanoTime();
        List<SimulationResult> violations = new ArrayList<>();
        long runs = 0;
        long happened = 0;
        long operations = 0;
        long epochs = 0;
        long snapshots = 0;
        SimulationResult last = null;
        try (Simulation simulation = simulation(loaded)) {
            for (long at = range.first(); at <= range.last() && violations.size() < most; at++) {
                last = simulation.run(at, steps, trace != null);
                runs++;
                happened += last.steps();
                operations += last.operations();
                epochs += last.epochs();
                snapshots += last.snapshots();
                if (!last.passed()) {
                    // The same seed again, and this time it is written down.
                    last = simulation.run(at, steps, true);
                    violations.add(last);
                    if (!json) {
                        show(last);
                    }
                }
            }
        }
        if (last != null && last.passed() && trace != null && !json) {
            tail(last, trace);
        }
        report(range, runs, happened, operations, epochs, snapshots, System.nanoTime() - started, violations, last);
        return violations.isEmpty() ? 0 : 1;
    }

    private Simulation simulation(LoadedCore loaded) throws IOException, NodeStartException {
        String other = other();
        return other.equals(NO_SWAPS) ? new Simulation(loaded) : new Simulation(loaded, Cores.load(other, true));
    }

    private String other() {
        if (swapTo != null) {
            return swapTo;
        }
        return core.equals(REFERENCE) ? "causal-plus" : REFERENCE;
    }

    private SeedRange range() {
        if (seed != null && seeds != null) {
            throw new ParameterException(spec.commandLine(), "--seed and --seeds exclude each other; give one of them");
        }
        if (steps < 1 || most < 1) {
            throw new ParameterException(spec.commandLine(), "--steps and --most take numbers from 1 up");
        }
        long one = seed == null ? 1 : seed;
        SeedRange range = seeds == null ? new SeedRange(one, one) : seeds;
        if (trace != null && range.first() != range.last()) {
            throw new ParameterException(spec.commandLine(), "--trace shows one run; give --seed instead of --seeds");
        }
        return range;
    }

    private void show(SimulationResult result) {
        tail(result, trace == null ? TRACE_LINES : trace);
        PrintWriter out = out();
        out.printf(
                "VIOLATION with seed %d at step %d: %s%n  again: espalier simulate --seed %d --steps %d --core %s --swap-to %s%n",
                result.seed(), result.violatedAtStep(), result.violation(), result.seed(), steps, core, other());
        out.flush();
    }

    private void tail(SimulationResult result, int lines) {
        List<String> all = result.trace();
        int from = Math.max(0, all.size() - lines);
        PrintWriter out = out();
        if (from > 0) {
            out.printf("... %d lines before (--trace %d shows them)%n", from, all.size());
        }
        all.subList(from, all.size()).forEach(out::println);
        out.flush();
    }

    private void report(
            SeedRange range,
            long runs,
            long happened,
            long operations,
            long epochs,
            long snapshots,
            long nanos,
            List<SimulationResult> violations,
            @Nullable SimulationResult last) {
        PrintWriter out = out();
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("core", core);
            report.put("firstSeed", range.first());
            report.put("runs", runs);
            report.put("steps", happened);
            report.put("operations", operations);
            report.put("epochs", epochs);
            report.put("snapshots", snapshots);
            report.put("millis", nanos / 1_000_000);
            report.put("hash", last == null ? "" : Long.toHexString(last.hash()));
            report.put(
                    "violations",
                    violations.stream().map(SimulateCommand::fields).toList());
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } else {
            out.printf(
                    "%d runs of %s, %d steps, %d commands answered, %d epochs, %d snapshots, in %.1f s: %s%n",
                    runs,
                    core,
                    happened,
                    operations,
                    epochs,
                    snapshots,
                    nanos / 1e9,
                    violations.isEmpty()
                            ? "no violation"
                            : "violations with seeds "
                                    + violations.stream()
                                            .map(SimulationResult::seed)
                                            .toList());
            if (last != null && range.first() == range.last()) {
                out.printf("hash of the run: %016x%n", last.hash());
            }
        }
        out.flush();
    }

    private static Map<String, Object> fields(SimulationResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", result.seed());
        fields.put("step", result.violatedAtStep());
        fields.put("violation", String.valueOf(result.violation()));
        List<String> all = result.trace();
        fields.put("trace", all.subList(Math.max(0, all.size() - TRACE_LINES), all.size()));
        return fields;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
