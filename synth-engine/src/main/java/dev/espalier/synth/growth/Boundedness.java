package dev.espalier.synth.growth;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Observation;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.machine.Restriction;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether what a core keeps is bounded by the keys and clients that there are: by type, as functions are chains of
 * closures, and by measurement, of what is kept after half of a run and at its end.
 */
public final class Boundedness {
    private static final Extent LONG = new Extent(2, 1, 1, 1, 160);

    private final Target target;
    private final Observations run;

    /** Measures {@code target} in one long run. */
    public Boundedness(Target target, long seed) {
        this.target = target;
        this.run = Observations.of(target.machine(), Restriction.NONE, LONG, seed);
    }

    /** Why {@code design} is not bounded; empty if it is, as far as measured. */
    public Optional<Cause> exceeded(Design design) {
        for (Leaf leaf : target.leaves()) {
            boolean same = design.of(leaf) instanceof Representation.Same;
            if (same && (leaf.shape().holdsMany() || leaf.shape() instanceof Shape.Foreign)) {
                List<Long> sizes = sizes(leaf);
                long half = max(sizes.subList(0, sizes.size() / 2));
                long end = max(sizes);
                if (end > half && end > 4) {
                    return Optional.of(new Cause.Grows(leaf, half, end));
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

    private List<Long> sizes(Leaf leaf) {
        List<Long> sizes = new ArrayList<>();
        for (Method method : Method.values()) {
            if (method.results().contains(leaf.part())) {
                for (Observation call : run.of(method)) {
                    Datum whole = call.result(leaf.part());
                    sizes.add(leaf.in(whole, new Datum.Atom(Shape.Identity.KEY, 0))
                            .size());
                }
                if (sizes.size() > 8) {
                    return sizes;
                }
            }
        }
        return sizes;
    }

    private static long max(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
