package dev.espalier.bench.remote;

import dev.espalier.bench.remote.Inventory.Kubernetes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an inventory says of a cluster of Kubernetes. */
final class KubernetesSection {
    private static final int PODS_MAX = 1_000;
    /** What Kubernetes takes for a label's value and a part of a host name; room is left for what is added to it. */
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,40}[a-z0-9])?");

    private KubernetesSection() {}

    /**
     * The cluster of an inventory that has one.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static Kubernetes parse(JsonNode inventory) {
        JsonNode section = inventory.path("kubernetes");
        InventoryReader.require(
                section,
                "kubernetes",
                Set.of(
                        "kubectl",
                        "helm",
                        "namespace",
                        "image",
                        "chart",
                        "release",
                        "nodes",
                        "values",
                        "generators",
                        "generator-resources",
                        "generator-node-selector"));
        for (String other : List.of("ssh", "espalier", "generators")) {
            if (inventory.has(other)) {
                throw new IllegalArgumentException("\"" + other + "\" is of hosts that a shell reaches, and does not go"
                        + " with \"kubernetes\"; generators are a number there");
            }
        }
        int nodes = section.has("nodes") ? InventoryReader.number(section, "nodes", 0, PODS_MAX) : 0;
        if (nodes > 0 && inventory.has("store")) {
            throw new IllegalArgumentException(
                    "\"nodes\" of kubernetes installs a store and \"store\" names another; give one of them");
        }
        for (JsonNode host : inventory.path("store")) {
            if (!host.path("running").asBoolean(false)) {
                throw new IllegalArgumentException(
                        "the host " + host.path("host").asString("")
                                + " of the store has to run already (running: true) where the generators are in Kubernetes");
            }
        }
        String image = section.path("image").asString("");
        if (image.isEmpty()) {
            throw new IllegalArgumentException("kubernetes needs the \"image\" of nodes and generators");
        }
        return new Kubernetes(
                command(section, "kubectl"),
                command(section, "helm"),
                name(section, "namespace", "default"),
                image,
                section.path("chart").asString("deploy/helm/espalier"),
                name(section, "release", "espalier-bench"),
                nodes,
                object(section, "values"),
                InventoryReader.number(section, "generators", 1, PODS_MAX),
                object(section, "generator-resources"),
                object(section, "generator-node-selector"));
    }

    private static List<String> command(JsonNode section, String member) {
        List<String> words = new ArrayList<>();
        section.path(member).forEach(word -> words.add(word.asString("")));
        return words.isEmpty() ? List.of(member) : words;
    }

    private static String name(JsonNode section, String member, String otherwise) {
        String name = section.path(member).asString(otherwise);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + member + "\" is '" + name
                    + "'; Kubernetes wants small letters, digits and hyphens, at most 42, a letter first");
        }
        return name;
    }

    private static ObjectNode object(JsonNode section, String member) {
        JsonNode value = section.path(member);
        if (value.isMissingNode()) {
            return JsonMapper.builder().build().createObjectNode();
        }
        if (!(value instanceof ObjectNode object)) {
            throw new IllegalArgumentException("\"" + member + "\" should be an object, and is " + value);
        }
        return object;
    }
}
