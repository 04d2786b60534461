package dev.espalier.cli.synth;

import dev.espalier.bench.report.TextTable;
import dev.espalier.cli.bench.DurationConverter;
import dev.espalier.cli.spec.Library;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import dev.espalier.synth.search.Settings;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.StrongPoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** Grows a core for every point of the strong family. */
@Command(
        name = "lattice",
        mixinStandardHelpOptions = true,
        description = {
            "Grow a core for each of the 32 points of the strong family, one after another, and print a table.",
            "Exit code 1 if one is not proved and audited."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier synth lattice", "  espalier synth lattice --budget 10m --json"})
final class LatticeCommand implements Callable<Integer> {
    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "5m",
            description = "Most time for each (default: ${DEFAULT-VALUE}).")
    private Duration budget;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the specifications' runs.")
    private long seed;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    LatticeCommand() {}

    /** A line of the table. */
    private record Row(String specification, String outcome, double seconds, int designs, int checks, String design) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Library library = Library.open();
        Path work = library.home().work().resolve("synth");
        Engine engine = Engine.open(library, work);
        List<Row> rows = new ArrayList<>();
        PrintWriter err = spec.commandLine().getErr();
        for (StrongPoint point : StrongPoint.all()) {
            Specification specification = library.find(point.name());
            Results results = new Results(SearchFolders.in(library.home()).of(point.name()));
            List<Event> before = results.unfinished(point.name(), seed);
            List<Event> events = new ArrayList<>(before);
            long start = System.nanoTime();
            Synthesis.Result result;
            try (Journal journal = Journal.open(results.journal())) {
                result = engine.run(
                        specification, new Settings(seed, budget, Settings.USUAL.designsMax()), before, event -> {
                            journal.add(event);
                            events.add(event);
                        });
            }
            results.write(result);
            Row row = row(point.name(), result, events, (System.nanoTime() - start) / 1e9);
            rows.add(row);
            err.printf(Locale.ROOT, "%-22s %-10s %6.1f s%n", row.specification, row.outcome, row.seconds);
            err.flush();
        }
        print(rows);
        return rows.stream().allMatch(row -> row.outcome.equals("proved")) ? 0 : 1;
    }

    private static Row row(String name, Synthesis.Result result, List<Event> events, double seconds) {
        int designs =
                (int) events.stream().filter(Event.Designed.class::isInstance).count();
        String words = events.reversed().stream()
                .filter(Event.Designed.class::isInstance)
                .map(event -> ((Event.Designed) event).words())
                .findFirst()
                .orElse("");
        return switch (result) {
            case Synthesis.Result.Grown grown ->
                new Row(
                        name,
                        grown.passed() ? "proved" : "audit failed",
                        seconds,
                        designs,
                        grown.audited().size(),
                        words);
            case Synthesis.Result.None none -> new Row(name, "none", seconds, designs, 0, none.why());
        };
    }

    private void print(List<Row> rows) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(rows));
        } else {
            List<List<String>> table = new ArrayList<>();
            table.add(List.of("specification", "outcome", "seconds", "designs", "audit"));
            rows.forEach(row -> table.add(List.of(
                    row.specification,
                    row.outcome,
                    String.format(Locale.ROOT, "%.1f", row.seconds),
                    String.valueOf(row.designs),
                    String.valueOf(row.checks))));
            out.print(TextTable.of(table));
        }
        out.flush();
    }
}
