package dev.espalier.cli.spec;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.LitmusCase;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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

/** Runs litmus tests against a specification. */
@Command(
        name = "litmus",
        mixinStandardHelpOptions = true,
        description = {
            "Small programs against a specification or core, explored exhaustively: which anomalies it allows.",
            "What is allowed is shown with a witness: the steps that lead to it, each checked again before it is shown.",
            "Exit code 1 if an answer is not clear within the limits, or contradicts the file's own @litmus lines."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier spec litmus suite/ryw",
            "  espalier spec litmus strong/ryw --test stale-read",
            "  espalier spec litmus MySpecification.v --json",
            "  espalier spec litmus suite/cc --program '1: put k x; get k = v0'",
            "",
            "A program of your own: what each client does, and after = what a get shall",
            "have returned. After => what is seen in the end: somewhere k = y, j = v0 (by",
            "somebody new, at some replica), settled k = x (at a replica that has every",
            "put), differ k (two such replicas differ). Before any put a key holds v0."
        })
final class SpecLitmusCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|FILE", description = "A specification's name, or a file that ends in .v.")
    private String target;

    @Option(
            names = "--test",
            paramLabel = "TEST",
            description = "Only this test; several times for several. Without it all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--program", paramLabel = "PROGRAM", description = "A test of your own, see below.")
    private @Nullable String program;

    @Option(names = "--brief", description = "Only the table, without witnesses.")
    private boolean brief;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Mixin
    private LimitOptions limits;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecLitmusCommand() {}

    private record Report(String specification, List<LitmusTable.Line> tests) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LitmusTest> tests = tests();
        Library library = Library.open();
        Specification specification = library.find(target);
        List<LitmusResult> results;
        try (Exploration exploration = Exploration.open(library)) {
            ExploredMachine machine = exploration.machine(specification);
            results = Exploration.ask(() -> exploration.explorer().litmus(machine, tests, limits.limits()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new Report(
                            specification.name(),
                            results.stream()
                                    .map(result -> LitmusTable.json(specification, result))
                                    .toList())));
        } else {
            out.println(Library.heading(specification));
            out.println();
            out.print(LitmusTable.table(specification, results));
            if (!brief) {
                out.print(LitmusTable.details(results));
            }
        }
        out.flush();
        LitmusTable.unclear(results).ifPresent(unclear -> {
            throw new CommandFailedException("within the limits it is not clear whether " + specification.name()
                    + " allows " + unclear + "; allow more --seconds or --states");
        });
        return results.stream().anyMatch(result -> LitmusTable.contradicts(specification, result)) ? 1 : 0;
    }

    private List<LitmusTest> tests() {
        List<LitmusTest> tests = new ArrayList<>();
        for (String name : names) {
            tests.add(LitmusCatalogue.find(name)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "there is no litmus test " + name + "; there are "
                                    + LitmusCatalogue.all().stream()
                                            .map(LitmusTest::name)
                                            .toList())));
        }
        if (program != null) {
            tests.add(own(program));
        }
        return tests.isEmpty() ? LitmusCatalogue.all() : tests;
    }

    private LitmusTest own(String text) {
        try {
            return new LitmusTest("your program", "the outcome that you ask for", List.of(LitmusCase.parse(text)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
