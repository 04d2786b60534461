package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Journals to make reports of. */
final class Journals {
    private Journals() {}

    /** One that an engine wrote: it has no start and no end. */
    static List<Event> recorded() {
        try {
            URL file = Objects.requireNonNull(Journals.class.getResource("strong_ryw.jsonl"));
            return Journal.read(Path.of(file.toURI()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Event.Start start() {
        return new Event.Start(
                1, "strong/ryw", Map.of("strong/Strong.v", "ab".repeat(32)), "Coq 8.16.1", 7, "reasons", 1_800, null);
    }

    /** The recorded one with a start, and an audit and end. */
    static List<Event> whole() {
        List<Event> events = new ArrayList<>(List.of(start(), new Event.Understood(List.of("a", "b"), 120)));
        events.addAll(recorded());
        events.add(new Event.Audited(36, "assumptions", true, false, "closed under the global context", 900));
        events.add(new Event.Audited(36, "checker", true, false, "coqchk accepts it", 12_000));
        events.add(new Event.End("proved", 36, "cd".repeat(32), "ef".repeat(32), 31_000));
        return events;
    }

    /** A made-up search through {@code count} designs, many of them dead ends; {@code noise} stands in every text. */
    static List<Event> large(int count, long seed, String noise) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>(List.of(start()));
        List<Map<String, String>> choices = new ArrayList<>();
        String core = "";
        for (int id = 0; id < count; id++) {
            int parent = id == 0 ? -1 : random.nextInt(3) > 0 ? id - 1 : random.nextInt(id);
            Map<String, String> own = parent < 0 ? new LinkedHashMap<>() : new LinkedHashMap<>(choices.get(parent));
            for (int leaf = 0; parent < 0 && leaf < 12; leaf++) {
                own.put("replica.piece_" + leaf, Change.SAME);
            }
            String changed = "replica.piece_" + random.nextInt(12);
            if (id > 0) {
                String before = own.getOrDefault(changed, Change.SAME);
                own.put(changed, (before.startsWith("a counter") ? "a vector" : "a counter") + noise);
            }
            choices.add(own);
            events.add(new Event.Designed(id, parent, words(own), own, "made for a reason" + noise));
            if (random.nextInt(4) == 0) {
                core = core(core, random, noise);
                events.add(new Event.Grown(id, core, random.nextInt(4_000)));
                events.add(new Event.Defined(id, 3, random.nextInt(4_000)));
                events.add(new Event.Proved(id, "client_starts", "close_obligation." + noise, 2, 200));
                events.add(new Event.Refused(
                        id,
                        "put_applied",
                        "TacticFailure",
                        "No such goal." + noise,
                        "x : nat\n====\nx = 1" + noise,
                        800));
            }
            events.add(new Event.Failed(
                    id, "Unproved", changed, "PUT", "the obligation stays open: " + changed + noise, 100));
        }
        return events;
    }

    private static String words(Map<String, String> choices) {
        List<String> words = choices.entrySet().stream()
                .filter(one -> !one.getValue().equals(Change.SAME))
                .map(one -> one.getKey() + " " + one.getValue())
                .toList();
        return words.isEmpty() ? "everything as specified" : String.join("; ", words);
    }

    private static String core(String before, Random random, String noise) {
        List<String> lines = new ArrayList<>(before.lines().toList());
        for (int i = 0; i < 5; i++) {
            if (lines.size() > 60) {
                lines.remove(random.nextInt(lines.size()));
            }
            lines.add(random.nextInt(lines.size() + 1), "  Definition d" + random.nextInt(99) + " := 0." + noise);
        }
        return String.join("\n", lines) + "\n";
    }
}
