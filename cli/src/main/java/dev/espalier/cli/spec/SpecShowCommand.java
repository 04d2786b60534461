package dev.espalier.cli.spec;

import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Shows what a specification promises. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "What a specification promises, in words and as a table of anomalies that it allows or forbids.",
            "The table is what exploration finds, not what anybody wrote down."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier spec show strong/causal+",
            "  espalier spec show suite/cc --json",
            "  espalier spec show MySpecification.v"
        })
final class SpecShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|FILE", description = "A specification's name, or a file that ends in .v.")
    private String target;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Mixin
    private LimitOptions limits;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecShowCommand() {}

    private record Report(
            String specification,
            String title,
            String promise,
            String kind,
            String throughput,
            List<LitmusTable.Line> anomalies,
            Map<String, String> frozen) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Library library = Library.open();
        Specification specification = library.find(target);
        List<LitmusResult> results;
        try (Exploration exploration = Exploration.open(library)) {
            ExploredMachine machine = exploration.machine(specification);
            results = Exploration.ask(
                    () -> exploration.explorer().litmus(machine, LitmusCatalogue.all(), limits.limits()));
        }
        Map<String, String> hashes = hashes(library, specification);
        String throughput = specification.throughput().map(Object::toString).orElse("");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new Report(
                            specification.name(),
                            specification.title(),
                            specification.promise(),
                            SpecListCommand.word(specification.kind()),
                            throughput,
                            results.stream()
                                    .map(result -> LitmusTable.json(specification, result))
                                    .toList(),
                            hashes)));
        } else {
            out.println(Library.heading(specification));
            out.println();
            out.println(Paragraph.wrapped(specification.promise()));
            if (!throughput.isEmpty()) {
                out.println("Expected of a core: " + throughput + ".");
                out.println();
            }
            out.print(LitmusTable.table(specification, results));
            out.println();
            out.println("Frozen when a core is proved of it:");
            hashes.forEach((file, hash) -> out.println("  " + hash.substring(0, 16) + "  " + file));
            out.println();
            out.println("espalier spec litmus " + target + " shows how each allowed anomaly comes about.");
        }
        out.flush();
        return 0;
    }

    private static Map<String, String> hashes(Library library, Specification specification)
            throws IOException, InterruptedException {
        try {
            return library.build().hashes(specification.source());
        } catch (GateFailure e) {
            throw Remedies.of(specification, e);
        }
    }
}
