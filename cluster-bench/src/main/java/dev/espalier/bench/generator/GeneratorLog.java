package dev.espalier.bench.generator;

import dev.espalier.bench.load.LoadShare;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.load.ShareCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What a generator wrote that nobody listened to: its events, and whatever else was said on the same stream. */
public final class GeneratorLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LINES_SHOWN = 20;

    private final List<JsonNode> events;
    private final List<String> other;

    private GeneratorLog(List<JsonNode> events, List<String> other) {
        this.events = events;
        this.other = other;
    }

    /** Reads a log; lines that are no events are kept for errors. */
    public static GeneratorLog of(String text) {
        List<JsonNode> events = new ArrayList<>();
        List<String> other = new ArrayList<>();
        text.lines().forEach(line -> {
            if (line.startsWith("{\"event\"")) {
                try {
                    events.add(JSON.readTree(line));
                    return;
                } catch (JacksonException e) {
                    // Half a line: shown as what it is.
                }
            }
            other.add(line);
        });
        return new GeneratorLog(events, other);
    }

    private @Nullable JsonNode last(String name) {
        return events.reversed().stream()
                .filter(event -> event.path("event").asString("").equals(name))
                .findFirst()
                .orElse(null);
    }

    /** What machine it ran on. */
    public JsonNode environment() {
        JsonNode ready = last(GeneratorWorker.READY);
        return ready == null ? MissingNode.getInstance() : ready.path("environment");
    }

    /**
     * What it measured.
     *
     * @param place where it ran, for the error
     * @throws GeneratorFailedException if the log does not have it
     */
    public LoadShare share(String place) throws GeneratorFailedException {
        JsonNode done = last(GeneratorWorker.DONE);
        if (done == null) {
            throw failure(place);
        }
        return ShareCodec.decode(done.path("share"));
    }

    /** Why it failed, as far as the log tells. */
    public GeneratorFailedException failure(String place) {
        JsonNode failed = last(GeneratorWorker.FAILED);
        String why = failed != null
                ? failed.path("message").asString("")
                : "it left no result, having said: "
                        + (other.isEmpty()
                                ? "nothing"
                                : String.join(
                                        "\n", other.subList(Math.max(0, other.size() - LINES_SHOWN), other.size())));
        return new GeneratorFailedException("the generator at " + place + " failed: " + why, null);
    }

    /** How far generators are together of whose logs these lines are the last; {@code null} if none tells. */
    public static ProgressListener.@Nullable Progress progress(String lines) {
        List<JsonNode> latest = of(lines).events.stream()
                .filter(event -> event.path("event").asString("").equals(GeneratorWorker.PROGRESS))
                .toList();
        return latest.isEmpty() ? null : Generators.together(latest);
    }
}
