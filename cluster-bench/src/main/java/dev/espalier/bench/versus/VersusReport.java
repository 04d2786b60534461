package dev.espalier.bench.versus;

import dev.espalier.bench.program.Spread;
import dev.espalier.bench.report.Bootstrap;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.HtmlPage;
import dev.espalier.bench.report.JsonReport;
import dev.espalier.bench.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the contests came to, as text, JSON and a page.
 *
 * @param results in the order in which they ran
 * @param command the command line that ran them
 * @param environment the machine
 * @param facts what both sides were, name to value
 */
public record VersusReport(
        List<ContestResult> results, String command, Environment environment, Map<String, String> facts) {
    private static final String EXPLANATION =
            "Rounds alternate between the two, the order changing from round to round."
                    + " The ratio is the store's rate over Redis's: above 1 the store is faster. Its interval is by bootstrap over the"
                    + " rounds. Lag is how long after a round until all servers had everything. Puts go to every server that"
                    + " takes them, which of Redis is the primary alone; gets to all.";

    public VersusReport {
        results = List.copyOf(results);
        facts = new LinkedHashMap<>(facts);
    }

    private static final List<String> TITLES = List.of(
            "contest",
            "Redis, ops/s",
            "store, ops/s",
            "ratio, median",
            "least",
            "most",
            "of means, 95 % interval",
            "lag, Redis",
            "lag, store");

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (ContestResult result : results) {
            Spread ratio = result.ratio();
            Bootstrap.Ratio means = result.ratioOfMeans();
            rows.add(List.of(
                    result.contest().title(),
                    count(Spread.of(result.redis()).median()),
                    count(Spread.of(result.ours()).median()),
                    share(ratio.median()),
                    share(ratio.min()),
                    share(ratio.max()),
                    share(means.value()) + " (" + share(means.low()) + " to " + share(means.high()) + ")",
                    lag(result.redisLagSeconds()),
                    lag(result.oursLagSeconds())));
        }
        return rows;
    }

    /** A table, a row for each contest. */
    public String text() {
        List<List<String>> all = new ArrayList<>(List.of(TITLES));
        all.addAll(rows());
        return TextTable.of(all) + EXPLANATION + "\n";
    }

    /** A page of its own. */
    public String html() {
        return new HtmlPage("The store beside Redis")
                .command(command)
                .table(TITLES, rows())
                .explanation(EXPLANATION)
                .heading("Machine and configuration")
                .facts(machine())
                .facts(facts)
                .end();
    }

    private Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processors", Integer.toString(environment.cores()));
        machine.put("memory bytes", Long.toString(environment.memoryBytes()));
        machine.put("system", environment.system());
        machine.put("java", environment.java());
        return machine;
    }

    /** Every round. */
    public ObjectNode json() {
        ObjectNode root = JsonReport.empty();
        root.put("command", command);
        root.set("environment", JsonReport.environment(environment));
        ObjectNode configuration = root.putObject("configuration");
        facts.forEach(configuration::put);
        ArrayNode contests = root.putArray("contests");
        for (ContestResult result : results) {
            ObjectNode node = contests.addObject()
                    .put("nodes", result.contest().nodes())
                    .put("operation", result.contest().puts() ? "SET" : "GET")
                    .put("pipeline", result.contest().pipeline());
            array(node, "redis_operations_per_second", result.redis());
            array(node, "store_operations_per_second", result.ours());
            array(node, "redis_lag_seconds", result.redisLagSeconds());
            array(node, "store_lag_seconds", result.oursLagSeconds());
            Spread ratio = result.ratio();
            node.putObject("ratio")
                    .put("median", ratio.median())
                    .put("min", ratio.min())
                    .put("max", ratio.max());
            Bootstrap.Ratio means = result.ratioOfMeans();
            node.putObject("ratio_of_means")
                    .put("value", means.value())
                    .put("low", means.low())
                    .put("high", means.high());
        }
        return root;
    }

    private static void array(ObjectNode node, String name, List<Double> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }

    private static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String lag(List<Double> seconds) {
        return String.format(Locale.ROOT, "%.3f s", Spread.of(seconds).median());
    }
}
