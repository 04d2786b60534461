package dev.espalier.bench.load;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shares as JSON, to travel from a generator to whoever merges them. Histograms are in the compressed base64 form of
 * HdrHistogram's logs.
 */
public final class ShareCodec {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ShareCodec() {}

    /** As JSON. */
    public static ObjectNode encode(LoadShare share) {
        ObjectNode root = JSON.createObjectNode()
                .put("key_prefix", share.keySpace().prefix())
                .put("keys", share.keySpace().count())
                .put("key_digits", share.keySpace().digits())
                .put("elapsed_ns", share.elapsedNanos())
                .put("lag", text(HistogramBytes.of(share.lag())))
                .put("unsent", share.unsent())
                .put("busiest_thread", share.busiestThread())
                .put("processors", share.processors())
                .put("machine", share.machine());
        for (OperationKind kind : OperationKind.values()) {
            root.putObject(kind.name())
                    .put("response", text(HistogramBytes.of(histogram(share.response(), kind))))
                    .put("service", text(HistogramBytes.of(histogram(share.service(), kind))))
                    .put("failed", share.failed().getOrDefault(kind, 0L));
        }
        ArrayNode targets = root.putArray("targets");
        share.ofTarget().forEach(targets::add);
        ArrayNode intervals = root.putArray("intervals");
        share.intervals().forEach(part -> {
            Interval interval = part.interval();
            intervals
                    .addObject()
                    .put("start_seconds", interval.startSeconds())
                    .put("seconds", interval.seconds())
                    .put("operations", interval.operations())
                    .put("errors", interval.errors())
                    .put("latencies", text(part.latencies()));
        });
        ArrayNode errors = root.putArray("errors");
        share.errors()
                .forEach(error -> errors.addObject()
                        .put("kind", error.kind().name())
                        .put("count", error.count())
                        .put("first_message", error.firstMessage()));
        return root;
    }

    /**
     * Reads what {@link #encode} made.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static LoadShare decode(JsonNode root) {
        Map<OperationKind, Histogram> response = new EnumMap<>(OperationKind.class);
        Map<OperationKind, Histogram> service = new EnumMap<>(OperationKind.class);
        Map<OperationKind, Long> failed = new EnumMap<>(OperationKind.class);
        for (OperationKind kind : OperationKind.values()) {
            JsonNode of = root.path(kind.name());
            response.put(kind, HistogramBytes.parse(bytes(of, "response")));
            service.put(kind, HistogramBytes.parse(bytes(of, "service")));
            failed.put(kind, of.path("failed").asLong(0));
        }
        List<Long> targets = new ArrayList<>();
        root.path("targets").forEach(target -> targets.add(target.asLong(0)));
        List<LoadShare.IntervalShare> intervals = new ArrayList<>();
        for (JsonNode node : root.path("intervals")) {
            intervals.add(new LoadShare.IntervalShare(
                    new Interval(
                            node.path("start_seconds").asDouble(0),
                            node.path("seconds").asDouble(0),
                            node.path("operations").asLong(0),
                            node.path("errors").asLong(0),
                            0,
                            0,
                            0),
                    bytes(node, "latencies")));
        }
        List<ErrorReport> errors = new ArrayList<>();
        for (JsonNode node : root.path("errors")) {
            errors.add(new ErrorReport(
                    ErrorKind.valueOf(node.path("kind").asString("")),
                    node.path("count").asLong(0),
                    node.path("first_message").asString("")));
        }
        return new LoadShare(
                new KeySpace(
                        root.path("key_prefix").asString(""),
                        root.path("keys").asInt(0),
                        root.path("key_digits").asInt(0)),
                root.path("elapsed_ns").asLong(0),
                response,
                service,
                HistogramBytes.parse(bytes(root, "lag")),
                failed,
                root.path("unsent").asLong(0),
                targets,
                intervals,
                root.path("busiest_thread").asDouble(0),
                root.path("processors").asDouble(0),
                root.path("machine").asDouble(-1),
                errors);
    }

    private static Histogram histogram(Map<OperationKind, Histogram> from, OperationKind kind) {
        Histogram found = from.get(kind);
        return found == null ? Measurements.histogram() : found;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(JsonNode of, String member) {
        return Base64.getDecoder().decode(of.path(member).asString(""));
    }
}
