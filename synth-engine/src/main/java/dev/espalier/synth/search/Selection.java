package dev.espalier.synth.search;

import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.rank.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** In which order closed cores are audited: the first that passes is the result. */
final class Selection {
    private Selection() {}

    /**
     * Those whose operations do not take longer and longer come first, of these the fastest; those that could not be
     * measured come last, as they were found. The core of the design {@code chosen}, if there is one, comes before all.
     *
     * @param design the number of a core's design
     */
    static <T> List<T> order(List<T> cores, ToIntFunction<T> design, List<Measurement> measured, int chosen) {
        List<Integer> ranks = measured.stream()
                .filter(one -> one.id() != Contender.REFERENCE)
                .sorted(Comparator.comparing(Measurement::grows)
                        .thenComparing(Comparator.comparingDouble(
                                        (Measurement one) -> one.speedup().median())
                                .reversed()))
                .map(Measurement::id)
                .toList();
        List<T> ordered = new ArrayList<>(cores);
        ordered.sort(Comparator.comparing((T core) -> design.applyAsInt(core) != chosen)
                .thenComparing(core -> {
                    int rank = ranks.indexOf(design.applyAsInt(core));
                    return rank < 0 ? ranks.size() : rank;
                }));
        return ordered;
    }
}
