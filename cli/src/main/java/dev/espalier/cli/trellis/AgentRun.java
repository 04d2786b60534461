package dev.espalier.cli.trellis;

import dev.espalier.cli.synth.Engine;
import dev.espalier.synth.agent.AgentResult;
import dev.espalier.synth.agent.ModelAgent;
import dev.espalier.synth.agent.Roles;
import dev.espalier.synth.agent.Transcript;
import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.trellis.Trellis;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Has models grow a core, perhaps after the search has tried. */
public final class AgentRun {
    private final Engine engine;
    private final Specification specification;
    private final String target;
    private final Path folder;
    private final PrintWriter err;

    /**
     * @param target how the user named the specification
     * @param folder where record, transcript and result go
     */
    public AgentRun(Engine engine, Specification specification, String target, Path folder, PrintWriter err) {
        this.engine = engine;
        this.specification = specification;
        this.target = target;
        this.folder = folder;
        this.err = err;
    }

    /**
     * Runs until the core is closed, or there is a reason to stop.
     *
     * @param budget by the clock
     * @param advice what is known already; may be empty
     */
    public AgentResult run(String policy, AgentOptions options, Duration budget, String advice)
            throws IOException, InterruptedException {
        return run(policy, options, budget, advice, Configuration.FULL);
    }

    /** The same for a run that lacks something. */
    public AgentResult run(
            String policy, AgentOptions options, Duration budget, String advice, Configuration configuration)
            throws IOException, InterruptedException {
        Roles roles = options.roles(policy);
        try (Trellis trellis = engine.trellis(folder, specification, target);
                Transcript transcript = Transcript.open(folder.resolve(Transcript.FILE))) {
            ModelAgent agent = new ModelAgent(
                    trellis,
                    roles,
                    options.caps(budget),
                    options.contextTokens(),
                    transcript,
                    line -> {
                        err.println(line);
                        err.flush();
                    },
                    configuration);
            return agent.run(advice);
        }
    }

    /** What a search that did not end well tells whoever goes on. */
    public static String advice(Synthesis.Result searched) {
        return switch (searched) {
            case Synthesis.Result.Grown grown ->
                "A search proved a core, and the audit objects to it. The core:\n" + grown.core();
            case Synthesis.Result.None none ->
                "A search found no core: " + none.why()
                        + none.best()
                                .map(best -> "\nIt came closest with this, which has " + best.holes() + " holes:\n"
                                        + best.core() + "\n" + best.proof())
                                .orElse("");
        };
    }

    /** What {@code result} says, for people. */
    public static String text(Specification specification, AgentResult result, Path folder) {
        return "%s: %s: %s\n  %,d tokens read, %,d from the cache, %,d written, $%.2f; %d turns, %d pivots\n  record: %s%s"
                .formatted(
                        specification.name(),
                        result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        result.why().strip(),
                        result.usage().input(),
                        result.usage().cached(),
                        result.usage().output(),
                        result.dollars(),
                        result.turns(),
                        result.pivots(),
                        folder,
                        result.outcome() == AgentResult.Outcome.CLOSED
                                ? "\n  the next command puts it among the verified cores: espalier synth emit " + folder
                                : "");
    }

    /** What {@code result} says, for JSON. */
    public static Map<String, Object> report(Specification specification, AgentResult result, Path folder) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("specification", specification.name());
        report.put("outcome", result.outcome());
        report.put("why", result.why());
        report.put("tokens", result.usage());
        report.put("dollars", result.dollars());
        report.put("turns", result.turns());
        report.put("pivots", result.pivots());
        report.put("folder", folder.toString());
        return report;
    }
}
