package dev.espalier.bench.nemesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a schedule from YAML, of which JSON is a part:
 *
 * <pre>{@code
 * faults:
 *   - {at: 2s, for: 3s, kill: 1}
 *   - {at: 7s, for: 500ms, pause: 2}
 *   - {at: 9s, for: 4s, partition: {from: 1, to: [2, 3]}}
 *   - {at: 9s, for: 4s, partition: {from: 1, to: 2, one-way: true}}
 *   - {at: 14s, for: 4s, partition: {from: 1, to: [2, 3], flapping: 200ms}}
 *   - {at: 19s, for: 4s, delay: {from: 1, to: [2, 3], by: 50ms, jitter: 10ms}}
 *   - {at: 24s, for: 4s, loss: {from: 1, to: 2, each: 300ms}}
 *   - {at: 29s, for: 4s, duplication: {from: 1, to: 2, each: 300ms}}
 *   - {at: 34s, for: 4s, clock-skew: {node: 3, by: -20s}}
 *   - {at: 39s, for: 4s, disk-full: 2}
 * }</pre>
 */
public final class ScheduleReader {
    private static final Pattern TIME = Pattern.compile("(-?)(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m)");
    private static final Set<String> TIMES = Set.of("at", "for");

    private final int nodes;

    private ScheduleReader(int nodes) {
        this.nodes = nodes;
    }

    /**
     * Reads {@code file}.
     *
     * @param nodes how many nodes there are
     * @throws IOException naming the file, and the fault and what is wrong with it if it is none such
     */
    public static List<ScheduledFault> read(Path file, int nodes) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("the schedule " + file + " does not exist; name a file, or say random", e);
        }
        try {
            return parse(text, nodes);
        } catch (IllegalArgumentException e) {
            throw new IOException("the schedule " + file + " cannot be followed: " + e.getMessage(), e);
        }
    }

    /**
     * Reads {@code text}.
     *
     * @throws IllegalArgumentException saying what is wrong with which fault
     */
    public static List<ScheduledFault> parse(String text, int nodes) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no YAML: " + e.getOriginalMessage(), e);
        }
        if (!root.path("faults").isArray() || root.path("faults").isEmpty()) {
            throw new IllegalArgumentException("it has no list \"faults\"; begin it with"
                    + " \"faults:\" and a line such as \"  - {at: 2s, for: 3s, kill: 1}\"");
        }
        ScheduleReader reader = new ScheduleReader(nodes);
        List<ScheduledFault> faults = new ArrayList<>();
        int number = 0;
        for (JsonNode entry : root.path("faults")) {
            number++;
            try {
                faults.add(reader.entry(entry));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("fault " + number + " (" + entry + "): " + e.getMessage(), e);
            }
        }
        return faults;
    }

    private ScheduledFault entry(JsonNode entry) {
        List<String> kinds = new ArrayList<>(entry.propertyNames());
        kinds.removeAll(TIMES);
        if (kinds.size() != 1) {
            throw new IllegalArgumentException("it names " + (kinds.isEmpty() ? "no fault" : "more than one: " + kinds)
                    + "; besides at and for it has to have one of " + FaultKind.texts());
        }
        FaultKind kind = FaultKind.parse(kinds.getFirst());
        JsonNode what = entry.path(kind.text());
        return new ScheduledFault(time(entry, "at"), time(entry, "for"), fault(kind, what));
    }

    private Fault fault(FaultKind kind, JsonNode what) {
        return switch (kind) {
            case KILL -> new Fault.Kill(node(what));
            case PAUSE -> new Fault.Pause(node(what));
            case DISK_FULL -> new Fault.DiskFull(node(what));
            case CLOCK_SKEW -> {
                requireMembers(what, Set.of("node", "by"));
                yield new Fault.ClockSkew(node(what.path("node")), time(what, "by"));
            }
            case PARTITION -> {
                requireMembers(what, Set.of("from", "to", "one-way", "flapping"));
                yield new Fault.Partition(
                        route(what, !what.path("one-way").asBoolean(false)),
                        what.has("flapping") ? time(what, "flapping") : Duration.ZERO);
            }
            case DELAY -> {
                requireMembers(what, Set.of("from", "to", "one-way", "by", "jitter"));
                yield new Fault.Delay(
                        route(what, !what.path("one-way").asBoolean(false)),
                        time(what, "by"),
                        what.has("jitter") ? time(what, "jitter") : Duration.ZERO);
            }
            case LOSS -> {
                requireMembers(what, Set.of("from", "to", "one-way", "each"));
                yield new Fault.Loss(route(what, !what.path("one-way").asBoolean(false)), time(what, "each"));
            }
            case DUPLICATION -> {
                requireMembers(what, Set.of("from", "to", "one-way", "each"));
                yield new Fault.Duplication(route(what, !what.path("one-way").asBoolean(false)), time(what, "each"));
            }
        };
    }

    private static void requireMembers(JsonNode what, Set<String> allowed) {
        if (!what.isObject()) {
            throw new IllegalArgumentException("\"" + what + "\" should have some of " + new TreeSet<>(allowed));
        }
        for (String name : what.propertyNames()) {
            if (!allowed.contains(name)) {
                throw new IllegalArgumentException(
                        "it does not know \"" + name + "\"; it knows " + new TreeSet<>(allowed));
            }
        }
    }

    private Fault.Route route(JsonNode what, boolean bothWays) {
        return new Fault.Route(nodes(what, "from"), nodes(what, "to"), bothWays);
    }

    private Set<Integer> nodes(JsonNode what, String member) {
        JsonNode named = what.path(member);
        Set<Integer> found = new TreeSet<>();
        if (named.isArray()) {
            named.forEach(each -> found.add(node(each)));
        } else {
            found.add(node(named));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("\"" + member + "\" names no node");
        }
        return found;
    }

    private int node(JsonNode node) {
        if (!node.isInt() || node.asInt() < 1 || node.asInt() > nodes) {
            throw new IllegalArgumentException(
                    (node.isMissingNode() ? "a node is missing" : "\"" + node + "\" is no node")
                            + "; give a number from 1 to " + nodes);
        }
        return node.asInt();
    }

    private static Duration time(JsonNode of, String member) {
        Matcher matcher = TIME.matcher(of.path(member).asString(""));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + member + "\" "
                    + (of.has(member) ? "is " + of.path(member) + ", which is no time" : "is missing")
                    + "; give one such as 500ms, 3s or 1m");
        }
        double unit = switch (matcher.group(3)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            default -> 60_000;
        };
        long millis = Math.round(Double.parseDouble(matcher.group(2)) * unit);
        return Duration.ofMillis(matcher.group(1).isEmpty() ? millis : -millis);
    }
}
