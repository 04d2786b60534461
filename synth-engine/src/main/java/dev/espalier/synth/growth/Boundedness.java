package dev.espalier.synth.growth;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.machine.Restriction;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether what a core keeps is bounded by the keys and clients that there are: by type, as functions are chains of
 * closures, and by measurement, of what is kept after half of a run and at its end. In a single run what grows may chance
 * not to, so it is several together that tell.
 */
public final class Boundedness {
    private static final Extent LONG = new Extent(2, 1, 1, 1, 160);
    private static final int RUNS = 4;

    /** What grows by less, in percent, from the middle of the runs to their end, came late to its bound. */
    private static final int GROWTH_LEAST = 10;

    private static final int SMALL = 4;

    private final Target target;
    private final List<Observations> runs;

    /** Measures {@code target} in a few long runs. */
    public Boundedness(Target target, long seed) {
        this.target = target;
        this.runs = IntStream.range(0, RUNS)
                .mapToObj(run -> Observations.of(target.machine(), Restriction.NONE, LONG, seed + run))
                .toList();
    }

    /** Why {@code design} is not bounded; empty if it is, as far as measured. */
    public Optional<Cause> exceeded(Design design) {
        for (Leaf leaf : target.leaves()) {
            boolean same = design.of(leaf) instanceof Representation.Same;
            if (same && (leaf.shape().holdsMany() || leaf.shape() instanceof Shape.Foreign)) {
                long half = 0;
                long end = 0;
                for (Observations run : runs) {
                    List<Long> sizes = sizes(run, leaf);
                    half += max(sizes.subList(0, sizes.size() / 2));
                    end += max(sizes);
                }
                if (100 * (end - half) > GROWTH_LEAST * half && end > RUNS * SMALL) {
                    return Optional.of(new Cause.Grows(leaf, half / RUNS, end / RUNS));
                }
            }
        }
        for (Leaf leaf : target.leaves()) {
            if (leaf.isPerKey() && design.of(leaf).isKept() && !design.perKeyRecords()) {
                return Optional.of(new Cause.KeepsFunction(leaf));
            }
        }
        return Optional.empty();
    }

    /** How large it was in the results of one method, in their order: of the method that was called most. */
    private static List<Long> sizes(Observations run, Leaf leaf) {
        return Arrays.stream(Method.values())
                .filter(method -> method.results().contains(leaf.part()))
                .map(run::of)
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of())
                .stream()
                .map(call -> leaf.in(call.result(leaf.part()), new Datum.Atom(Shape.Identity.KEY, 0))
                        .size())
                .toList();
    }

    private static long max(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
