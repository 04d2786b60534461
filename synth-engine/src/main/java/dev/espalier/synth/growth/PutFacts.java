package dev.espalier.synth.growth;

import dev.espalier.synth.design.Encoding;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.growth.PutFact.Moment;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Datum.Count;
import dev.espalier.synth.shape.Datum.Vector;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * The facts that a relation to what was put so far may have: which clients and numbers in a state or payload name a put
 * on the key at hand, what sets of puts hold of those on the key, and what the last put that is kept of a set says of it.
 * Each comes with weaker ones for where it does not hold.
 */
final class PutFacts {
    private static final Shape CLIENT = new Shape.Opaque(Shape.Identity.CLIENT);

    private final Target target;
    private final Candidate candidate;
    private final Relations relations;
    private final List<List<PutFact>> facts = new ArrayList<>();

    private PutFacts(Target target, Candidate candidate) {
        this.target = target;
        this.candidate = candidate;
        this.relations = new Relations(candidate, target.machine().shape());
    }

    /** All that may hold for {@code candidate}; of each list the first that does is enough. */
    static List<List<PutFact>> of(Target target, Candidate candidate) {
        PutFacts all = new PutFacts(target, candidate);
        for (Part part : Part.values()) {
            all.scope(part, false);
            all.scope(part, true);
        }
        return all.facts;
    }

    /** A client and a number that may be the name of a put. */
    private record Mention(Place owner, Place number) {
        String about(String fact) {
            return owner.about(number, fact);
        }

        boolean holds(Moment moment, LongFunction<Predicate<Atom>> check) {
            return owner.orAbsent(
                    moment,
                    client -> number.orAbsent(
                            moment,
                            count -> check.apply(((Count) count).value()).test((Atom) client)));
        }
    }

    private void scope(Part part, boolean perKey) {
        List<Leaf> leaves = target.leaves().stream()
                .filter(leaf -> leaf.part() == part && leaf.isPerKey() == perKey)
                .toList();
        boolean keyAtHand = perKey || (part != Part.CLIENT && part != Part.REPLICA);
        List<Place> owners = new ArrayList<>();
        if (part.hasClient()) {
            owners.add(Place.CLIENT_AT_HAND);
        }
        List<Place> numbers = new ArrayList<>();
        for (Leaf leaf : leaves) {
            if (!(candidate.design().of(leaf) instanceof Representation.Client)) {
                owners.addAll(Place.in(leaf, CLIENT));
            }
            numbers.addAll(Place.in(leaf, new Shape.Number()));
        }
        List<Mention> mentions = new ArrayList<>();
        for (Place owner : owners) {
            numbers.stream().filter(owner::goesWith).forEach(number -> mentions.add(new Mention(owner, number)));
        }
        if (!keyAtHand && part == Part.CLIENT) {
            numbers.forEach(number -> fact(
                    part,
                    perKey,
                    number.about(number, number.rocq() + " = PutHistory.made h c"),
                    moment -> number.orAbsent(moment, count -> count.equals(new Count(made(moment))))));
        }
        if (keyAtHand) {
            mentions.forEach(one -> fact(
                    part,
                    perKey,
                    one.about("placed h %s k %s".formatted(one.owner.rocq(), one.number.rocq())),
                    moment -> one.holds(moment, n -> owner -> moment.puts().placed(owner, moment.key(), n))));
        }
        for (Leaf leaf : leaves) {
            PutSet.of(leaf, target.machine().shape()).ifPresent(set -> {
                last(set, owners, keyAtHand);
                if (keyAtHand) {
                    contents(set, owners);
                    mentions.forEach(mention -> against(set, mention));
                }
            });
        }
    }

    private static long made(Moment moment) {
        Atom client = moment.client();
        return client == null ? -1 : moment.puts().made(client);
    }

    private void fact(Part part, boolean perKey, String rocq, Predicate<Moment> check) {
        facts.add(List.of(new PutFact(part, perKey, rocq, check)));
    }

    private void fact(PutSet set, String rocq, Predicate<Moment> check) {
        facts.add(List.of(fact(set.leaf(), rocq, check)));
    }

    private static PutFact fact(Leaf leaf, String rocq, Predicate<Moment> check) {
        return new PutFact(leaf.part(), leaf.isPerKey(), rocq, check);
    }

    /** Whose puts a set holds, whether they are on the key, and whether it holds all. */
    private void contents(PutSet set, List<Place> owners) {
        if (set.named()) {
            fact(
                    set,
                    "forall i d, " + set.holds("d") + " -> placed h d k i",
                    moment -> set.elements(moment).stream()
                            .allMatch(one -> one.owner() != null
                                    && moment.puts().placed(one.owner(), moment.key(), one.number())));
        }
        for (Place owner : owners) {
            String who = owner.rocq();
            if (set.named()) {
                fact(
                        set,
                        owner.about(owner, "forall i d, " + set.holds("d") + " -> d = " + who),
                        moment -> owner.orAbsent(
                                moment,
                                client -> set.elements(moment).stream().allMatch(one -> client.equals(one.owner()))));
            } else {
                fact(
                        set,
                        owner.about(owner, "forall i, " + set.holds(who) + " -> placed h " + who + " k i"),
                        moment -> owner.orAbsent(
                                moment,
                                client -> set.numbers(moment, (Atom) client).stream()
                                        .allMatch(
                                                number -> moment.puts().placed((Atom) client, moment.key(), number))));
            }
            fact(
                    set,
                    owner.about(owner, "forall i, placed h " + who + " k i -> " + set.holds(who)),
                    moment -> owner.orAbsent(moment, client -> hasUpTo(set, moment, (Atom) client, Long.MAX_VALUE)));
        }
    }

