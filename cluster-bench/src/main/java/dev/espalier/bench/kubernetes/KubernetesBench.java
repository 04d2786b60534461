package dev.espalier.bench.kubernetes;

import dev.espalier.bench.generator.GeneratorTask;
import dev.espalier.bench.generator.Generators;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.load.Summary;
import dev.espalier.bench.remote.Inventory;
import dev.espalier.bench.remote.Inventory.Kubernetes;
import dev.espalier.bench.resp.Access;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A load whose store and generators run in a cluster of Kubernetes, as an inventory says. */
public final class KubernetesBench {
    /** What starting together, a busy cluster and the last answers may add to the time that a load takes. */
    private static final Duration RUN_BESIDE = Duration.ofMinutes(10);

    private final Kubernetes cluster;
    private final GeneratorManifests manifests;
    private final GeneratorJob job;
    private final @Nullable ChartStore store;
    private final List<Target> targets;
    private final String run;
    private boolean installed;
    private boolean applied;

    /**
     * A bench-to-be.
     *
     * @param access how clients enter the store; without a password, one is drawn for a store that the bench installs
     */
    public KubernetesBench(Inventory inventory, Kubernetes cluster, Access access) {
        this.cluster = cluster;
        byte[] drawn = new byte[4];
        new SecureRandom().nextBytes(drawn);
        this.run = HexFormat.of().formatHex(drawn);
        ClusterTool kubectl = new ClusterTool(cluster.kubectl(), cluster.namespace());
        this.manifests = new GeneratorManifests(cluster, run);
        this.job = new GeneratorJob(kubectl, manifests, cluster.generators());
        if (cluster.nodes() == 0) {
            this.store = null;
            this.targets = inventory.store().stream()
                    .map(host -> new Target(host.host(), host.port(), access))
                    .toList();
        } else {
            ChartStore chart = new ChartStore(inventory, cluster, access, kubectl);
            this.store = chart;
            this.targets = chart.targets();
        }
    }

    /** Where the nodes answer, as generators reach them. */
    public List<Target> targets() {
        return targets;
    }

    /**
     * Installs the store, loads it, gathers and merges what the generators measured, and takes all of it away again,
     * however that ends.
     *
     * @param config the load for these targets
     * @param arguments of the image that make it a generator, up to the name of its task's file
     * @param untidy told of what could not be taken away
     */
    public Generators.Outcome run(
            Function<List<Target>, LoadConfig> config,
            List<String> arguments,
            ProgressListener listener,
            Consumer<String> untidy)
            throws IOException, InterruptedException {
        LoadConfig whole = config.apply(targets);
        List<GeneratorTask> tasks = GeneratorTask.of(whole, cluster.generators(), run);
        Thread tidy = new Thread(() -> takeAway(untidy), "take the bench's objects away");
        Runtime.getRuntime().addShutdownHook(tidy);
        try {
            if (store != null) {
                store.requireFree();
                installed = true;
                store.install();
            }
            applied = true;
            job.apply(tasks, arguments);
            GeneratorJob.Result result = job.await(limit(whole), listener);
            return new Generators.Outcome(Summary.of(whole, result.shares()), result.environments());
        } finally {
            takeAway(untidy);
            Runtime.getRuntime().removeShutdownHook(tidy);
        }
    }

    /** A number of operations takes as long as it takes. */
    private static Duration limit(LoadConfig config) {
        return config.extent() instanceof Extent.For(Duration measured)
                ? config.warmUp().plus(measured).plus(RUN_BESIDE)
                : LoadConfig.DURATION_MAX;
    }

    private synchronized void takeAway(Consumer<String> untidy) {
        try {
            if (applied) {
                applied = false;
                job.delete();
            }
        } catch (IOException e) {
            untidy.accept("objects with the label " + manifests.selector() + " may be left: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (installed && store != null) {
                installed = false;
                store.uninstall();
            }
        } catch (IOException e) {
            untidy.accept("the release " + cluster.release() + " may be left: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What {@link #run} would give the cluster, as YAML with the command for each; passwords are left out. */
    public String plan(Function<List<Target>, LoadConfig> config, List<String> arguments) {
        YAMLMapper yaml = new YAMLMapper();
        StringBuilder text = new StringBuilder();
        if (store != null) {
            text.append("# ").append(store.line()).append("    # with these values\n");
            var values = store.values();
            values.putObject("auth").put("password", "(drawn or given)").put("sessionSecret", "(drawn)");
            text.append(yaml.writeValueAsString(values));
        }
        List<Target> open = targets.stream()
                .map(target -> new Target(target.host(), target.port()))
                .toList();
        LoadConfig whole = config.apply(open);
        for (JsonNode object : List.of(
                manifests.secret(GeneratorTask.of(whole, cluster.generators(), run)), manifests.job(arguments))) {
            text.append(yaml.writeValueAsString(object));
        }
        return text.toString();
    }
}
