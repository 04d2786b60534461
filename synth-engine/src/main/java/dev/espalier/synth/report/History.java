package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A journal put in order: what was tried, one design after another, and what it all took. */
final class History {
    private static final class Entry {
        private final Event.Designed design;
        private final long begun;
        private final int attempts;
        private final long earlier;
        private final List<Event> events = new ArrayList<>();
        private long took;

        private Entry(Event.Designed design, long begun, @Nullable Entry before) {
            this.design = design;
            this.begun = begun;
            this.attempts = before == null ? 1 : before.attempts + 1;
            this.earlier = before == null ? 0 : before.earlier + before.took;
        }

        private Trial trial() {
            return new Trial(design, attempts, begun, earlier + took, events);
        }
    }

    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private final Map<Integer, Trial> trials = new LinkedHashMap<>();
    private final Map<Integer, Event.Measured> measured = new LinkedHashMap<>();
    private final Map<Integer, Event.Unmeasured> unmeasured = new LinkedHashMap<>();
    private final Map<String, Event.Stalled> stalls = new LinkedHashMap<>();
    private Optional<Event.Start> start = Optional.empty();
    private Optional<Event.Understood> understood = Optional.empty();
    private Optional<Event.End> end = Optional.empty();
    private int runs;
    private int moves;
    private long clock;
    private long inProver;

    /** The history that {@code events} tell; they may stop anywhere, and go on after a stop. */
    History(List<Event> events) {
        events.forEach(this::take);
        entries.forEach((id, entry) -> trials.put(id, entry.trial()));
    }

    private void take(Event event) {
        moves += Trial.isMove(event) ? 1 : 0;
        inProver += Trial.inProver(event);
        switch (event) {
            case Event.Start one -> {
                start = Optional.of(one);
                end = Optional.empty();
                runs++;
            }
            case Event.Resumed one -> end = Optional.empty();
            case Event.Understood one -> {
                understood = Optional.of(one);
                clock += one.millis();
            }
            case Event.Designed one -> {
                end = Optional.empty();
                entries.put(one.id(), new Entry(one, clock, entries.get(one.id())));
            }
            case Event.Failed one -> {
                Entry entry = entry(one.id());
                // Its time is that of all steps of the design together.
                add(entry, one, Math.max(0, one.millis() - entry.took));
            }
            case Event.Grown one -> add(entry(one.id()), one, one.millis());
            case Event.Defined one -> add(entry(one.id()), one, one.millis());
            case Event.Proved one -> add(entry(one.id()), one, one.millis());
            case Event.Refused one -> add(entry(one.id()), one, one.millis());
            case Event.Proposed one -> add(entry(one.id()), one, one.millis());
            case Event.Weakened one -> add(entry(one.id()), one, one.millis());
            case Event.Generalised one -> add(entry(one.id()), one, one.millis());
            case Event.Stalled one -> stalls.put(one.id() + " " + one.level(), one);
            case Event.Audited one -> add(entry(one.id()), one, one.millis());
            case Event.Measured one -> {
                measured.put(one.id(), one);
                clock += one.millis();
            }
            case Event.Unmeasured one -> unmeasured.put(one.id(), one);
            case Event.End one -> end = Optional.of(one);
        }
    }

    private void add(Entry entry, Event event, long millis) {
        entry.events.add(event);
        entry.took += millis;
        clock += millis;
    }

    /** A journal that lost its beginning may speak of designs that it does not have. */
    private Entry entry(int id) {
        return entries.computeIfAbsent(
                id,
                missing -> new Entry(
                        new Event.Designed(missing, -1, "not in the journal", Map.of(), "not in the journal"),
                        clock,
                        null));
    }

    Optional<Event.Start> start() {
        return start;
    }

    Optional<Event.Understood> understood() {
        return understood;
    }

    Optional<Event.End> end() {
        return end;
    }

    /** What was measured in a race, in its order. */
    List<Event.Measured> measured() {
        return List.copyOf(measured.values());
    }

    /** Whose speed could not be told. */
    List<Event.Unmeasured> unmeasured() {
        return List.copyOf(unmeasured.values());
    }

    /** Where the search made no progress, in order. */
    List<Event.Stalled> stalls() {
        return List.copyOf(stalls.values());
    }

    /** As they were first taken up. */
    List<Trial> trials() {
        return List.copyOf(trials.values());
    }

    Optional<Trial> trial(int id) {
        return Optional.ofNullable(trials.get(id));
    }

    int moves() {
        return moves;
    }

    /** Milliseconds in the prover, in all. */
    long inProver() {
        return inProver;
    }

    /** Milliseconds in all: what the end says if there was one run, otherwise what the steps add up to. */
    long took() {
        long said = end.map(Event.End::millis).orElse(0L);
        return runs <= 1 && end.isPresent() ? said : Math.max(said, clock);
    }

    /** What it came down to: the design of the core, or the one at work, or else the one that came closest. */
    Optional<Trial> goal() {
        Optional<Trial> named = end.flatMap(one -> trial(one.id()));
        Optional<Trial> proved = trials().stream()
                .filter(one -> one.standing() == Standing.PROVED)
                .findFirst();
        Optional<Trial> last = trials().stream().reduce((first, second) -> second);
        return named.or(() -> proved).or(() -> end.isEmpty() ? last : closest().or(() -> last));
    }

    private Optional<Trial> closest() {
        return trials().stream()
                .filter(one -> one.grown().isPresent())
                .reduce((best, one) ->
                        one.holes().orElse(Integer.MAX_VALUE) <= best.holes().orElse(Integer.MAX_VALUE) ? one : best);
    }
}
