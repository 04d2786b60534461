package dev.espalier.synth.growth;

import dev.espalier.synth.growth.PutFact.Moment;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.machine.Observation;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.machine.Puts;
import dev.espalier.synth.machine.Restriction;
import dev.espalier.synth.machine.Watcher;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out by runs which facts hold of what was put so far: those that nothing in them says otherwise of. */
final class PutMiner implements Watcher {
    private final List<Atom> keys;
    private final List<Atom> clients;
    private final List<List<PutFact>> possible = new ArrayList<>();

    private PutMiner(List<List<PutFact>> possible, Extent extent) {
        possible.forEach(alternatives -> this.possible.add(new ArrayList<>(alternatives)));
        this.keys = atoms(Identity.KEY, extent.keys());
        this.clients = atoms(Identity.CLIENT, extent.clients());
    }

    private static List<Atom> atoms(Identity identity, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new Atom(identity, index))
                .toList();
    }

    /** The facts that hold for {@code candidate} in runs under its guards. */
    static List<PutFact> facts(Target target, Candidate candidate, Restriction restriction, Extent extent, long seed) {
        PutMiner miner = new PutMiner(PutFacts.of(target, candidate), extent);
        Observations.watch(target.machine(), restriction, extent, seed, miner);
        List<PutFact> facts = new ArrayList<>();
        for (List<PutFact> alternatives : miner.possible) {
            if (!alternatives.isEmpty()) {
                facts.add(PutFact.of(alternatives));
            }
        }
        return facts;
    }

    @Override
    public void called(Observation call, Puts before, Puts after) {
        for (Argument argument : call.method().arguments()) {
            Part part = argument.part();
            if (part != null) {
                check(part, call.argument(argument), call, before);
            }
        }
        // What a put would do that is not taken is no state; those that are come back as arguments.
        if (call.method() != Method.PUT) {
            call.results().forEach((part, result) -> check(part, result, call, after));
        }
    }

    private void check(Part part, Datum whole, Observation call, Puts puts) {
        Atom client = part.hasClient() ? call.client() : null;
        Atom atHand = call.key();
        for (Puts later : outlived(part, client, puts)) {
            for (List<PutFact> alternatives : possible) {
                alternatives.removeIf(fact -> fact.part() == part && !holds(fact, whole, atHand, client, later));
            }
        }
    }

    /** What is put so far, and with one put more that what is checked may see while it stays as it is. */
    private List<Puts> outlived(Part part, @Nullable Atom client, Puts puts) {
        List<Puts> all = new ArrayList<>(List.of(puts));
        for (Atom other : clients) {
            if (part != Part.CLIENT || !other.equals(client)) {
                keys.forEach(key -> all.add(puts.and(other, key)));
            }
        }
        return all;
    }

    private boolean holds(PutFact fact, Datum whole, @Nullable Atom atHand, @Nullable Atom client, Puts puts) {
        List<Atom> asked = fact.perKey() || atHand == null ? keys : List.of(atHand);
        return asked.stream().allMatch(key -> fact.check().test(new Moment(whole, key, client, puts)));
    }
}
