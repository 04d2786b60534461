package dev.espalier.cli.suggest;

import dev.espalier.cli.spec.Library;
import dev.espalier.cli.spec.LimitOptions;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.cli.terminal.Terminal;
import dev.espalier.cli.trellis.ModelOptions;
import dev.espalier.synth.suggest.LatticeTable;
import dev.espalier.synth.suggest.RequirementException;
import dev.espalier.synth.suggest.RequirementReader;
import dev.espalier.synth.suggest.RequirementReader.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

/** Proposes the specification that somebody means. */
@Command(
        name = "suggest",
        mixinStandardHelpOptions = true,
        description = {
            "Which specification do you mean? Say which anomalies may happen and which must not, or guarantees by name; the"
                    + " answer is the weakest specification that fits, with the anomalies that it allows all the same, how"
                    + " each comes about, and its neighbours in the lattice. On a terminal what you have not said is asked.",
            "What each specification allows was found by exploration (espalier spec lattice) and is kept with this program,"
                    + " so neither prover nor OCaml is needed; unless you give programs of your own, which are explored now,"
                    + " or nothing fits, and two machines in one are tried.",
            "Exit code 0: a specification fits and nothing is open. 1: nothing fits; the requests that contradict each other"
                    + " are named. 3: something fits, and questions are open whose answers may change it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier spec suggest                    asks, one question after another",
            "  espalier spec suggest --forbid stale-read --forbid reads-backwards",
            "  espalier spec suggest --promise causal --without convergence --weakest",
            "  espalier spec suggest --forbid '1: put k x; get k = v0' --weakest",
            "  espalier spec suggest cart.txt --json",
            "  espalier spec suggest --describe 'A cart never forgets what I put in' \\",
            "      --policy openai:MODEL --base-url http://localhost:11434/v1",
            "",
            "A file has a line for each wish:",
            "  forbid stale-read                      # an anomaly of espalier spec lattice",
            "  allow lost-update",
            "  any divergence                         # either will do; do not ask",
            "  forbid 1: put k x; get k = v0          # a program, as in espalier spec litmus",
            "  promise monotonic reads                # what strong/mr forbids",
            "  need not converge                      # or: without convergence",
            "  @litmus stale-read forbidden           # as in a specification's file"
        })
public final class SpecSuggestCommand implements Callable<Integer> {
    private static final int WRONG_USAGE = 2;
    private static final Duration READING_TIME = Duration.ofMinutes(10);

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "What is wanted, a line each; see below.")
    private @Nullable Path file;

    @Option(names = "--forbid", paramLabel = "TEST|PROGRAM", description = "This must not happen.")
    private List<String> forbidden = new ArrayList<>();

    @Option(names = "--allow", paramLabel = "TEST|PROGRAM", description = "This may happen, and should be allowed.")
    private List<String> allowed = new ArrayList<>();

    @Option(names = "--any", paramLabel = "TEST", description = "Either will do; it is not asked.")
    private List<String> indifferent = new ArrayList<>();

    @Option(
            names = "--promise",
            paramLabel = "GUARANTEE",
            description = "A guarantee by name, such as \"read your writes\", causal, convergence, or strong/mr+mw.")
    private List<String> promised = new ArrayList<>();

    @Option(
            names = "--without",
            paramLabel = "GUARANTEE",
            description = "A guarantee that is not needed, and shall not be paid for.")
    private List<String> unwanted = new ArrayList<>();

    @Option(
            names = "--describe",
            paramLabel = "TEXT",
            description =
                    "In plain words, for the model of --policy to put down as wishes. What it makes of them is shown,"
                            + " marked as its reading, and on a terminal you are asked; what fits is reckoned without it.")
    private @Nullable String description;

    @Option(
            names = "--policy",
            paramLabel = "MODEL",
            description = "Who reads the description: anthropic:MODEL or openai:MODEL.")
    private @Nullable String policy;

    @Mixin
    private ModelOptions models;

    @Option(names = "--weakest", description = "Ask nothing: what is not said may happen.")
    private boolean weakest;

    @Option(names = "--steps", description = "Show each anomaly step by step too.")
    private boolean steps;

    @Option(names = "--json", description = "Print JSON on standard output; nothing is asked.")
    private boolean json;

    @Mixin
    private LimitOptions limits;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecSuggestCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Library library = Library.open();
        LatticeTable table = LatticeTable.kept();
        PrintWriter err = spec.commandLine().getErr();
        List<String> changed = table.changed(library.home().specs());
        if (!changed.isEmpty()) {
            err.println("espalier: the kept table is of other versions of " + String.join(", ", changed)
                    + "; make it anew with espalier spec lattice --write (its --help says where)");
            err.flush();
        }
        RequirementReader reader = new RequirementReader(table);
        Said said;
        try {
            said = said(reader);
        } catch (RequirementException e) {
            err.println("espalier: " + e.getMessage());
            err.flush();
            return WRONG_USAGE;
        }
        boolean asking = !weakest && !json && Terminal.isPerson();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        Optional<Report.Reading> reading = Optional.empty();
        if (description != null) {
            Description read = described(description, library, reader);
            reading = Optional.of(read.report());
            if (asking) {
                said = said.and(new Confirmation(in, spec.commandLine().getOut()).of(read));
            } else {
                said = said.and(read.said());
            }
        }
        try (ProgramAnswers programs = new ProgramAnswers(library, limits.limits(), err)) {
            if (asking) {
                said = new Interview(table, programs, in, spec.commandLine().getOut()).run(said);
            }
            Report report = new Findings(library, table, programs, folder(library))
                    .report(said, !weakest, asking ? Optional.empty() : reading);
            print(report);
            return report.outcome().code();
        }
    }

    private Said said(RequirementReader reader) throws IOException, RequirementException {
        Said said = new Said(List.of(), List.of());
        if (file != null) {
            said = reader.lines(lines(file), file.toString());
        }
        for (String each : forbidden) {
            said = said.and(reader.outcome(each, false, "--forbid"));
        }
        for (String each : allowed) {
            said = said.and(reader.outcome(each, true, "--allow"));
        }
        for (String each : indifferent) {
            said = said.and(reader.line("any " + each, "--any"));
        }
        for (String each : promised) {
            said = said.and(reader.guarantee(each, true, "--promise"));
        }
        for (String each : unwanted) {
            said = said.and(reader.guarantee(each, false, "--without"));
        }
        return said;
    }

    private Description described(String words, Library library, RequirementReader reader)
            throws IOException, InterruptedException {
        if (policy == null || !ModelOptions.isModel(policy)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--describe wants a model to read it: --policy anthropic:MODEL or openai:MODEL. Without one, say it by"
                            + " --promise, --forbid and --allow, or answer the questions");
        }
        return Description.read(words, models.model(policy), models.caps(READING_TIME), reader, folder(library));
    }

    private static Path folder(Library library) {
        return library.home().work().resolve("suggest");
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new CommandFailedException(file + " is not UTF-8 text; store it as UTF-8");
        }
    }

    private void print(Report report) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? JsonMapper.builder()
                                        .build()
                                        .writerWithDefaultPrettyPrinter()
                                        .writeValueAsString(report)
                                + System.lineSeparator()
                        : ReportText.of(report, steps));
        out.flush();
    }
}
