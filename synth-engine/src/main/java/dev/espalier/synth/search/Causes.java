package dev.espalier.synth.search;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.machine.Method;
import java.util.Optional;

/** Causes as they stand in a journal. */
final class Causes {
    private Causes() {}

    static Event.Failed event(int id, Cause cause, long millis) {
        return new Event.Failed(id, cause.getClass().getSimpleName(), leaf(cause), after(cause), cause.words(), millis);
    }

    private static String leaf(Cause cause) {
        return switch (cause) {
            case Cause.Grows(Leaf leaf, long half, long end) -> leaf.toString();
            case Cause.KeepsFunction(Leaf leaf) -> leaf.toString();
            case Cause.Unrepresentable unrepresentable -> unrepresentable.leaf().toString();
            default -> "";
        };
    }

    private static String after(Cause cause) {
        return cause instanceof Cause.Unrepresentable unrepresentable
                ? unrepresentable.after().name()
                : "";
    }

    /** The cause that {@code event} tells of, as far as the next design depends on it; empty if it names no such thing. */
    static Optional<Cause> of(Event.Failed event, Target target, Design failed) {
        Optional<Leaf> leaf = target.leaves().stream()
                .filter(one -> one.toString().equals(event.leaf()))
                .findFirst();
        return switch (event.kind()) {
            case "Grows" -> leaf.map(one -> new Cause.Grows(one, 0, 0));
            case "KeepsFunction" -> leaf.map(Cause.KeepsFunction::new);
            case "Unrepresentable" ->
                leaf.map(one -> new Cause.Unrepresentable(one, failed.of(one), "", Method.valueOf(event.after())));
            case "NoTerm" -> Optional.of(new Cause.NoTerm("", "", event.cause()));
            case "IllTyped" -> Optional.of(new Cause.IllTyped(event.cause()));
            case "Unproved" -> Optional.of(new Cause.Unproved("", event.cause()));
            case "Stuck" -> Optional.of(new Cause.Stuck(event.cause()));
            default -> Optional.empty();
        };
    }
}
