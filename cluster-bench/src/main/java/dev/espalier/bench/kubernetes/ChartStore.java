package dev.espalier.bench.kubernetes;

import dev.espalier.bench.remote.Inventory;
import dev.espalier.bench.remote.Inventory.Kubernetes;
import dev.espalier.bench.resp.Access;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The store of a run: a release of the chart, installed for it and taken away after it, volumes and all. */
final class ChartStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PORT = 6379;
    private static final int SECRET_BYTES = 24;
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Inventory inventory;
    private final Kubernetes cluster;
    private final Access access;
    private final ClusterTool helm;
    private final ClusterTool kubectl;

    /** @param access how clients are to enter; without a password one is drawn, for the chart wants one */
    ChartStore(Inventory inventory, Kubernetes cluster, Access access, ClusterTool kubectl) {
        this.inventory = inventory;
        this.cluster = cluster;
        this.access = access.password() != null ? access : new Access(null, secret(), access.tls());
        this.helm = new ClusterTool(cluster.helm(), cluster.namespace());
        this.kubectl = kubectl;
    }

    /** Where its nodes answer, as pods of the namespace reach them. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (int node = 0; node < cluster.nodes(); node++) {
            targets.add(new Target(cluster.release() + "-" + node + "." + cluster.release() + "-peers", PORT, access));
        }
        return targets;
    }

    private static String secret() {
        byte[] drawn = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /** What the chart is told: the inventory's own values over those that follow from the rest of it. */
    ObjectNode values() {
        ObjectNode values = JSON.createObjectNode().put("replicas", cluster.nodes());
        int colon = cluster.image().lastIndexOf(':');
        boolean tagged = colon > cluster.image().lastIndexOf('/');
        values.putObject("image")
                .put("repository", tagged ? cluster.image().substring(0, colon) : cluster.image())
                .put("tag", tagged ? cluster.image().substring(colon + 1) : "latest");
        values.putObject("config").put("core", inventory.core()).put("durability", inventory.durability());
        values.putObject("auth").put("password", access.password()).put("sessionSecret", secret());
        merge(values, cluster.values());
        return values;
    }

    private static void merge(ObjectNode into, JsonNode from) {
        for (Map.Entry<String, JsonNode> entry : from.properties()) {
            if (into.get(entry.getKey()) instanceof ObjectNode below
                    && entry.getValue().isObject()) {
                merge(below, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private String[] installation() {
        // Not "upgrade --install": a release that came to be meanwhile is somebody's store.
        return new String[] {
            "install",
            cluster.release(),
            cluster.chart(),
            "--values",
            "-",
            "--wait",
            "--timeout",
            INSTALL_LIMIT.toMinutes() + "m"
        };
    }

    /** How it is installed, for people; the values go to its standard input. */
    String line() {
        return helm.line(installation());
    }

    /**
     * Makes sure that the release would be ours.
     *
     * @throws IOException if somebody else has one of that name, or helm cannot tell
     */
    void requireFree() throws IOException, InterruptedException {
        String found = helm.run("", GRACE, "list", "--all", "--short", "--filter", "^" + cluster.release() + "$");
        if (!found.isBlank()) {
            throw new IOException("there is a release " + cluster.release() + " in the namespace " + cluster.namespace()
                    + " already, which is left alone; give the bench's another name (release), or load that one by its"
                    + " hosts (store, with running: true)");
        }
    }

    /**
     * Installs it and waits until its nodes are ready.
     *
     * @throws IOException with what helm said, if its pods do not become ready
     */
    void install() throws IOException, InterruptedException {
        var _ = helm.run(values().toString(), INSTALL_LIMIT.plus(GRACE), installation());
    }

    /** Takes it away, and its volumes, which helm leaves. */
    void uninstall() throws IOException, InterruptedException {
        var _ = helm.run("", INSTALL_LIMIT, "uninstall", cluster.release(), "--wait");
        var _ = kubectl.run(
                "",
                GRACE,
                "delete",
                "persistentvolumeclaims",
                "--selector",
                "app.kubernetes.io/instance=" + cluster.release(),
                "--ignore-not-found",
                "--wait=false");
    }
}
