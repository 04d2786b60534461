package dev.espalier.cli.synth;

import dev.espalier.bench.report.TextTable;
import dev.espalier.cli.bench.DurationConverter;
import dev.espalier.cli.spec.Library;
import dev.espalier.synth.growth.Theorem;
import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import dev.espalier.synth.search.Settings;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.StrongPoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        footer = {
            "  espalier synth lattice",
            "  espalier synth lattice --budget 10m --json",
            "  espalier synth lattice --document docs/lattice.md"
        })
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

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "Also write the table there, as Markdown, when all is done.")
    private @Nullable Path document;

    @Mixin
    private PoolOptions pool;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    LatticeCommand() {}

    /** A line of the table. */
    private record Row(
            String specification,
            String outcome,
            double seconds,
            int designs,
            List<String> theorems,
            int checks,
            String design) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Library library = Library.open();
        Path work = library.home().work().resolve("synth");
        List<Row> rows = new ArrayList<>();
        try (Engine engine = Engine.open(library, work)) {
            grow(library, engine, work, rows);
        }
        print(rows);
        if (document != null) {
            Files.writeString(document, markdown(rows));
        }
        return rows.stream().allMatch(row -> row.outcome.equals("proved")) ? 0 : 1;
    }

    private void grow(Library library, Engine engine, Path work, List<Row> rows)
            throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        for (StrongPoint point : StrongPoint.all()) {
            Specification specification = library.find(point.name());
            Results results = new Results(SearchFolders.in(library.home()).of(point.name()));
            List<Event> before = results.unfinished(point.name(), seed, Configuration.FULL);
            List<Event> events = new ArrayList<>(before);
            long start = System.nanoTime();
            Synthesis.Result result;
            try (Journal journal = Journal.open(results.journal())) {
                result = engine.run(
                        specification,
                        pool.in(new Settings(seed, budget, Settings.USUAL.designsMax())),
                        before,
                        event -> {
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
    }

    private static Row row(String name, Synthesis.Result result, List<Event> events, double seconds) {
        int designs =
                (int) events.stream().filter(Event.Designed.class::isInstance).count();
        String words = events.reversed().stream()
                .filter(Event.Designed.class::isInstance)
                .map(event -> words((Event.Designed) event))
                .findFirst()
                .orElse("");
        return switch (result) {
            case Synthesis.Result.Grown grown ->
                new Row(
                        name,
                        grown.verdict(),
                        seconds,
                        designs,
                        Theorem.in(grown.proof()).stream().map(Theorem::word).toList(),
                        grown.audited().size(),
                        words);
            case Synthesis.Result.None none -> new Row(name, "none", seconds, designs, List.of(), 0, none.why());
        };
    }

    /** What is kept, and how. */
    private static String words(Event.Designed designed) {
        return designed.choices().entrySet().stream()
                .filter(choice -> choice.getValue().equals("a vector")
                        || choice.getValue().equals("a counter")
                        || choice.getValue().equals("as specified"))
                .map(choice ->
                        choice.getKey() + (choice.getValue().equals("as specified") ? "" : " " + choice.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String markdown(List<Row> rows) {
        StringBuilder text = new StringBuilder("""
                # The lattice, grown

                Made by `./espalier synth lattice --document docs/lattice.md`; do not edit. Each row is a point of the strong
                family: which of the four session guarantees it has, and with + convergence. From the specification alone the
                search found a design and method bodies, and the prover closed every obligation; *theorems* are what is proved of
                the core. *Seconds* are for search, proof and audit together; *designs* is how many were taken up before one
                did. *Kept* is what the design keeps of the specification's state and payloads; what no method then
                needs is not in the core.

                """);
        long proved = rows.stream().filter(row -> row.outcome.equals("proved")).count();
        text.append(String.format(
                Locale.ROOT,
                "%d of %d points proved and audited, in %.0f s; the longest took %.0f s.%n%n",
                proved,
                rows.size(),
                rows.stream().mapToDouble(Row::seconds).sum(),
                rows.stream().mapToDouble(Row::seconds).max().orElse(0)));
        text.append("| specification | outcome | seconds | designs | theorems | checks of the audit | kept |\n");
        text.append("|---|---|---:|---:|---|---:|---|\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %.1f | %d | %s | %d | %s |%n",
                    row.specification,
                    row.outcome,
                    row.seconds,
                    row.designs,
                    String.join(", ", row.theorems),
                    row.checks,
                    row.design));
        }
        return text.toString();
    }

    private void print(List<Row> rows) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(rows));
        } else {
            List<List<String>> table = new ArrayList<>();
            table.add(List.of("specification", "outcome", "seconds", "designs", "theorems", "audit"));
            rows.forEach(row -> table.add(List.of(
                    row.specification,
                    row.outcome,
                    String.format(Locale.ROOT, "%.1f", row.seconds),
                    String.valueOf(row.designs),
                    String.join(", ", row.theorems),
                    String.valueOf(row.checks))));
            out.print(TextTable.of(table));
        }
        out.flush();
    }
}
