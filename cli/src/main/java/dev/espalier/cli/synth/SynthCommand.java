package dev.espalier.cli.synth;

import dev.espalier.cli.bench.DurationConverter;
import dev.espalier.cli.spec.Library;
import dev.espalier.cli.trellis.AgentOptions;
import dev.espalier.cli.trellis.AgentRun;
import dev.espalier.cli.trellis.ApplyCommand;
import dev.espalier.cli.trellis.AskCommand;
import dev.espalier.cli.trellis.AuditCommand;
import dev.espalier.cli.trellis.CloseCommand;
import dev.espalier.cli.trellis.DecomposeCommand;
import dev.espalier.cli.trellis.DefineCommand;
import dev.espalier.cli.trellis.GoalsCommand;
import dev.espalier.cli.trellis.McpCommand;
import dev.espalier.cli.trellis.OpenCommand;
import dev.espalier.cli.trellis.ProveCommand;
import dev.espalier.cli.trellis.RepairCommand;
import dev.espalier.cli.trellis.RevertCommand;
import dev.espalier.cli.trellis.SearchCommand;
import dev.espalier.synth.agent.AgentResult;
import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import dev.espalier.synth.search.Settings;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Grows a core. */
@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        subcommands = {
            EmitCommand.class,
            ReplayCommand.class,
            LatticeCommand.class,
            AblateCommand.class,
            OpenCommand.class,
            GoalsCommand.class,
            AskCommand.class,
            DefineCommand.class,
            ProveCommand.class,
            DecomposeCommand.class,
            RepairCommand.class,
            RevertCommand.class,
            SearchCommand.class,
            ApplyCommand.class,
            AuditCommand.class,
            CloseCommand.class,
            McpCommand.class
        },
        description = {
            "Grow a core for a specification: representations, methods and a closed proof, by search alone. The"
                    + " specification is run; representations that cannot hold what is seen, or that grow with the"
                    + " number of puts, are given up with the reason; methods are found by what the specification did;"
                    + " the prover then judges every obligation.",
            "Closed cores are run beside vector-clock in this process, in turn: the table says how fast each is, and whether"
                    + " its operations take longer the more there were.",
            "Searches go on side by side: at the design whose turn it is and its obligations, and at those that may come"
                    + " next. What comes of a design counts when its turn comes, so the result depends on specification and"
                    + " seed alone. What the tactics of specs/kit leave open goes to CoqHammer, if the prover has it"
                    + " (Debian: libcoq-hammer); the proof then holds the term that it found, and needs no CoqHammer.",
            "Every move is in a journal. A search that was killed goes on where it was when it is started again.",
            "Exit code 0: proved and audited; 1: nothing left to try, or the audit objects; 3: the budget ran out, and"
                    + " the best core so far is kept, with the holes of its proof; or the audit was cut off, by a limit of time or"
                    + " memory, before it found anything against the core, which is kept with its closed proof."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth strong/causal+",
            "  espalier synth strong/ryw+ --candidates 3     three cores, the fastest of them is the result",
            "  espalier synth strong/mr --searches 4 --megabytes 6000",
            "  espalier synth MySpecification.v --budget 30m --output grown",
            "  espalier synth emit strong/causal+           put what was found among the verified cores",
            "  espalier synth replay grown/journal.jsonl    the same core again, from nothing",
            "  espalier synth strong/mr --policy anthropic:MODEL --max-dollars 5 --prices 3,0.3,15",
            "  espalier synth strong/mr --policy openai:MODEL --base-url http://localhost:11434/v1",
            "  espalier synth lattice                       all 32 points of the strong family",
            "  espalier synth suite/mr --without proposer   the same search, which lacks something",
            "  espalier synth ablate                        what each of its faculties is worth",
            "  espalier synth open strong/mr                grow one by moves of your own, under the same rails"
        })
public final class SynthCommand implements Callable<Integer> {
    private static final int OUT_OF_BUDGET = 3;

