package dev.espalier.bench.report;

import dev.espalier.bench.load.Interval;
import dev.espalier.bench.load.LatencyReport.Point;
import dev.espalier.bench.nemesis.FaultBand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of a run, read back from its JSON: what reports and comparisons are made of.
 *
 * @param name what to call it; may be empty
 * @param command the exact command; empty if unknown
 * @param environment the machine
 * @param configuration what was asked for
 * @param kinds the table of kinds of operation, in order; the last is all of them together
 * @param openLoop whether latency counts from when operations were due
 * @param intervals the course of the run
 * @param faults what was done to the store meanwhile
 * @param notes what held the generator or the store back
 * @param verdict what the checker said; empty if it was not asked
 */
public record BenchResult(
        String name,
        String command,
        Map<String, String> environment,
        Map<String, String> configuration,
        List<Kind> kinds,
        boolean openLoop,
        List<Interval> intervals,
        List<FaultBand> faults,
        List<String> notes,
        String verdict) {
    public BenchResult {
        kinds = List.copyOf(kinds);
        intervals = List.copyOf(intervals);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /**
     * The operations of one kind.
     *
     * @param name in the plural
     * @param operations answered without error
     * @param errors answered with an error
     * @param operationsPerSecond answered without error
     * @param latency from when they were meant to be sent
     * @param service from when they were sent
     */
    public record Kind(
            String name, long operations, long errors, double operationsPerSecond, Latency latency, Latency service) {}

    /**
     * Latencies in microseconds.
     *
     * @param percentiles by name, from p50 to max
     * @param curve the whole distribution
     */
    public record Latency(Map<String, Double> percentiles, List<Point> curve) {}

    /** The whole run: the last of {@link #kinds}. */
    public Kind all() {
        return kinds.getLast();
    }

    /**
     * Reads a file that {@code espalier bench --json} wrote.
     *
     * @param name what to call it
     * @throws IOException naming the file, if it cannot be read or is none such
     */
    public static BenchResult read(String name, Path file) throws IOException {
        JsonNode root;
        try {
            root = JsonMapper.builder().build().readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IOException("result " + file + " does not exist; write one with `espalier bench --json`", e);
        } catch (JacksonException e) {
            throw new IOException(
                    "result " + file + " is no JSON: " + e.getOriginalMessage()
                            + "; write it with `espalier bench --json`",
                    e);
        }
        if (!root.path("all").path("operations").isNumber()
                || !root.path("intervals").isArray()) {
            throw new IOException("result " + file + " has no figures of a run; write it with `espalier bench --json`");
        }
        return of(name, root);
    }

    /** Takes the result from its JSON. */
    public static BenchResult of(String name, JsonNode root) {
        List<Kind> kinds = new ArrayList<>();
        for (String member : List.of("gets", "puts", "deletes", "inserts", "read_modify_writes", "all")) {
            JsonNode node = root.path(member);
            if (member.equals("all")
                    || node.path("operations").asLong(0) + node.path("errors").asLong(0) > 0) {
                kinds.add(kind(member.replace('_', ' '), node));
            }
        }
        List<Interval> intervals = new ArrayList<>();
        for (JsonNode node : root.path("intervals")) {
            intervals.add(new Interval(
                    node.path("start_seconds").asDouble(0),
                    node.path("seconds").asDouble(0),
                    node.path("operations").asLong(0),
                    node.path("errors").asLong(0),
                    node.path("p50_us").asDouble(0),
                    node.path("p99_us").asDouble(0),
                    node.path("max_us").asDouble(0)));
        }
        List<FaultBand> faults = new ArrayList<>();
        for (JsonNode node : root.path("faults")) {
            faults.add(new FaultBand(
                    node.path("start_seconds").asDouble(0),
                    node.path("end_seconds").asDouble(0),
                    node.path("fault").asString("")));
        }
        List<String> notes = new ArrayList<>();
        root.path("generator").path("limits").forEach(limit -> notes.add(limit.asString("")));
        long unsent = root.path("unsent").asLong(0);
        if (unsent > 0) {
            notes.add(unsent + " operations were due and not sent by the end: the store did not keep up");
        }
        root.path("errors")
                .forEach(error -> notes.add("error " + error.path("kind").asString("") + " x "
                        + error.path("count").asLong(0) + ", first: "
                        + error.path("first_message").asString("")));
        return new BenchResult(
                name,
                root.path("command").asString(""),
                members(root.path("environment")),
                members(root.path("configuration")),
                kinds,
                root.path("configuration").path("pace").asString("").equals("open"),
                intervals,
                faults,
                notes,
                verdict(root.path("verdict")));
    }

    private static String verdict(JsonNode verdict) {
        if (verdict.isMissingNode()) {
            return "";
        }
        return verdict.path("causal_plus").asBoolean(false)
                ? "causal+: yes, of " + verdict.path("operations").asLong(0) + " operations"
                : "causal+: NO, " + verdict.path("violations");
    }

    private static Kind kind(String name, JsonNode node) {
        return new Kind(
                name,
                node.path("operations").asLong(0),
                node.path("errors").asLong(0),
                node.path("operations_per_second").asDouble(0),
                latency(node.path("latency_us")),
                latency(node.path("service_us")));
    }

    private static Latency latency(JsonNode node) {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        for (String member : List.of("p50", "p90", "p95", "p99", "p99_9", "p99_99", "max")) {
            percentiles.put(member.replace('_', '.'), node.path(member).asDouble(0));
        }
        List<Point> curve = new ArrayList<>();
        for (JsonNode point : node.path("curve")) {
            curve.add(new Point(point.path(0).asDouble(0), point.path(1).asDouble(0)));
        }
        return new Latency(percentiles, curve);
    }

    private static Map<String, String> members(JsonNode node) {
        Map<String, String> members = new LinkedHashMap<>();
        node.properties()
                .forEach(member -> members.put(
                        member.getKey(),
                        member.getValue().isValueNode()
                                ? member.getValue().asString()
                                : member.getValue().toString()));
        return members;
    }
}
