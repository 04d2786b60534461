package dev.espalier.bench.report;

import dev.espalier.bench.check.Guarantee;
import dev.espalier.bench.check.GuaranteeChecker;
import dev.espalier.bench.check.GuaranteeVerdict;
import dev.espalier.bench.check.OperationView;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.check.Violation;
import dev.espalier.bench.load.ConvergenceReport;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.GeneratorReport;
import dev.espalier.bench.load.KeyChoice;
import dev.espalier.bench.load.KindReport;
import dev.espalier.bench.load.LatencyReport;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.Objective;
import dev.espalier.bench.load.OperationKind;
import dev.espalier.bench.load.OperationMix;
import dev.espalier.bench.load.Pace;
import dev.espalier.bench.load.RateSearch;
import dev.espalier.bench.nemesis.FaultBand;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
        report.kinds().forEach((kind, of) -> {
            if (kind != OperationKind.GET && kind != OperationKind.PUT) {
                root.set(kind.name().toLowerCase(Locale.ROOT) + "s", kind(of));
            }
        });
        root.set("all", kind(report.all()));
        root.put("unsent", report.unsent());
        root.set("generator", generator(report.generator()));
        ArrayNode intervals = root.putArray("intervals");
        report.intervals()
                .forEach(interval -> intervals
                        .addObject()
                        .put("start_seconds", interval.startSeconds())
                        .put("seconds", interval.seconds())
                        .put("operations", interval.operations())
                        .put("operations_per_second", interval.operationsPerSecond())
                        .put("errors", interval.errors())
                        .put("p50_us", interval.p50())
                        .put("p99_us", interval.p99())
                        .put("max_us", interval.max()));
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

    /** What a search for a rate came to. */
    public static ObjectNode of(RateSearch.Outcome outcome, Objective objective) {
        ObjectNode root = JSON.createObjectNode();
        root.put("percentile", objective.percentile().title());
        root.put("limit_us", objective.limitMicros());
        root.put("operations_per_second", outcome.rate());
        if (!Double.isInfinite(outcome.lowestMissed())) {
            root.put("lowest_missed", outcome.lowestMissed());
        }
        ArrayNode steps = root.putArray("steps");
        outcome.steps()
                .forEach(step -> steps.addObject()
                        .put("purpose", step.purpose().name().toLowerCase(Locale.ROOT))
                        .put("rate", step.rate())
                        .put("reached", step.reached())
                        .put("latency_us", step.micros())
                        .put("met", step.met())
                        .put("obstacle", step.obstacle()));
        return root;
    }

    /** A report without anything in it. */
    public static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    /** What was done to a store while it was loaded. */
    public static ArrayNode faults(List<FaultBand> bands) {
        ArrayNode array = JSON.createArrayNode();
        bands.forEach(band -> array.addObject()
                .put("start_seconds", band.startSeconds())
                .put("end_seconds", band.endSeconds())
                .put("fault", band.fault()));
        return array;
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
        root.set("details", violations(verdict.details()));
        return root;
    }

    /** What the checker found, with {@code asked} by name. */
    public static ObjectNode of(GuaranteeChecker.Outcome outcome, List<Guarantee> asked) {
        ObjectNode root = of(outcome.verdict());
        ObjectNode guarantees = root.putObject("guarantees");
        for (Guarantee guarantee : asked) {
            GuaranteeVerdict found = outcome.of(guarantee);
            guarantees
                    .putObject(guarantee.flag())
                    .put("holds", found.holds())
                    .put("violations", found.violations())
                    .set("details", violations(found.details()));
        }
        root.put("only_together", outcome.together());
        return root;
    }

    private static ArrayNode violations(List<Violation> violations) {
        ArrayNode details = JSON.createArrayNode();
        violations.forEach(violation -> {
            ObjectNode node = details.addObject();
            node.put("kind", violation.kind().name());
            node.put("explanation", violation.explanation());
            ArrayNode operations = node.putArray("operations");
            violation.operations().forEach(operation -> operations.add(operation(operation)));
        });
        return details;
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
        OperationMix mix = config.mix();
        node.put("get_percent", mix.gets());
        node.put("put_percent", mix.puts());
        node.put("delete_percent", mix.deletes());
        node.put("insert_percent", mix.inserts());
        node.put("read_modify_write_percent", mix.readModifyWrites());
        node.put("scan_percent", mix.scans());
        node.put("keys", config.keys());
        node.put("value_bytes", config.valueSizes().toString());
        node.put("preload", config.preload());
        switch (config.keyChoice()) {
            case KeyChoice.Uniform() -> node.put("key_choice", "uniform");
            case KeyChoice.Zipfian(double exponent) ->
                node.put("key_choice", "zipfian").put("zipfian_exponent", exponent);
            case KeyChoice.Latest(double exponent) ->
                node.put("key_choice", "latest").put("zipfian_exponent", exponent);
        }
        switch (config.pace()) {
            case Pace.Closed() -> node.put("pace", "closed");
            case Pace.Open(double from, double to, Pace.Arrivals arrivals) ->
                node.put("pace", "open")
                        .put("rate_from", from)
                        .put("rate_to", to)
                        .put("arrivals", arrivals.name().toLowerCase(Locale.ROOT));
        }
        node.put("hop", config.hop());
        switch (config.extent()) {
            case Extent.For(Duration duration) -> node.put("duration_seconds", seconds(duration));
            case Extent.Operations(long count) -> node.put("operations", count);
        }
        node.put("warm_up_seconds", seconds(config.warmUp()));
        node.put("threads", config.threads());
        node.put("seed", config.seed());
        node.put("key_prefix", config.keyPrefix());
        node.put("reply_timeout_seconds", seconds(config.replyTimeout()));
        node.put("reconnect", config.reconnect());
        return node;
    }

    private static ObjectNode kind(KindReport kind) {
        ObjectNode node = JSON.createObjectNode();
        node.put("operations", kind.operations());
        node.put("errors", kind.errors());
        node.put("operations_per_second", kind.operationsPerSecond());
        node.set("latency_us", latency(kind.latencyMicros()));
        node.set("service_us", latency(kind.serviceMicros()));
        return node;
    }

    private static ObjectNode latency(LatencyReport latency) {
        ObjectNode node = JSON.createObjectNode()
                .put("p50", latency.p50())
                .put("p90", latency.p90())
                .put("p95", latency.p95())
                .put("p99", latency.p99())
                .put("p99_9", latency.p999())
                .put("p99_99", latency.p9999())
                .put("max", latency.max());
        ArrayNode curve = node.putArray("curve");
        latency.curve()
                .forEach(point -> curve.addArray().add(point.percentile()).add(point.micros()));
        return node;
    }

    private static ObjectNode generator(GeneratorReport generator) {
        ObjectNode node = JSON.createObjectNode()
                .put("busiest_thread", generator.busiestThread())
                .put("processors", generator.processors())
                .put("machine", generator.machine())
                .put("saturated", generator.saturated());
        node.set("lag_us", latency(generator.lagMicros()));
        ArrayNode limits = node.putArray("limits");
        generator.limits().forEach(limits::add);
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
