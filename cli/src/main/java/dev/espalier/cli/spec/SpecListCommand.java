package dev.espalier.cli.spec;

import dev.espalier.bench.report.TextTable;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Lists the specifications. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the specifications: the suite's, and the 32 points of the strong family.",
        footerHeading = "%nExamples:%n",
        footer = {"  espalier spec list", "  espalier spec list --json"})
final class SpecListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecListCommand() {}

    private record Line(String name, String title, String kind, String file) {}

    @Override
    public Integer call() throws IOException {
        List<Line> lines = Library.open().all().stream()
                .map(specification -> new Line(
                        specification.name(),
                        specification.title(),
                        word(specification.kind()),
                        "specs/" + specification.source().path()))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(lines));
        } else {
            List<List<String>> rows = new ArrayList<>(List.of(List.of("specification", "kind", "in words", "file")));
            lines.forEach(line -> rows.add(List.of(line.name(), line.kind(), line.title(), line.file())));
            out.print(TextTable.ofWords(rows));
        }
        out.flush();
        return 0;
    }

    static String word(Specification.Kind kind) {
        return switch (kind) {
            case CORE -> "core";
            case LABELLED -> "labelled";
            case NODE -> "node";
        };
    }
}
