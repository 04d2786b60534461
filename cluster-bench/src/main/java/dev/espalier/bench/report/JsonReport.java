package dev.espalier.bench.report;

import dev.espalier.bench.check.OperationView;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.load.ConvergenceReport;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.KeyChoice;
import dev.espalier.bench.load.KindReport;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import java.time.Duration;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports as JSON. Names end with their unit. The tree is built by hand so that the format stays what it is when a class
 * inside changes.
 */
public final class JsonReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    /** What a run measured, with its configuration and the machine it ran on. */
    public static ObjectNode of(LoadReport report, Environment environment) {
        ObjectNode root = JSON.createObjectNode();
        root.set("environment", environment(environment));
        root.set("configuration", configuration(report.config()));
        root.put("key_prefix_used", report.keySpace().prefix());
        root.put("elapsed_seconds", seconds(report.elapsed()));
        root.put("operations", report.operations());
        root.put("operations_per_second", report.operationsPerSecond());
        root.set("gets", kind(report.gets()));
        root.set("puts", kind(report.puts()));
        ArrayNode targets = root.putArray("targets");
        report.targets()
                .forEach(target -> targets.addObject()
                        .put("target", target.target().toString())
                        .put("operations", target.operations())
                        .put("operations_per_second", target.operationsPerSecond()));
        ArrayNode errors = root.putArray("errors");
        report.errors()
                .forEach(error -> errors.addObject()
                        .put("kind", error.kind().name())
                        .put("count", error.count())
                        .put("first_message", error.firstMessage()));
        return root;
    }

    /** What the checker found. */
    public static ObjectNode of(Verdict verdict) {
        ObjectNode root = JSON.createObjectNode();
        root.put("causal_plus", verdict.passed());
        root.put("operations", verdict.operations());
        root.put("sessions", verdict.sessions());
        root.put("keys", verdict.keys());
        root.put("elapsed_seconds", seconds(verdict.elapsed()));
        ObjectNode counts = root.putObject("violations");
        verdict.counts().forEach((kind, count) -> counts.put(kind.name(), count));
        ArrayNode details = root.putArray("details");
        verdict.details().forEach(violation -> {
            ObjectNode node = details.addObject();
            node.put("kind", violation.kind().name());
            node.put("explanation", violation.explanation());
            ArrayNode operations = node.putArray("operations");
            violation.operations().forEach(operation -> operations.add(operation(operation)));
        });
        return root;
    }

    /** Whether the targets answered alike. */
    public static ObjectNode of(ConvergenceReport report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("converged", report.converged());
        root.put("keys", report.keys());
        root.put("differing", report.differing());
        root.put("elapsed_seconds", seconds(report.elapsed()));
        ArrayNode examples = root.putArray("examples");
        report.examples().forEach(example -> {
            ObjectNode node = examples.addObject();
            node.put("key", example.key());
            ArrayNode answers = node.putArray("answers");
            example.answers().forEach(answers::add);
        });
        return root;
    }

    /** The text of a report, indented. */
    public static String text(ObjectNode report) {
        return JSON.writeValueAsString(report) + "\n";
    }

    /** The machine. */
    public static ObjectNode environment(Environment environment) {
        return JSON.createObjectNode()
                .put("cores", environment.cores())
                .put("memory_bytes", environment.memoryBytes())
                .put("system", environment.system())
                .put("java", environment.java());
    }

    private static ObjectNode configuration(LoadConfig config) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode targets = node.putArray("targets");
        config.targets().forEach(target -> targets.add(target.toString()));
        node.put("connections", config.connections());
        node.put("pipeline", config.pipeline());
        node.put("put_percent", config.putPercent());
        node.put("keys", config.keys());
        node.put("value_bytes", config.valueBytes());
        switch (config.keyChoice()) {
            case KeyChoice.Uniform() -> node.put("key_choice", "uniform");
            case KeyChoice.Zipfian(double exponent) ->
                node.put("key_choice", "zipfian").put("zipfian_exponent", exponent);
        }
        switch (config.extent()) {
            case Extent.For(Duration duration) -> node.put("duration_seconds", seconds(duration));
            case Extent.Operations(long count) -> node.put("operations", count);
        }
        node.put("warm_up_seconds", seconds(config.warmUp()));
        node.put("threads", config.threads());
        node.put("seed", config.seed());
        node.put("key_prefix", config.keyPrefix());
        node.put("reply_timeout_seconds", seconds(config.replyTimeout()));
        return node;
    }

    private static ObjectNode kind(KindReport kind) {
        ObjectNode node = JSON.createObjectNode();
        node.put("operations", kind.operations());
        node.put("errors", kind.errors());
        node.put("operations_per_second", kind.operationsPerSecond());
        node.putObject("latency_us")
                .put("p50", kind.latencyMicros().p50())
                .put("p90", kind.latencyMicros().p90())
                .put("p99", kind.latencyMicros().p99())
                .put("p99_9", kind.latencyMicros().p999())
                .put("max", kind.latencyMicros().max());
        return node;
    }

    private static ObjectNode operation(OperationView operation) {
        return JSON.createObjectNode()
                .put("kind", operation.write() ? "put" : "get")
                .put("session", operation.session())
                .put("index", operation.index())
                .put("key", operation.key())
                .put("value", operation.value());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
