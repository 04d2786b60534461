package dev.espalier.cli.bench;

import dev.espalier.bench.generator.GeneratorCommand;
import dev.espalier.bench.generator.Generators;
import dev.espalier.bench.kubernetes.KubernetesBench;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.remote.Inventory;
import dev.espalier.bench.remote.RemoteGenerators;
import dev.espalier.bench.remote.RemoteStore;
import dev.espalier.bench.remote.Site;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.Folders;
import dev.espalier.cli.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A load on other machines.
 *
 * @param report what was measured
 * @param facts hosts and cost, name to value
 */
record AwayRun(LoadReport report, Map<String, String> facts) {
    /** What the image is told to be a generator, up to the name of its task's file. */
    static final List<String> TASK_OF_A_POD = List.of("bench", GeneratorCommandLine.NAME, "--task");

    AwayRun {
        facts = new LinkedHashMap<>(facts);
    }

    /**
     * Starts the nodes of {@code inventory}, loads them with its generators, and ends them. Their logs are kept only if
     * that fails.
     *
     * @param config the load for these targets
     */
    static AwayRun run(Inventory inventory, Function<List<Target>, LoadConfig> config, ProgressListener listener)
            throws IOException, InterruptedException {
        List<GeneratorCommand> commands =
                RemoteGenerators.commands(inventory, List.of("bench", GeneratorCommandLine.NAME));
        Path work = Home.find().work();
        Files.createDirectories(work);
        Path logs = Files.createTempDirectory(work, "away-");
        Generators.Outcome outcome;
        try (RemoteStore store = RemoteStore.start(inventory, logs)) {
            outcome = Generators.run(config.apply(store.targets()), commands, listener);
        }
        Folders.delete(logs);
        LoadReport report = outcome.report();
        return new AwayRun(report, Site.facts(inventory, outcome.environments(), report.operationsPerSecond()));
    }

    /** As {@link #run}, in a cluster of Kubernetes. */
    static AwayRun run(
            Inventory inventory,
            KubernetesBench bench,
            Function<List<Target>, LoadConfig> config,
            ProgressListener listener,
            PrintWriter err)
            throws IOException, InterruptedException {
        Generators.Outcome outcome = bench.run(config, TASK_OF_A_POD, listener, problem -> {
            err.println(problem);
            err.flush();
        });
        LoadReport report = outcome.report();
        return new AwayRun(report, Site.facts(inventory, outcome.environments(), report.operationsPerSecond()));
    }

    /** The facts, a line each. */
    String text() {
        StringBuilder text = new StringBuilder();
        facts.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }
}
