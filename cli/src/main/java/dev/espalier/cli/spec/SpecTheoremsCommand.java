package dev.espalier.cli.spec;

import dev.espalier.bench.report.TextTable;
import dev.espalier.cli.Home;
import dev.espalier.cli.core.GateProgress;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.Theorem;
import dev.espalier.synth.gate.TheoremAudit;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Audits every theorem of specs/. */
@Command(
        name = "theorems",
        mixinStandardHelpOptions = true,
        description = {
            "Check every theorem of specs/, and print for each: its statement's file, what it rests on, and how long"
                    + " it takes to check.",
            "What did not change since the last time is not compiled again; coqchk re-checks everything all the same.",
            "Exit code 1 if one has a hole or an axiom, does not prove its statement, or is refused by coqchk."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier spec theorems",
            "  espalier spec theorems --no-coqchk      without the independent checker: seconds, if nothing changed",
            "  espalier spec theorems --json"
        })
final class SpecTheoremsCommand implements Callable<Integer> {
    @Option(names = "--no-coqchk", description = "Leave the independent checker out.")
    private boolean noChecker;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecTheoremsCommand() {}

    private record Line(
            String theorem,
            String statement,
            String proof,
            List<String> assumptions,
            long fileMilliseconds,
            long everythingMilliseconds) {}

    private record Report(boolean coqchk, List<Line> theorems) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Library library = Library.open();
        List<Theorem> theorems = audit(library);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new Report(!noChecker, lines(theorems))));
        } else {
            out.print(table(theorems));
            long statements =
                    theorems.stream().map(Theorem::proofModule).distinct().count();
            out.printf(
                    "%d theorems of %d statements, none with a hole or an axiom; coqchk %s.%n",
                    theorems.size(), statements, noChecker ? "was not run" : "agrees");
        }
        out.flush();
        return 0;
    }

    private List<Theorem> audit(Library library) throws IOException, InterruptedException {
        Home home = library.home();
        GateLimits limits = GateLimits.standard();
        if (noChecker) {
            limits = limits.withoutIndependentChecker();
        }
        GateProgress progress = new GateProgress();
        try {
            return new TheoremAudit(home.specs(), Library.prover(), limits, progress, library.cache()).run();
        } catch (GateFailure e) {
            throw new CommandFailedException(e.reason() + ": " + e.getMessage());
        } finally {
            progress.clear();
        }
    }

    private static List<Line> lines(List<Theorem> theorems) {
        return theorems.stream()
                .map(theorem -> new Line(
                        theorem.name(),
                        theorem.statement(),
                        theorem.proofModule(),
                        theorem.assumptions(),
                        theorem.file().toMillis(),
                        theorem.everything().toMillis()))
                .toList();
    }

    private static String table(List<Theorem> theorems) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("theorem", "stated in", "proved in", "rests on", "seconds", "with all it loads"));
        for (Theorem theorem : theorems) {
            rows.add(List.of(
                    theorem.name(),
                    theorem.statement(),
                    theorem.proofFile(),
                    restsOn(theorem.assumptions()),
                    seconds(theorem.file()),
                    seconds(theorem.everything())));
        }
        return TextTable.ofWords(rows);
    }

    /** Which parameters' members those are; all of them are in the JSON. */
    private static String restsOn(List<String> assumptions) {
        List<String> parameters = assumptions.stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .distinct()
                .toList();
        return parameters.isEmpty() ? "nothing" : "parameters " + String.join(", ", parameters) + " only";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3);
    }
}
