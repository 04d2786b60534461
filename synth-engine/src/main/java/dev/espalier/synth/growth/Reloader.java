package dev.espalier.synth.growth;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Encoding;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.machine.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What to try next, given why a design did not do: the least change that avoids the cause comes first. */
public final class Reloader {
    /** From the smallest to the most general. */
    private static final List<Representation> LADDER = List.of(
            new Representation.Counter(),
            new Representation.Slots(),
            new Representation.Last(),
            new Representation.Lasts(),
            new Representation.Dropped());

    private Reloader() {}

    /** The designs to try instead of {@code failed}. */
    public static List<Design> after(Design failed, Cause cause) {
        return switch (cause) {
            case Cause.Grows(Leaf leaf, long after, long twice) -> others(failed, leaf);
            case Cause.KeepsFunction(Leaf leaf) -> List.of(failed.withPerKeyRecords());
            case Cause.Unrepresentable unrepresentable -> {
                List<Design> next = new ArrayList<>();
                boolean applied = unrepresentable.after() == Method.PUT;
                if (applied && !failed.strengthened()) {
                    next.add(failed.withStrongerGuards());
                }
                next.addAll(others(failed, unrepresentable.leaf()));
                yield next;
            }
            case Cause.NoTerm noTerm -> failed.strengthened() ? List.of() : List.of(failed.withStrongerGuards());
            case Cause.IllTyped illTyped -> List.of();
            case Cause.Unproved unproved -> failed.strengthened() ? List.of() : List.of(failed.withStrongerGuards());
            case Cause.Stuck stuck -> List.of();
        };
    }

    /**
     * What to try where no change that avoids a cause alone is left: of the pieces that an open goal speaks of, or of those
     * that were dropped where what is kept does not tell enough, each is represented otherwise.
     */
    public static List<Design> instead(Design failed, Cause cause) {
        return switch (cause) {
            case Cause.Unproved(String obligation, String goal) ->
                changed(
                        failed,
                        failed.choices().keySet().stream()
                                .filter(leaf -> isIn(leaf, goal))
                                .filter(leaf -> failed.of(leaf) instanceof Representation.Same
                                        || LADDER.contains(failed.of(leaf)))
                                .toList());
            case Cause.NoTerm noTerm ->
                changed(
                        failed,
                        failed.choices().keySet().stream()
                                .filter(leaf -> failed.of(leaf) instanceof Representation.Dropped)
                                .toList());
            default -> List.of();
        };
    }

    /** Whether the specification's or the core's name of the piece stands in {@code goal}. */
    private static boolean isIn(Leaf leaf, String goal) {
        return Pattern.compile("\\b[SI]\\.(\\w+_)?" + Pattern.quote(leaf.words().getLast()) + "\\b")
                .matcher(goal)
                .find();
    }

    private static List<Design> changed(Design failed, List<Leaf> leaves) {
        List<Design> next = new ArrayList<>();
        for (Leaf leaf : leaves) {
            for (Representation representation : LADDER) {
                if (representation.isKept()
                        && !representation.equals(failed.of(leaf))
                        && Encoding.fits(representation, leaf)) {
                    next.add(failed.with(leaf, representation));
                }
            }
        }
        return next;
    }

    /** Designs beside one that a core was closed for: one piece that it keeps is represented otherwise. */
    public static List<Design> beside(Design closed) {
        return changed(
                closed,
                closed.choices().keySet().stream()
                        .filter(leaf -> LADDER.contains(closed.of(leaf)))
                        .toList());
    }

    /** The designs that are one choice away from {@code failed}, whatever the cause was: where that is not known. */
    public static List<Design> around(Design failed) {
        List<Design> next = new ArrayList<>();
        for (Leaf leaf : failed.choices().keySet()) {
            for (Representation representation : LADDER) {
                if (!representation.equals(failed.of(leaf)) && Encoding.fits(representation, leaf)) {
                    next.add(failed.with(leaf, representation));
                }
            }
        }
        if (!failed.perKeyRecords()) {
            next.add(failed.withPerKeyRecords());
        }
        if (!failed.strengthened()) {
            next.add(failed.withStrongerGuards());
        }
        return next;
    }

    private static List<Design> others(Design failed, Leaf leaf) {
        int tried = LADDER.indexOf(failed.of(leaf));
        return LADDER.subList(tried + 1, LADDER.size()).stream()
                .filter(representation -> Encoding.fits(representation, leaf))
                .map(representation -> failed.with(leaf, representation))
                .toList();
    }
}
