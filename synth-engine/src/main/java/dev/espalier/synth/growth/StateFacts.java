package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.growth.PutFact.Moment;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.MixedSteps;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.machine.Puts;
import dev.espalier.synth.machine.Restriction;
import dev.espalier.synth.machine.SpecificationMachine;
import dev.espalier.synth.machine.Watcher;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Datum.Count;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.shape.Shape.Identity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a relation may lack: facts about the numbers of one state or payload of the specification that its methods preserve.
 * They come from templates and are tried on steps from all that can come together ({@link MixedSteps}); what survives is
 * proposed for a goal that the prover leaves open, if it has to do with the goal, and the prover judges it.
 */
public final class StateFacts {
    private static final int STEPS = 6_000;

    /** More lemmas than that are no idea of what is missing. */
    private static final int PROPOSED_MAX = 12;

    private static final Pattern FIELD = Pattern.compile("\\bS\\.(\\w+)");

    private final Extent extent;
    private final List<Atom> keys;
    private final List<List<PutFact>> facts = new ArrayList<>();

    private StateFacts(Extent extent) {
        this.extent = extent;
        this.keys = IntStream.range(0, extent.keys())
                .mapToObj(index -> new Atom(Identity.KEY, index))
                .toList();
    }

    /**
     * The core with the facts in its relation, besides those that it has, that {@code goal} may need.
     *
     * @param goal what the prover leaves open, as it prints it; empty for facts whatever is open
     * @return the same core if there are none
     */
    public static Candidate strengthened(
            Target target, Candidate candidate, Optional<String> goal, Extent extent, long seed) {
        StateFacts all = new StateFacts(extent);
        for (Part part : Part.values()) {
            all.templates(target, part);
        }
        all.test(target.machine(), seed);
        List<PutFact> facts = new ArrayList<>(candidate.facts());
        facts.addAll(all.about(goal));
        return candidate.with(facts);
    }

    private void templates(Target target, Part part) {
        List<Leaf> leaves = target.leaves().stream()
                .filter(leaf -> leaf.part() == part && leaf.shape() instanceof Shape.Number)
                .toList();
        for (Leaf one : leaves) {
            fact(part, one, one, "1 <= %1$s", (n, same) -> n >= 1);
            for (Leaf other : leaves) {
                if (!one.equals(other)) {
                    // The weaker one is for where the stronger does not hold.
                    facts.add(new ArrayList<>(List.of(
                            fact(part, one, other, "%1$s < %2$s", (a, b) -> a < b),
                            fact(part, one, other, "%1$s <= %2$s", (a, b) -> a <= b))));
                }
            }
        }
    }

    private PutFact fact(Part part, Leaf one, Leaf other, String form, BiPredicate<Long, Long> holds) {
        boolean perKey = one.isPerKey() || other.isPerKey();
        String rocq = (perKey ? "forall k : P.key, " : "")
                + form.formatted(one.specified("y", "k"), other.specified("y", "k"));
        PutFact fact = new PutFact(
                part,
                false,
                rocq,
                moment -> keys.stream()
                        .allMatch(key -> holds.test(number(one, moment, key), number(other, moment, key))));
        if (one.equals(other)) {
            facts.add(new ArrayList<>(List.of(fact)));
        }
        return fact;
    }

    private static long number(Leaf leaf, Moment moment, Atom key) {
        return ((Count) leaf.in(moment.whole(), key)).value();
    }

    private void test(SpecificationMachine machine, long seed) {
        Watcher watcher = (call, before, after) -> {
            call.method().arguments().forEach(argument -> {
                Part part = argument.part();
                if (part != null) {
                    refute(part, call.argument(argument));
                }
            });
            call.results().forEach(this::refute);
        };
        Observations.watch(machine, Restriction.NONE, extent, seed, watcher);
        MixedSteps.watch(machine, extent, seed, STEPS, watcher);
    }

    private void refute(Part part, Datum whole) {
        Moment moment = new Moment(whole, keys.getFirst(), null, Puts.NONE);
        facts.forEach(alternatives -> alternatives.removeIf(
                fact -> fact.part() == part && !fact.check().test(moment)));
    }

    /**
     * Those that speak of what the goal speaks of, and the others after them, since a payload keeps what it has from a state;
     * none if none speaks of it.
     */
    private List<PutFact> about(Optional<String> goal) {
        List<PutFact> left = facts.stream()
                .filter(alternatives -> !alternatives.isEmpty())
                .map(PutFact::of)
                .toList();
        if (goal.isEmpty()) {
            return left.stream().limit(PROPOSED_MAX).toList();
        }
        Set<String> fields = fields(goal.get().substring(Math.max(0, goal.get().indexOf("===="))));
        Map<Boolean, List<PutFact>> related = left.stream()
                .collect(Collectors.partitioningBy(
                        fact -> fields(fact.rocq()).stream().anyMatch(fields::contains)));
        List<PutFact> first = related.getOrDefault(true, List.of());
        return first.isEmpty()
                ? List.of()
                : Stream.concat(first.stream(), related.getOrDefault(false, List.of()).stream())
                        .limit(PROPOSED_MAX)
                        .toList();
    }

    private static Set<String> fields(String text) {
        Set<String> fields = new HashSet<>();
        Matcher matcher = FIELD.matcher(text);
        while (matcher.find()) {
            fields.add(matcher.group(1));
        }
        return fields;
    }
}
