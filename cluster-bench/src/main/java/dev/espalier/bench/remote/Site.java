package dev.espalier.bench.remote;

import dev.espalier.bench.remote.Inventory.Cost;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import tools.jackson.databind.JsonNode;

/** What a report tells of where a bench ran. */
public final class Site {
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double MILLION = 1e6;

    private Site() {}

    /**
     * Hosts and cost, name to value.
     *
     * @param environments what the generators' machines are
     * @param operationsPerSecond what was measured
     */
    public static Map<String, String> facts(
            Inventory inventory, Map<String, JsonNode> environments, double operationsPerSecond) {
        Map<String, String> facts = new LinkedHashMap<>();
        Inventory.Kubernetes cluster = inventory.kubernetes();
        if (cluster != null) {
            facts.put("cluster", "Kubernetes, namespace " + cluster.namespace() + ", image " + cluster.image());
        }
        if (cluster != null && cluster.nodes() > 0) {
            facts.put("nodes", cluster.nodes() + " by the chart " + cluster.chart());
        }
        int number = 1;
        for (Inventory.StoreHost host : inventory.store()) {
            facts.put("node " + number++, host.host() + ":" + host.port() + (host.running() ? ", ran already" : ""));
        }
        for (Entry<String, JsonNode> generator : environments.entrySet()) {
            JsonNode machine = generator.getValue();
            facts.put(
                    generator.getKey(),
                    machine.path("cores").asInt(0) + " processors, "
                            + machine.path("memory_bytes").asLong(0) / (1 << 20) + " MiB, "
                            + machine.path("system").asString("") + ", Java "
                            + machine.path("java").asString(""));
        }
        Cost cost = inventory.cost();
        if (cost != null) {
            double store = inventory.storeSize() * cost.storePerHour();
            double hour = store + inventory.generatorSize() * cost.generatorPerHour();
            facts.put("cost of an hour of all hosts", money(hour, cost));
            if (operationsPerSecond > 0) {
                facts.put(
                        "cost of a million operations at the hosts of the store",
                        money(store / (operationsPerSecond * SECONDS_PER_HOUR / MILLION), cost));
            }
        }
        return facts;
    }

    private static String money(double value, Cost cost) {
        return String.format(Locale.ROOT, "%.4g %s", value, cost.currency()).strip();
    }
}
