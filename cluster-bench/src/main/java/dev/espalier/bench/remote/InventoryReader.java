package dev.espalier.bench.remote;

import dev.espalier.bench.remote.Inventory.Cost;
import dev.espalier.bench.remote.Inventory.GeneratorHost;
import dev.espalier.bench.remote.Inventory.StoreHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads an inventory from YAML, of which JSON is a part:
 *
 * <pre>{@code
 * ssh: [ssh, -o, BatchMode=yes]        # unless said otherwise
 * espalier: /opt/espalier/espalier     # unless said otherwise
 * core: causal-plus                    # unless said otherwise
 * durability: everysec                 # unless said otherwise
 * store:
 *   - {host: 10.0.0.11}
 *   - {host: 10.0.0.12, ssh: admin@vm2, port: 7001, peer-port: 7101, data: /var/tmp}
 *   - {host: 10.0.0.13, running: true}
 * generators:
 *   - {host: 10.0.0.21, processes: 2}
 * cost: {currency: USD, store-per-hour: 0.10, generator-per-hour: 0.05}
 * }</pre>
 */
public final class InventoryReader {
    private static final int PORT_MAX = 65_535;

    private InventoryReader() {}

    /**
     * Reads {@code file}.
     *
     * @throws IOException naming the file and what is wrong with it
     */
    public static Inventory read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IOException("the inventory " + file + " does not exist; name a file in YAML or JSON", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("the inventory " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Reads {@code text}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Inventory parse(String text) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no YAML: " + e.getOriginalMessage(), e);
        }
        require(
                root,
                "the inventory",
                Set.of("ssh", "espalier", "core", "durability", "store", "generators", "kubernetes", "cost"));
        Inventory.Kubernetes kubernetes = root.has("kubernetes") ? KubernetesSection.parse(root) : null;
        List<StoreHost> store = new ArrayList<>();
        for (JsonNode host : kubernetes != null && kubernetes.nodes() > 0 ? List.<JsonNode>of() : list(root, "store")) {
            require(host, "a host of the store", Set.of("host", "ssh", "port", "peer-port", "data", "running"));
            String name = name(host);
            store.add(new StoreHost(
                    name,
                    host.path("ssh").asString(name),
                    number(host, "port", 7001, PORT_MAX),
                    number(host, "peer-port", 7101, PORT_MAX),
                    host.path("data").asString("/var/tmp"),
                    host.path("running").asBoolean(false)));
        }
        List<GeneratorHost> generators = new ArrayList<>();
        for (JsonNode host : kubernetes != null ? List.<JsonNode>of() : list(root, "generators")) {
            require(host, "a host of generators", Set.of("host", "ssh", "processes"));
            String name = name(host);
            generators.add(
                    new GeneratorHost(name, host.path("ssh").asString(name), number(host, "processes", 1, 1_000)));
        }
        List<String> ssh = new ArrayList<>();
        root.path("ssh").forEach(part -> ssh.add(part.asString("")));
        return new Inventory(
                ssh.isEmpty() ? List.of("ssh", "-o", "BatchMode=yes") : ssh,
                root.path("espalier").asString("/opt/espalier/espalier"),
                root.path("core").asString("causal-plus"),
                root.path("durability").asString("everysec"),
                store,
                generators,
                kubernetes,
                cost(root.path("cost")));
    }

    private static @Nullable Cost cost(JsonNode cost) {
        if (cost.isMissingNode()) {
            return null;
        }
        require(cost, "cost", Set.of("currency", "store-per-hour", "generator-per-hour"));
        double store = cost.path("store-per-hour").asDouble(-1);
        double generator = cost.path("generator-per-hour").asDouble(-1);
        if (store < 0 || generator < 0) {
            throw new IllegalArgumentException("cost needs store-per-hour and generator-per-hour, 0 or more");
        }
        return new Cost(cost.path("currency").asString(""), store, generator);
    }

    private static JsonNode list(JsonNode root, String member) {
        JsonNode list = root.path(member);
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException("it has no hosts under \"" + member + "\"; give a list such as \""
                    + member + ": [{host: 10.0.0.11}]\"");
        }
        return list;
    }

    static void require(JsonNode node, String what, Set<String> allowed) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(
                    what + " should have some of " + new TreeSet<>(allowed) + ", and is " + node);
        }
        for (String member : node.propertyNames()) {
            if (!allowed.contains(member)) {
                throw new IllegalArgumentException(
                        what + " does not know \"" + member + "\"; it knows " + new TreeSet<>(allowed));
            }
        }
    }

    private static String name(JsonNode host) {
        String name = host.path("host").asString("");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the entry " + host + " has no \"host\"");
        }
        return name;
    }

    static int number(JsonNode of, String member, int otherwise, int most) {
        JsonNode value = of.path(member);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt() || value.asInt() < 1 || value.asInt() > most) {
            throw new IllegalArgumentException("\"" + member + "\" is " + value + "; give a number from 1 to " + most);
        }
        return value.asInt();
    }
}
