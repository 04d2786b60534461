package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A design and what came of it.
 *
 * @param attempts how often it was taken up: more than once if the engine was killed at it
 * @param begun what the search had taken when it was taken up, in milliseconds
 * @param took what it took, in milliseconds, attempts that were cut off included
 * @param events of the last attempt, in order
 */
record Trial(Event.Designed design, int attempts, long begun, long took, List<Event> events) {
    Trial {
        events = List.copyOf(events);
    }

    int id() {
        return design.id();
    }

    /** Where it is in the page. */
    String anchor() {
        return "design-" + id();
    }

    /** The events of one kind. */
    <E extends Event> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private <E extends Event> Optional<E> last(Class<E> kind) {
        return all(kind).stream().reduce((first, second) -> second);
    }

    Optional<Event.Failed> failed() {
        return last(Event.Failed.class);
    }

    Optional<Event.Grown> grown() {
        return last(Event.Grown.class);
    }

    Optional<Event.Defined> defined() {
        return last(Event.Defined.class);
    }

    /** The holes that are left; empty if the prover has not accepted the definitions. */
    OptionalInt holes() {
        Optional<Event.Proved> proved = last(Event.Proved.class);
        if (proved.isPresent()) {
            return OptionalInt.of(proved.get().holes());
        }
        return defined().map(one -> OptionalInt.of(one.holes())).orElse(OptionalInt.empty());
    }

    Standing standing() {
        boolean audited = all(Event.Audited.class).stream().allMatch(Event.Audited::passed);
        if (failed().isPresent() || !audited) {
            return grown().isPresent() ? Standing.GROWN : Standing.FAILED;
        }
        return holes().isPresent() && holes().getAsInt() == 0 ? Standing.PROVED : Standing.OPEN;
    }

    /** Milliseconds in the prover. */
    long inProver() {
        return events.stream().mapToLong(Trial::inProver).sum();
    }

    /** Milliseconds in the prover for {@code event}; audits, which are run apart, are not counted. */
    static long inProver(Event event) {
        return switch (event) {
            case Event.Defined defined -> defined.millis();
            case Event.Proved proved -> proved.millis();
            case Event.Refused refused -> refused.millis();
            case Event.Weakened weakened -> weakened.millis();
            case Event.Generalised generalised -> generalised.millis();
            default -> 0;
        };
    }

    /** Whether {@code event} is a move: a design, bodies, or a question to the prover. */
    static boolean isMove(Event event) {
        return switch (event) {
            case Event.Designed designed -> true;
            case Event.Grown grown -> true;
            case Event.Defined defined -> true;
            case Event.Proved proved -> true;
            case Event.Refused refused -> true;
            case Event.Weakened weakened -> true;
            case Event.Generalised generalised -> true;
            default -> false;
        };
    }
}
