package dev.espalier.cli.spec;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.explore.DiffResult;
import dev.espalier.synth.explore.ExplorationLimits;
import dev.espalier.synth.explore.ExplorationProgram;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.explore.InclusionResult;
import dev.espalier.synth.explore.InclusionResult.Verdict;
import dev.espalier.synth.explore.ProgramBounds;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Compares two specifications. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Look for a client history that one specification or core allows and the other forbids, in both directions.",
            "All programs up to a size are explored, the smallest first; or one that you give.",
            "Exit code 0 if there is no difference up to the bound, 1 if there is one or a limit was exceeded."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier spec diff suite/ryw strong/ryw",
            "  espalier spec diff strong/mr strong/mr+mw --clients 2 --operations 5 --keys 1",
            "  espalier spec diff specs/reference/CausalVectorClock.v suite/cc \\",
            "      --program '1: put k x | 2: put k e | 3: get k; get k; put j y | 4: get j; get k'",
        })
final class SpecDiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "A specification's name, or a file that ends in .v.")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private String second;

    @Option(names = "--program", paramLabel = "PROGRAM", description = "Only this program.")
    private @Nullable String program;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "3",
            description = "At most so many clients (1 to 6, default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "4",
            description = "At most so many operations in all (1 to 12, default: ${DEFAULT-VALUE}).")
    private int operations;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "2",
            description = "At most so many keys (1 to 5, default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Mixin
    private LimitOptions limits;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecDiffCommand() {}

    private record Direction(
            String has,
            String lacks,
            String verdict,
            String program,
            String history,
            List<String> witness,
            int programs,
            String extent) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        ExplorationLimits allowed = limits.limits();
        Optional<ExplorationProgram> given = Optional.ofNullable(program).map(this::parse);
        ProgramBounds bounds = bounds();
        Library library = Library.open();
        DiffResult result;
        try (Exploration exploration = Exploration.open(library)) {
            ExploredMachine one = exploration.machine(library.find(first));
            ExploredMachine other = exploration.machine(library.find(second));
            Explorer explorer = exploration.explorer();
            result = Exploration.ask(() -> given.isPresent()
                    ? explorer.diff(one, other, given.get(), allowed)
                    : explorer.diff(one, other, bounds, allowed));
        }
        List<InclusionResult> directions = List.of(result.onlyFirst(), result.onlySecond());
        print(directions);
        if (directions.stream().anyMatch(direction -> direction.verdict() == Verdict.DIFFERENCE)) {
            return 1;
        }
        if (directions.stream().anyMatch(direction -> direction.verdict() == Verdict.UNKNOWN)) {
            throw new CommandFailedException(
                    "a limit was exceeded; allow more --seconds or --states, or fewer --operations");
        }
        return 0;
    }

    private void print(List<InclusionResult> directions) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(
                            directions.stream().map(SpecDiffCommand::line).toList()));
        } else {
            directions.forEach(direction -> print(out, direction));
        }
        out.flush();
    }

    private static Direction line(InclusionResult direction) {
        return new Direction(
                direction.has(),
                direction.lacks(),
                switch (direction.verdict()) {
                    case DIFFERENCE -> "difference";
                    case NONE -> "none up to the bound";
                    case UNKNOWN -> "unknown";
                },
                direction.witness().map(witness -> witness.program().text()).orElse(""),
                direction.witness().map(witness -> witness.history()).orElse(""),
                direction.witness().map(witness -> witness.lines()).orElse(List.of()),
                direction.programs(),
                direction.extent().text());
    }

    private static void print(PrintWriter out, InclusionResult direction) {
        switch (direction.verdict()) {
            case DIFFERENCE -> {
                out.println(direction.has() + " allows, and " + direction.lacks() + " forbids:");
                direction.witness().ifPresent(witness -> {
                    out.println("  " + witness.history());
                    int number = 1;
                    for (String line : witness.lines()) {
                        out.printf("    %d. %s%n", number++, line);
                    }
                });
            }
            case NONE ->
                out.printf(
                        "%s allows nothing that %s forbids: none in %d programs, %s%n",
                        direction.has(),
                        direction.lacks(),
                        direction.programs(),
                        direction.extent().text());
            case UNKNOWN ->
                out.printf(
                        "whether %s allows what %s forbids is not clear: %s, %d programs without a difference%n",
                        direction.has(), direction.lacks(), direction.extent().text(), direction.programs());
        }
        out.println();
    }

    private ExplorationProgram parse(String text) {
        try {
            return ExplorationProgram.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private ProgramBounds bounds() {
        try {
            return new ProgramBounds(clients, operations, keys);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
