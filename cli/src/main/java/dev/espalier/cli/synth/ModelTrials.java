package dev.espalier.cli.synth;

import dev.espalier.cli.Folders;
import dev.espalier.cli.trellis.AgentOptions;
import dev.espalier.cli.trellis.AgentRun;
import dev.espalier.synth.ablation.Campaign;
import dev.espalier.synth.ablation.Trial;
import dev.espalier.synth.ablation.Trialled;
import dev.espalier.synth.agent.AgentResult;
import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Runs of a model. It has no seed: a run of the second seed is the second run. Time is the clock's, turns stand in the place of
 * designs, and a run that did not come to its end is made again from nothing.
 */
record ModelTrials(
        Engine engine,
        Map<String, Specification> specifications,
        String policy,
        AgentOptions agents,
        Duration budget,
        String conditions,
        Path folder)
        implements Campaign.Maker {
    @Override
    public Trialled made(Trial trial) throws IOException, InterruptedException {
        Specification specification = specifications.get(trial.specification());
        Configuration configuration =
                Configuration.named(trial.configuration()).orElseThrow(IllegalArgumentException::new);
        if (specification == null) {
            throw new IllegalArgumentException("no specification " + trial.specification());
        }
        Path moves = folder.resolve(trial.toString().replaceAll("[^A-Za-z0-9+-]+", "-"));
        if (Files.exists(moves)) {
            Folders.delete(moves);
        }
        Files.createDirectories(moves);
        long start = System.nanoTime();
        AgentResult result;
        // What it does, call by call, is in its transcript.
        try (PrintWriter silent = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            result = new AgentRun(engine, specification, trial.specification(), moves, silent)
                    .run(policy, agents, budget, "", configuration);
        }
        if (result.outcome() == AgentResult.Outcome.FAILED) {
            throw new IOException(result.why());
        }
        boolean closed = result.outcome() == AgentResult.Outcome.CLOSED;
        return new Trialled(
                trial,
                conditions,
                closed ? "passed" : result.outcome() == AgentResult.Outcome.CAPPED ? "budget" : "exhausted",
                closed,
                closed,
                false,
                closed ? "" : result.why(),
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3,
                0,
                0,
                result.turns(),
                0,
                "",
                result.usage().total(),
                result.dollars());
    }
}
