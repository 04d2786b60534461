package dev.espalier.cli.bench;

import dev.espalier.bench.check.Guarantee;
import dev.espalier.bench.check.GuaranteeChecker;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryGenerator;
import dev.espalier.bench.history.HistoryWriter;
import dev.espalier.bench.report.TerminalReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the checker on a history made for it. */
@Command(
        name = "speed",
        mixinStandardHelpOptions = true,
        description = {
            "Make a large causal+ history, of a simulated store of three replicas, and measure how long checking it takes.",
            "It must pass: a violation would be the checker's or the simulation's fault."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier check speed                                    ten million operations",
            "  espalier check speed --ops 1000000 --sessions 100 --keys 100000",
            "  espalier check speed --ops 100000 --write history.txt   keep it, for AWDIT or Plume"
        })
public final class CheckerSpeedCommand implements Callable<Integer> {
    @Option(names = "--ops", paramLabel = "N", description = "Operations. Default: ${DEFAULT-VALUE}.")
    private int operations = 10_000_000;

    @Option(names = "--sessions", paramLabel = "N", description = "Sessions. Default: ${DEFAULT-VALUE}.")
    private int sessions = 48;

    @Option(names = "--keys", paramLabel = "N", description = "Keys. Default: ${DEFAULT-VALUE}.")
    private int keys = 10_000;

    @Option(names = "--put", paramLabel = "PERCENT", description = "Share of puts. Default: ${DEFAULT-VALUE}.")
    private int put = 50;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the history. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--write", paramLabel = "FILE", description = "Write the history here, in the format of Plume.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CheckerSpeedCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        History history;
        try {
            history = HistoryGenerator.generate(operations, sessions, keys, put, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (file != null) {
            HistoryWriter.write(history, file);
        }
        long started = System.nanoTime();
        GuaranteeChecker.Outcome outcome = GuaranteeChecker.check(history, 1);
        double seconds = (System.nanoTime() - started) / 1e9;
        out.print(TerminalReport.of(outcome, List.of(Guarantee.values())));
        out.printf(
                Locale.ROOT,
                "%,.0f operations/s; the JVM may use %,d MiB%n",
                operations / seconds,
                Runtime.getRuntime().maxMemory() >> 20);
        out.flush();
        return outcome.of(Guarantee.CAUSAL_PLUS).holds() ? 0 : 1;
    }
}
