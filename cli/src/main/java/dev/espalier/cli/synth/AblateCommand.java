package dev.espalier.cli.synth;

import dev.espalier.bench.report.TextTable;
import dev.espalier.cli.bench.DurationConverter;
import dev.espalier.cli.spec.Library;
import dev.espalier.cli.trellis.AgentOptions;
import dev.espalier.synth.ablation.AblationTable;
import dev.espalier.synth.ablation.Campaign;
import dev.espalier.synth.ablation.KeptAudits;
import dev.espalier.synth.ablation.Sources;
import dev.espalier.synth.ablation.TrialLog;
import dev.espalier.synth.ablation.Trialled;
import dev.espalier.synth.agent.ModelAgent;
import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.SentenceCosts;
import dev.espalier.synth.search.Settings;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What each faculty of the search is worth. */
@Command(
        name = "ablate",
        mixinStandardHelpOptions = true,
        description = {
            "Grow cores for some specifications again and again: by the full search, and by the same search without one of"
                    + " its faculties. The table says how many runs passed, that is, ended with a closed proof that the audit"
                    + " agrees with, and what they cost. docs/ablation.md says what each configuration lacks.",
            "Each run is in runs.jsonl in DIR as soon as it is over. A command that was killed goes on where it was when"
                    + " it is started again; runs of other --budget, --candidates and the like are another campaign's.",
            "Runs of one specification share what was judged, grown and audited before, and each is charged for it as the first"
                    + " was; so the order of the runs decides nothing.",
            "Exit code 0: all runs are made, whatever came of them; 1: some could not be made, and the same command tries them"
                    + " again; 2: wrong usage."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth ablate",
            "  espalier synth ablate --specs suite/ryw,strong/mr --seeds 3 --budget 2m -o ablation",
            "  espalier synth ablate --configurations full,accept-or-reject --json",
            "  espalier synth ablate --so-far                the tables of the runs that are made, while others are",
            "  espalier synth ablate --policy openai:MODEL --base-url http://localhost:11434/v1 --specs strong/mr --budget 30m",
            "  espalier synth ablate --document table.md     as Markdown"
        })
final class AblateCommand implements Callable<Integer> {
    /** By the clock, which other work on the machine may slow down: time is reckoned by processors. */
    private static final Duration SENTENCE = Duration.ofMinutes(5);

    private static final String SEARCH = "search";

    @Option(
            names = "--specs",
            split = ",",
            paramLabel = "SPEC",
            defaultValue = "suite/ryw,suite/mw,suite/mr,suite/ryw+mw,strong/ryw,strong/causal+,suite/cc",
            description = "Specifications (default: ${DEFAULT-VALUE}).")
    private List<String> targets;

    @Option(
            names = "--configurations",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Some of full, no-joint-growth, no-proposer, no-reloader, no-audit, accept-or-reject, no-performance"
                            + " and best-of-n; by default all.")
    private @Nullable List<String> configurations;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Seeds of each, 1 to N (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "2m",
            description = "Most processor time for a run's search, the prover's included; the audit has its own"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration budget;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "2",
            description = "Closed cores to take the fastest of, where the search has performance feedback"
                    + " (default: ${DEFAULT-VALUE}).")
    private int candidates;

    @Option(
            names = "--further",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "30s",
            description = "Most processor time for the others once one core is closed (default: ${DEFAULT-VALUE}).")
    private Duration further;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "5",
            description = "The N of best-of-n (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--designs",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Most designs that a run takes up (default: ${DEFAULT-VALUE}).")
    private int designs;

