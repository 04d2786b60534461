package dev.espalier.synth.ablation;

import dev.espalier.core.Sha256;
import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.rank.Measurement;
import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Faculty;
import dev.espalier.synth.search.Groundwork;
import dev.espalier.synth.search.Journal;
import dev.espalier.synth.search.Meter;
import dev.espalier.synth.search.SentenceCosts;
import dev.espalier.synth.search.Settings;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs of the search. */
public final class SearchTrials implements Campaign.Maker {
    private final Synthesis synthesis;
    private final Map<String, Specification> specifications;
    private final Settings settings;
    private final String conditions;
    private final Path journals;
    private final SentenceCosts costs;

    private String shared = "";
    private Groundwork groundwork = new Groundwork();

    /**
     * @param settings of all runs, but for seed and configuration
     * @param conditions as {@link Trialled#conditions} has them
     * @param journals the folder for the journals of the runs
     * @param costs of the sentences that runs put to the prover
     */
    public SearchTrials(
            Synthesis synthesis,
            Map<String, Specification> specifications,
            Settings settings,
            String conditions,
            Path journals,
            SentenceCosts costs) {
        this.synthesis = synthesis;
        this.specifications = Map.copyOf(specifications);
        this.settings = settings;
        this.conditions = conditions;
        this.journals = journals;
        this.costs = costs;
    }

    @Override
    public Trialled made(Trial trial) throws IOException, InterruptedException, GateFailure {
        Specification specification = specifications.get(trial.specification());
        Configuration configuration =
                Configuration.named(trial.configuration()).orElseThrow(IllegalArgumentException::new);
        if (specification == null) {
            throw new IllegalArgumentException("no specification " + trial.specification());
        }
        String of = trial.specification() + " " + trial.seed();
        if (!of.equals(shared)) {
            shared = of;
            groundwork = new Groundwork();
        }
        Meter meter = Meter.byProcessorTime(costs);
        List<Event> events = new ArrayList<>();
        Synthesis.Result result = synthesis.run(
                specification,
                settings.withSeed(trial.seed()).in(configuration),
                List.of(),
                events::add,
                meter,
                groundwork);
        Journal.write(journals.resolve(named(trial) + ".jsonl"), events);
        return trialled(trial, configuration, result, events, meter.spent());
    }

    private static String named(Trial trial) {
        return (trial.specification() + "-" + trial.seed() + "-" + trial.configuration())
                .replaceAll("[^A-Za-z0-9+-]", "-");
    }

    private Trialled trialled(
            Trial trial, Configuration configuration, Synthesis.Result result, List<Event> events, Meter.Spent spent) {
        int designs =
                (int) events.stream().filter(Event.Designed.class::isInstance).count();
        boolean right = result instanceof Synthesis.Result.Grown grown && grown.passed();
        return new Trialled(
                trial,
                conditions,
                outcome(result),
                isClaimed(configuration, result),
                right,
                isWrong(result),
                why(result),
                seconds(spent.time()),
                seconds(spent.prover()),
                spent.sentences(),
                designs,
                speedup(result, events),
                result instanceof Synthesis.Result.Grown grown ? hash(grown.core()) : "",
                0,
                0);
    }

    private static String outcome(Synthesis.Result result) {
        return switch (result) {
            case Synthesis.Result.Grown grown ->
                grown.passed()
                        ? "passed"
                        : isUnproved(grown)
                                ? "unproved"
                                : grown.verdict().equals(Synthesis.Result.UNDECIDED) ? "undecided" : "rejected";
            case Synthesis.Result.None none -> none.outOfBudget() ? "budget" : "exhausted";
        };
    }

    /** Whether a search that is {@code configuration} takes {@code result} for right: without an audit, whatever it finds. */
    static boolean isClaimed(Configuration configuration, Synthesis.Result result) {
        return result instanceof Synthesis.Result.Grown grown
                && (grown.passed() || !configuration.has(Faculty.AUDIT) || !configuration.has(Faculty.PROOF));
    }

    private static boolean isUnproved(Synthesis.Result.Grown grown) {
        return grown.audited().stream()
                .anyMatch(finding -> finding.check().equals(Synthesis.CLOSED_PROOF) && !finding.passed());
    }

    /** Whether something besides the proof tells against it. */
    private static boolean isWrong(Synthesis.Result result) {
        return result instanceof Synthesis.Result.Grown grown
                && grown.audited().stream()
                        .anyMatch(
                                finding -> finding.isObjection() && !finding.check().equals(Synthesis.CLOSED_PROOF));
    }

    private static String why(Synthesis.Result result) {
        return switch (result) {
            case Synthesis.Result.Grown grown ->
                grown.audited().stream()
                        .filter(finding -> !finding.passed())
                        .map((Finding finding) -> finding.check() + ": " + finding.detail())
                        .collect(Collectors.joining("; "));
            case Synthesis.Result.None none -> none.why();
        };
    }

    /** Of the core that is the result; 0 if it was not measured. */
    private static double speedup(Synthesis.Result result, List<Event> events) {
        if (!(result instanceof Synthesis.Result.Grown grown)) {
            return 0;
        }
        return events.stream()
                .filter(Event.Measured.class::isInstance)
                .map(event -> ((Event.Measured) event).measurement())
                .filter(measurement -> measurement.id() == grown.design())
                .mapToDouble((Measurement measurement) -> measurement.speedup().median())
                .findFirst()
                .orElse(0);
    }

    private static String hash(String core) {
        return Sha256.hex(core.getBytes(StandardCharsets.UTF_8));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
