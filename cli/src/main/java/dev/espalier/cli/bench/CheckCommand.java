package dev.espalier.cli.bench;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Guarantee;
import dev.espalier.bench.check.GuaranteeChecker;
import dev.espalier.bench.check.Witness;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryReader;
import dev.espalier.bench.history.HistoryWriter;
import dev.espalier.bench.report.JsonReport;
import dev.espalier.bench.report.TerminalReport;
import dev.espalier.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides which guarantees a recorded history keeps. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Check a recorded history for causal+ consistency (causal, and convergent), or for other guarantees.",
            "A history has a line for each operation: r(key,value,session,transaction) or w(...), integers, values"
                    + " unique, 0 the initial value: the text format of Plume and AWDIT."
        },
        subcommands = {CheckerSpeedCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench --record history.txt",
            "  espalier check history.txt",
            "  espalier check --guarantee ryw,mr history.txt     two session guarantees",
            "  espalier check --guarantee all --witness history.txt   each, and the smallest part that breaks it",
            "  espalier check --to plume -o plain.txt history.txt    write it anew for AWDIT or Plume",
            "  espalier check --json history.txt"
        })
public final class CheckCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final String PLUME = "plume";

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The history.")
    private @Nullable Path file;

    @Option(
            names = "--guarantee",
            paramLabel = "NAME",
            split = ",",
            description =
                    "What to check: ryw (read your writes), mr (monotonic reads), mw (monotonic writes), wfr (writes"
                            + " follow reads), causal, causal+, or all. Default: causal+.")
    private List<String> guarantees = new ArrayList<>();

    @Option(
            names = "--witness",
            description =
                    "For each guarantee that is broken, show the smallest part of the history found that breaks it.")
    private boolean witness;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description =
                    "Instead of checking, write the history in this format: plume, which AWDIT reads too; sessions"
                            + " together, a transaction an operation, without those that were aborted.")
    private @Nullable String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where --to writes.")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Option(
            names = "--details",
            paramLabel = "N",
            description = "Violations of each kind to put into words. Default: ${DEFAULT-VALUE}.")
    private int details = CausalPlusChecker.DETAILS_PER_KIND;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CheckCommand() {}

    @Override
    public Integer call() throws IOException {
        Path source = source();
        List<Guarantee> asked = asked();
        History history = HistoryReader.read(source);
        if (history.operations() == 0) {
            throw new CommandFailedException(source + " has no operations, so there is nothing to check;"
                    + " record a history with `espalier bench --record " + source + "`");
        }
        if (format != null && output != null) {
            HistoryWriter.write(history, output);
            return 0;
        }
        GuaranteeChecker.Outcome outcome = GuaranteeChecker.check(history, details);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(JsonReport.text(JsonReport.of(outcome, asked)));
        } else if (guarantees.isEmpty()) {
            out.print(TerminalReport.of(outcome.verdict()));
        } else {
            out.print(TerminalReport.of(outcome, asked));
        }
        out.flush();
        List<Guarantee> broken = asked.stream()
                .filter(guarantee -> !outcome.of(guarantee).holds())
                .toList();
        if (witness && !json) {
            broken.forEach(guarantee -> show(history, guarantee));
        }
        return broken.isEmpty() ? 0 : 1;
    }

    private Path source() {
        if (file == null) {
            throw new ParameterException(spec.commandLine(), "name the history to check");
        }
        if (details < 0) {
            throw new ParameterException(spec.commandLine(), "--details " + details + " is negative; give 0 or more");
        }
        if (format != null && !format.equals(PLUME)) {
            throw new ParameterException(
                    spec.commandLine(), "--to " + format + " is not a format that can be written; there is " + PLUME);
        }
        if ((format == null) != (output == null)) {
            throw new ParameterException(spec.commandLine(), "--to and --output go together; give both or neither");
        }
        return file;
    }

    private List<Guarantee> asked() {
        if (guarantees.isEmpty()) {
            return List.of(Guarantee.CAUSAL_PLUS);
        }
        if (guarantees.contains(ALL)) {
            return List.of(Guarantee.values());
        }
        try {
            return guarantees.stream().map(Guarantee::parse).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--guarantee: " + e.getMessage() + ", and " + ALL, e);
        }
    }

    private void show(History history, Guarantee guarantee) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            History smallest = Witness.of(history, guarantee);
            if (smallest != null) {
                out.printf(
                        "smallest part found that breaks %s, %d operations:%n%s",
                        guarantee.title(), smallest.operations(), Witness.text(smallest));
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        } finally {
            out.flush();
        }
    }
}