    @Option(
            names = "--checker",
            description = "Have audits run coqchk too, as those of synth do: a minute or more for each core.")
    private boolean checker;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            defaultValue = SEARCH,
            description =
                    "Who proposes moves: search (default: ${DEFAULT-VALUE}), anthropic:MODEL or openai:MODEL. A model's"
                            + " configurations are full, no-proposer, no-reloader and accept-or-reject; its --budget is by the"
                            + " clock, its caps are for each run.")
    private String policy;

    @Mixin
    private AgentOptions agents;

    @Mixin
    private PoolOptions pool;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "Where runs, their journals and what they share are kept; by default .espalier/synth/ablation.")
    private @Nullable Path output;

    @Option(names = "--document", paramLabel = "FILE", description = "Also write the tables there, as Markdown.")
    private @Nullable Path document;

    @Option(
            names = "--so-far",
            description =
                    "Make no run, and print what came of those that were made, also while another process makes them.")
    private boolean soFar;

    @Option(names = "--json", description = "Print JSON on standard output: what came of each run.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    AblateCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean model = AgentOptions.isModel(policy) && !AgentOptions.isHybrid(policy);
        if (!model && !policy.equals(SEARCH)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no policy " + policy + "; say search, anthropic:MODEL or openai:MODEL");
        }
        List<String> names = configurations(model ? ofModels() : Configuration.all());
        for (int number : List.of(seeds, candidates, samples, designs)) {
            if (number < 1) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--seeds, --candidates, --samples and --designs are 1 or more, and not " + number);
            }
        }
        Library library = Library.open();
        Map<String, Specification> specifications = new LinkedHashMap<>();
        for (String target : targets) {
            Specification specification = library.find(target);
            if (specification.kind() != Specification.Kind.CORE) {
                throw new ParameterException(
                        spec.commandLine(),
                        target
                                + " is no specification of clients and replicas; the search has no designs for its kind");
            }
            specifications.put(specification.name(), specification);
        }
        Path folder =
                output != null ? output : library.home().work().resolve("synth").resolve("ablation");
        String sources = Sources.hash(library.home().specs());
        // One at a time: what a run is charged is told apart from what others spend.
        Settings settings = pool.in(new Settings(1, budget, designs)
                        .withCandidates(candidates)
                        .withFurther(further)
                        .withSamples(samples)
                        .withSentence(SENTENCE))
                .withSearches(1);
        String conditions = model ? policy + ", budget " + budget.toSeconds() + "s" : conditions(settings, sources);
        List<String> rows = List.copyOf(specifications.keySet());
        Campaign campaign = new Campaign(rows, names, seeds, conditions);
        Path runs = folder.resolve("runs.jsonl");
        int failed = 0;
        if (!soFar) {
            try (TrialLog log = TrialLog.open(runs);
                    Engine engine = Engine.forComparison(
                            library,
                            folder.resolve("kept"),
                            new KeptAudits(folder.resolve("audits"), sources + checker),
                            checker);
                    SentenceCosts costs = SentenceCosts.open(folder.resolve("costs"))) {
                Campaign.Maker maker = model
                        ? new ModelTrials(
                                engine, specifications, policy, agents, budget, conditions, folder.resolve("moves"))
                        : engine.trials(specifications, settings, conditions, folder.resolve("journals"), costs);
                int before = campaign.trialled(log.trials()).size();
                failed = campaign.run(
                        log, maker, new CampaignProgress(spec.commandLine().getErr(), before));
            }
        }
        List<Trialled> trials = campaign.trialled(TrialLog.read(runs));
        print(new AblationTable(rows, names, trials), trials, campaign.size(), conditions);
        return failed == 0 ? 0 : 1;
    }

    private static List<Configuration> ofModels() {
        return Configuration.all().stream()
                .filter(one -> ModelAgent.CAN_LACK.containsAll(one.without()))
                .toList();
    }

    /** The names of those that are asked for among {@code all}. */
    private List<String> configurations(List<Configuration> all) {
        List<String> known = all.stream().map(Configuration::name).toList();
        if (configurations == null) {
            return known;
        }
        for (String name : configurations) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no configuration " + name + " of " + policy + "; say " + String.join(", ", known));
            }
        }
        return configurations.stream().distinct().toList();
    }

    private String conditions(Settings settings, String sources) {
        return "search, budget %ds, %d candidates within %ds, %d samples, %d designs, %d MiB a prover, CoqHammer %s, coqchk %s, specs %s"
                .formatted(
                        settings.budget().toSeconds(),
                        settings.candidates(),
                        settings.further().toSeconds(),
                        settings.samples(),
                        settings.designsMax(),
                        settings.proverBytes() >> 20,
                        settings.hammering() ? "if it is there" : "left out",
                        checker ? "too" : "left out",
                        sources.substring(0, 12));
    }

    private void print(AblationTable table, List<Trialled> trials, int all, String conditions) throws IOException {
        if (document != null) {
            Files.writeString(document, markdown(table, trials.size(), all, conditions));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(trials));
        } else {
            out.print(TextTable.of(table.passes(seeds)));
            out.println();
            out.print(TextTable.of(table.seconds()));
            out.println();
            out.print(TextTable.of(table.totals()));
            out.println(trials.size() + " of " + all + " runs; " + conditions);
        }
        out.flush();
    }

    private String markdown(AblationTable table, int made, int all, String conditions) {
        return made + " of " + all + " runs; " + conditions + ".\n\n"
                + AblationTable.markdown(table.passes(seeds)) + "\n"
                + AblationTable.markdown(table.seconds()) + "\n"
                + AblationTable.markdown(table.totals());
    }
}
