package dev.espalier.cli.spec;

import dev.espalier.bench.report.TextTable;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.suggest.LatticeTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Which anomalies every named specification allows. */
@Command(
        name = "lattice",
        mixinStandardHelpOptions = true,
        description = {
            "Which anomalies each named specification allows, in one table: all points of the strong family, and the suite.",
            "The table is what exploration found, and is kept with this program; --explore finds it anew and compares, which"
                    + " takes minutes and needs the prover and OCaml. espalier spec suggest looks up its answers there.",
            "Exit code 1 if --explore finds something else than is kept, or a limit is exceeded."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier spec lattice",
            "  espalier spec lattice --json",
            "  espalier spec lattice --explore          is it still so?",
            "  espalier spec lattice --write synth-engine/src/main/resources/dev/espalier/synth/suggest/lattice.json"
        })
final class SpecLatticeCommand implements Callable<Integer> {
    @Option(names = "--explore", description = "Explore all of it again, and compare.")
    private boolean explore;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Explore all of it, and write what is found to FILE, with the witnesses.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Mixin
    private LimitOptions limits;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecLatticeCommand() {}

    private record Line(String specification, Map<String, String> anomalies) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Library library = Library.open();
        LatticeTable table = explore || file != null ? explored(library) : LatticeTable.kept();
        print(table);
        if (file != null) {
            Files.writeString(file, table.text());
        }
        List<String> problems = new ArrayList<>();
        for (LatticeTable.Row row : table.points()) {
            row.answers().keySet().stream()
                    .filter(test -> row.verdict(test) == Verdict.UNKNOWN)
                    .forEach(test -> problems.add(row.name() + " " + test + " is not clear within the limits"));
        }
        if (explore) {
            problems.addAll(differences(LatticeTable.kept(), table));
        }
        problems.forEach(problem -> spec.commandLine().getErr().println("espalier: " + problem));
        spec.commandLine().getErr().flush();
        return problems.isEmpty() ? 0 : 1;
    }

    private LatticeTable explored(Library library) throws IOException, InterruptedException {
        LatticeTable.Builder builder = new LatticeTable.Builder();
        PrintWriter err = spec.commandLine().getErr();
        try (Exploration exploration = Exploration.open(library)) {
            for (Specification specification : library.all()) {
                List<LitmusResult> results = Exploration.ask(() -> exploration
                        .explorer()
                        .litmus(exploration.machine(specification), LitmusCatalogue.all(), limits.limits()));
                builder.add(specification.name(), results, hashes(library, specification));
                err.println("explored " + specification.name());
                err.flush();
            }
        }
        return builder.table();
    }

    private static Map<String, String> hashes(Library library, Specification specification)
            throws IOException, InterruptedException {
        try {
            return library.build().hashes(specification.source());
        } catch (GateFailure e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> differences(LatticeTable kept, LatticeTable found) {
        List<String> differences = new ArrayList<>();
        for (LatticeTable.Row row : found.points()) {
            for (String test : row.answers().keySet()) {
                Verdict before =
                        kept.row(row.name()).map(old -> old.verdict(test)).orElse(Verdict.UNKNOWN);
                if (before != row.verdict(test)) {
                    differences.add(row.name() + " " + test + ": the table that is kept says "
                            + LitmusTable.word(before) + ", exploration says " + LitmusTable.word(row.verdict(test))
                            + "; make it anew with espalier spec lattice --write");
                }
            }
        }
        kept.points().stream()
                .filter(row -> found.row(row.name()).isEmpty())
                .forEach(row -> differences.add(row.name() + " is in the table that is kept, and no specification"));
        return differences;
    }

    private void print(LatticeTable table) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(table.points().stream()
                            .map(SpecLatticeCommand::line)
                            .toList()));
        } else {
            out.print(matrix(table));
        }
        out.flush();
    }

    private static Line line(LatticeTable.Row row) {
        Map<String, String> anomalies = new LinkedHashMap<>();
        row.answers().keySet().forEach(test -> anomalies.put(test, LitmusTable.word(row.verdict(test))));
        return new Line(row.name(), anomalies);
    }

    /** A row a specification, a column a test, numbered, as their names are too long for a terminal. */
    static String matrix(LatticeTable table) {
        List<String> tests =
                LitmusCatalogue.all().stream().map(LitmusTest::name).toList();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("specification"));
        for (int i = 0; i < tests.size(); i++) {
            head.add(String.valueOf(i + 1));
        }
        rows.add(head);
        for (LatticeTable.Row row : table.points()) {
            List<String> cells = new ArrayList<>(List.of(row.name()));
            tests.forEach(test -> cells.add(
                    switch (row.verdict(test)) {
                        case ALLOWED -> "yes";
                        case FORBIDDEN -> "-";
                        case UNKNOWN -> "?";
                        case NOT_APPLICABLE -> "";
                    }));
            rows.add(cells);
        }
        StringBuilder text = new StringBuilder("Allowed (yes) and forbidden (-):\n\n");
        text.append(TextTable.ofWords(rows)).append('\n');
        for (int i = 0; i < tests.size(); i++) {
            text.append("%3d  %s%n".formatted(i + 1, tests.get(i)));
        }
        return text.append("\nespalier spec litmus NAME shows how each comes about.\n")
                .toString();
    }
}
