package dev.espalier.synth.growth;

import dev.espalier.synth.machine.Puts;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Part;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may hold between a state or payload and what was put so far: a fact for the relation, if no run says otherwise.
 *
 * @param part of what
 * @param perKey whether it is about what there is for each key
 * @param rocq the fact, about the history {@code h}, the key {@code k}, and the client {@code c} if there is one
 * @param check whether it holds
 * @param weaker what may be said in its place if it cannot be kept up, the strongest first
 */
record PutFact(Part part, boolean perKey, String rocq, Predicate<Moment> check, List<PutFact> weaker) {
    PutFact {
        weaker = List.copyOf(weaker);
    }

    PutFact(Part part, boolean perKey, String rocq, Predicate<Moment> check) {
        this(part, perKey, rocq, check, List.of());
    }

    /** The first of {@code alternatives}, which says more than those after it; these stand by. */
    static PutFact of(List<PutFact> alternatives) {
        PutFact first = alternatives.getFirst();
        return new PutFact(
                first.part, first.perKey, first.rocq, first.check, alternatives.subList(1, alternatives.size()));
    }

    /** For people: what it is about, and the fact. */
    String words() {
        return part.word() + ": " + rocq;
    }

    /**
     * Where it is checked.
     *
     * @param whole the state or payload
     * @param key the key at hand
     * @param client the client at hand
     * @param puts what was put so far
     */
    record Moment(Datum whole, Atom key, @Nullable Atom client, Puts puts) {}
}