    @Parameters(
            paramLabel = "SPEC",
            arity = "0..1",
            description = "A specification of espalier spec list, or a file that ends in .v.")
    private @Nullable String target;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "30m",
            description = "Most time for the search, such as 90s or 30m (default: ${DEFAULT-VALUE}).")
    private Duration budget;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Of the specification's runs; the same seed gives the same search (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Go on, within the budget, until N distinct cores are closed, and end with the fastest (default: ${DEFAULT-VALUE}).")
    private int candidates;

    @Option(
            names = "--designs",
            paramLabel = "N",
            defaultValue = "400",
            description = "Most designs to take up (default: ${DEFAULT-VALUE}).")
    private int designs;

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "FACULTY",
            description =
                    "Leave out one of joint-growth, proposer, reloader, audit, feedback, performance, proof, or several:"
                            + " docs/ablation.md says what each is. Whatever is left out, the exit code is that of the audit.")
    private @Nullable List<String> without;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Cores to draw --without proof; the fastest of them is the result (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Mixin
    private PoolOptions pool;

    @Mixin
    private AgentOptions agents;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            defaultValue = "search",
            description = "Who proposes moves: search (default: ${DEFAULT-VALUE}), anthropic:MODEL, openai:MODEL, or"
                    + " hybrid:MODEL, where the search goes first with half of the budget.")
    private String policy;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where core, proof and journal go; by default a folder of .espalier/synth.")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SynthCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (target == null) {
            throw new ParameterException(spec.commandLine(), "name a specification, such as strong/causal+");
        }
        if (!policy.equals("search") && !AgentOptions.isModel(policy)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no policy " + policy + "; say search, anthropic:MODEL, openai:MODEL or hybrid:MODEL");
        }
        if (candidates < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--candidates " + candidates + " finds no core; say 1 or more");
        }
        Duration share = AgentOptions.isHybrid(policy) ? budget.dividedBy(2) : budget;
        if (samples < 1) {
            throw new ParameterException(spec.commandLine(), "--samples " + samples + " draws no core; say 1 or more");
        }
        Configuration configuration = configuration();
        Settings settings = pool.in(new Settings(seed, share, designs)
                .withCandidates(candidates)
                .withSamples(samples)
                .in(configuration));
        Library library = Library.open();
        Specification specification = library.find(target);
        Results results = new Results(
                output != null ? output : SearchFolders.in(library.home()).of(specification.name()));
        if (policy.equals("search")) {
            return ended(specification, results, searched(library, specification, settings, results));
        }
        String advice = "";
        if (AgentOptions.isHybrid(policy)) {
            Synthesis.Result result = searched(library, specification, settings, results);
            if (result instanceof Synthesis.Result.Grown grown && grown.passed()) {
                return ended(specification, results, result);
            }
            results.write(result);
            advice = AgentRun.advice(result);
        }
        return byModel(library, specification, results, share, advice);
    }

    private Configuration configuration() {
        if (without == null) {
            return Configuration.FULL;
        }
        if (!policy.equals("search")) {
            throw new ParameterException(
                    spec.commandLine(), "--without is of the search alone, and the policy is " + policy);
        }
        try {
            return Configuration.lacking(without);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private Synthesis.Result searched(Library library, Specification specification, Settings settings, Results results)
            throws IOException, InterruptedException {
        List<Event> before = results.unfinished(specification.name(), seed, settings.configuration());
        PrintWriter err = spec.commandLine().getErr();
        if (!before.isEmpty()) {
            err.printf("going on with the journal %s, %d events%n", results.journal(), before.size());
        }
        try (Journal journal = Journal.open(results.journal());
                Engine engine = Engine.open(library, library.home().work().resolve("synth"));
                Watcher watcher = Watcher.of(err)) {
            before.forEach(watcher::event);
            return engine.run(specification, settings, before, event -> {
                journal.add(event);
                watcher.event(event);
            });
        }
    }

    private int ended(Specification specification, Results results, Synthesis.Result result) throws IOException {
        print(specification, result, results.write(result));
        return switch (result) {
            case Synthesis.Result.Grown grown ->
                grown.passed() ? 0 : grown.verdict().equals(Synthesis.Result.UNDECIDED) ? OUT_OF_BUDGET : 1;
            case Synthesis.Result.None none -> none.outOfBudget() ? OUT_OF_BUDGET : 1;
        };
    }

    private int byModel(Library library, Specification specification, Results results, Duration share, String advice)
            throws IOException, InterruptedException {
        Path folder = results.moves();
        String named = String.valueOf(target);
        AgentResult result;
        try (Engine engine = Engine.open(library, library.home().work().resolve("synth"))) {
            result = new AgentRun(
                            engine,
                            specification,
                            named,
                            folder,
                            spec.commandLine().getErr())
                    .run(policy, agents, share, advice);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? JsonMapper.builder()
                                .build()
                                .writeValueAsString(AgentRun.report(specification, result, folder))
                        : AgentRun.text(specification, result, folder));
        out.flush();
        return switch (result.outcome()) {
            case CLOSED -> 0;
            case CAPPED -> OUT_OF_BUDGET;
            case GAVE_UP, REFUSED, FAILED -> 1;
        };
    }

    private void print(Specification specification, Synthesis.Result result, Map<String, String> files) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("specification", specification.name());
            report.put("outcome", outcome(result));
            report.put("files", files);
            switch (result) {
                case Synthesis.Result.Grown grown -> {
                    report.put("audit", grown.audited());
                    report.put("design", grown.design());
                    report.put("speed", grown.measured());
                }
                case Synthesis.Result.None none -> {
                    report.put("why", none.why());
                    none.best().ifPresent(best -> report.put("holes", best.holes()));
                }
            }
            out.println(JsonMapper.builder().build().writeValueAsString(report));
        } else {
            out.println(
                    switch (result) {
                        case Synthesis.Result.Grown grown ->
                            specification.name() + ": " + outcome(result) + ", "
                                    + grown.audited().size() + " checks of the audit";
                        case Synthesis.Result.None none -> specification.name() + ": no core: " + none.why();
                    });
            if (result instanceof Synthesis.Result.Grown grown) {
                out.print(SpeedTable.of(grown.measured(), grown.design()));
                long others = grown.measured().stream()
                        .filter(one -> one.id() != Contender.REFERENCE)
                        .count();
                if (others < candidates && !grown.measured().isEmpty()) {
                    out.println("  " + others + " of the " + candidates
                            + " cores asked for: no other was closed within the budget and the designs there are");
                }
            }
            files.forEach((what, file) -> out.println("  " + what + ": " + file));
        }
        out.flush();
    }

    private static String outcome(Synthesis.Result result) {
        return switch (result) {
            case Synthesis.Result.Grown grown -> grown.verdict();
            case Synthesis.Result.None none -> none.outOfBudget() ? "budget" : "exhausted";
        };
    }
}
