package dev.espalier.cli.bench;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.history.HistoryReader;
import dev.espalier.bench.report.JsonReport;
import dev.espalier.bench.report.TerminalReport;
import dev.espalier.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides whether a recorded history is causal+. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Check a recorded history for causal+ consistency: causal, and convergent.",
            "A history has a line for each operation: r(key,value,session,transaction) or w(...), integers, values"
                    + " unique, 0 the initial value."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench --record history.txt",
            "  espalier check history.txt",
            "  espalier check --json history.txt"
        })
public final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The history.")
    private Path file;

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
        if (details < 0) {
            throw new ParameterException(spec.commandLine(), "--details " + details + " is negative; give 0 or more");
        }
        Verdict verdict = CausalPlusChecker.check(HistoryReader.read(file), details);
        if (verdict.operations() == 0) {
            throw new CommandFailedException(file + " has no operations, so there is nothing to check;"
                    + " record a history with `espalier bench --record " + file + "`");
        }
        spec.commandLine().getOut().print(json ? JsonReport.text(JsonReport.of(verdict)) : TerminalReport.of(verdict));
        spec.commandLine().getOut().flush();
        return verdict.passed() ? 0 : 1;
    }
}