    /** Whether a set has all puts of a client on the key up to a number. */
    private static boolean hasUpTo(PutSet set, Moment moment, Atom client, long most) {
        return set.numbers(moment, client)
                .containsAll(moment.puts().on(client, moment.key()).stream()
                        .filter(number -> number <= most)
                        .toList());
    }

    /** Whether a set holds the puts of a client before one that is named, and none after it. */
    private void against(PutSet set, Mention mention) {
        String who = mention.owner.rocq();
        String number = mention.number.rocq();
        String all = "forall i, placed h " + who + " k i -> i %s " + number + " -> " + set.holds(who);
        facts.add(List.of(
                fact(
                        set.leaf(),
                        mention.about(all.formatted("<=")),
                        moment -> mention.holds(moment, n -> client -> hasUpTo(set, moment, client, n))),
                fact(
                        set.leaf(),
                        mention.about(all.formatted("<")),
                        moment -> mention.holds(moment, n -> client -> hasUpTo(set, moment, client, n - 1)))));
        String none = "forall i, " + set.holds(who) + " -> i %s " + number;
        facts.add(List.of(
                fact(
                        set.leaf(),
                        mention.about(none.formatted("<")),
                        moment -> mention.holds(moment, n -> client -> isUpTo(set, moment, client, n - 1))),
                fact(
                        set.leaf(),
                        mention.about(none.formatted("<=")),
                        moment -> mention.holds(moment, n -> client -> isUpTo(set, moment, client, n)))));
    }

    private static boolean isUpTo(PutSet set, Moment moment, Atom client, long most) {
        return set.numbers(moment, client).stream().allMatch(number -> number <= most);
    }

    /** What the last puts that are kept of a set say of it. */
    private void last(PutSet set, List<Place> owners, boolean keyAtHand) {
        String kept = relations.kept(set.leaf());
        Representation chosen = relations.root(set.leaf());
        if (kept == null || !chosen.isRelative()) {
            return;
        }
        if (chosen instanceof Representation.Lasts) {
            lasts(set, "lookup P.client_eq_dec d " + kept, keyAtHand);
            return;
        }
        if (!set.named()) {
            fact(set, "forall i, " + set.holds("") + " -> i <= " + kept, moment -> true);
        }
        for (Place owner : owners) {
            String who = owner.rocq();
            if (set.named() && owner != Place.CLIENT_AT_HAND) {
                continue;
            }
            if (set.named()) {
                fact(set, "forall i, " + set.holds(who) + " -> i <= " + kept, moment -> true);
            }
            fact(
                    set,
                    owner.about(owner, kept + " <= PutHistory.made h " + who),
                    moment -> owner.orAbsent(
                            moment,
                            client -> number(set, moment) <= moment.puts().made((Atom) client)));
            if (keyAtHand) {
                fact(
                        set,
                        owner.about(
                                owner,
                                "forall i, placed h %s k i -> i <= %s -> %s".formatted(who, kept, set.holds(who))),
                        moment -> owner.orAbsent(
                                moment, client -> hasUpTo(set, moment, (Atom) client, number(set, moment))));
            }
        }
    }

    private void lasts(PutSet set, String kept, boolean keyAtHand) {
        fact(set, "forall i d, " + set.holds("d") + " -> i <= " + kept, moment -> true);
        fact(
                set,
                "forall d, " + kept + " <= PutHistory.made h d",
                moment -> vector(set, moment).slots().entrySet().stream()
                        .allMatch(slot -> slot.getValue() <= moment.puts().made(slot.getKey())));
        if (keyAtHand) {
            fact(
                    set,
                    "forall i d, placed h d k i -> i <= " + kept + " -> " + set.holds("d"),
                    moment -> vector(set, moment).slots().entrySet().stream()
                            .allMatch(slot -> hasUpTo(set, moment, slot.getKey(), slot.getValue())));
        }
    }

    private Vector vector(PutSet set, Moment moment) {
        return kept(set, moment) instanceof Vector vector ? vector : Vector.EMPTY;
    }

    private long number(PutSet set, Moment moment) {
        return kept(set, moment) instanceof Count(long number) ? number : 0;
    }

    private Datum kept(PutSet set, Moment moment) {
        Datum whole = set.leaf().in(moment.whole(), moment.key());
        Datum kept = Encoding.of(relations.root(set.leaf()), whole, moment.client());
        return kept == null ? new Datum.Only() : kept;
    }
}
