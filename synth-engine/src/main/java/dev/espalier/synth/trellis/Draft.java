package dev.espalier.synth.trellis;

import dev.espalier.synth.growth.Theorem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a development has so far. Immutable; a move makes another, by rules that need no prover.
 *
 * @param core what the core's module defines, in order; what of the core is not among it is a hole
 * @param proof definitions and lemmas of the proof, in order
 * @param theorems the tactics of the theorems that are proved, by the theorem's name
 */
record Draft(List<Item> core, List<Item> proof, Map<String, String> theorems) {
    static final Draft EMPTY = new Draft(List.of(), List.of(), Map.of());

    Draft {
        core = List.copyOf(core);
        proof = List.copyOf(proof);
        theorems = Collections.unmodifiableMap(new LinkedHashMap<>(theorems));
    }

    /** The members of the core that nothing defines. */
    List<CoreMember> missing() {
        Set<String> defined = core.stream().map(Item::name).collect(Collectors.toSet());
        return Stream.of(CoreMember.values())
                .filter(member -> !defined.contains(member.word()))
                .toList();
    }

    /** The names of all holes; the refinement is one until it is proved, other theorems may be left. */
    List<String> holes() {
        List<String> holes = new ArrayList<>();
        missing().forEach(member -> holes.add(member.word()));
        Stream.concat(core.stream(), proof.stream()).filter(Item::isHole).forEach(item -> holes.add(item.name()));
        if (!theorems.containsKey(Theorem.REFINEMENT.word())) {
            holes.add(Theorem.REFINEMENT.word());
        }
        return holes;
    }

    Optional<Item> find(String name) {
        return Stream.concat(core.stream(), proof.stream())
                .filter(item -> item.name().equals(name))
                .findFirst();
    }

    /** Whether {@code name} is a lemma or a theorem that is not proved yet. */
    boolean isProvable(String name) {
        return theorem(name).isPresent()
                ? !theorems.containsKey(name)
                : find(name)
                        .filter(item -> item.kind() == Item.Kind.LEMMA && item.isHole())
                        .isPresent();
    }

    /** What {@code move} makes of this; going back to a number is not for here. */
    Draft after(Move move) throws RefusedMoveException {
        return switch (move) {
            case Move.Define define -> defined(define);
            case Move.Prove(String name, String tactics) -> proved(name, Rails.tactics(name, tactics));
            case Move.Decompose decompose -> decomposed(decompose);
            case Move.Repair(String name, String text) -> repaired(name, text);
            case Move.Revert(String name) -> without(name);
        };
    }

    private Draft defined(Move.Define define) throws RefusedMoveException {
        Item item = Rails.definition(define.name(), define.text());
        boolean member = CoreMember.called(item.name()).isPresent();
        if (member && define.inProof()) {
            throw new RefusedMoveException("name", item.name() + " is of the core; define it there");
        }
        Optional<Item> there = find(item.name());
        if (there.isPresent()) {
            if (there.get().kind() != Item.Kind.DECLARATION || !there.get().isHole()) {
                throw new RefusedMoveException("name", item.name() + " is there already; change it by repair");
            }
            return replaced(item.name(), old -> item);
        }
        return define.inProof()
                ? new Draft(core, inserted(proof, item, define.before()), theorems)
                : new Draft(inserted(core, item, define.before()), proof, theorems);
    }

    private static List<Item> inserted(List<Item> items, Item item, Optional<String> before)
            throws RefusedMoveException {
        List<Item> more = new ArrayList<>(items);
        more.add(before.isEmpty() ? items.size() : index(items, before.get()), item);
        return more;
    }

    private static int index(List<Item> items, String name) throws RefusedMoveException {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new RefusedMoveException(
                "name",
                "there is no " + name + " to stand before; there are "
                        + items.stream().map(Item::name).collect(Collectors.joining(", ")));
    }

    /** The theorem {@code name}; empty if it is none. */
    static Optional<Theorem> theorem(String name) {
        return Stream.of(Theorem.values())
                .filter(theorem -> theorem.word().equals(name))
                .findFirst();
    }

    private Draft proved(String name, String tactics) throws RefusedMoveException {
        if (theorem(name).isPresent()) {
            if (theorems.containsKey(name)) {
                throw new RefusedMoveException("name", name + " is proved already; change the proof by repair");
            }
            return withTheorem(name, tactics);
        }
        Item lemma = lemma(name);
        if (lemma.proof().isPresent()) {
            throw new RefusedMoveException("name", name + " is proved already; change the proof by repair");
        }
        return replaced(name, item -> item.provedBy(tactics));
    }

    private Draft withTheorem(String name, String tactics) {
        Map<String, String> more = new LinkedHashMap<>(theorems);
        more.put(name, tactics);
        return new Draft(core, proof, more);
    }

    private Item lemma(String name) throws RefusedMoveException {
        Optional<Item> found = find(name);
        if (found.isEmpty() || found.get().kind() != Item.Kind.LEMMA) {
            throw new RefusedMoveException(
                    "name",
                    found.isEmpty()
                            ? "there is no " + name + "; holes are " + String.join(", ", holes())
                            : name + " is a definition; change it by repair, or define it if it is a hole");
        }
        return found.get();
    }

    private Draft decomposed(Move.Decompose decompose) throws RefusedMoveException {
        String name = decompose.name();
        boolean theorem = theorem(name).isPresent();
        if (!theorem) {
            lemma(name);
        }
        Map<String, String> lemmas = Rails.lemmas(decompose.lemmas());
        List<Item> more = new ArrayList<>(proof);
        int at = theorem ? more.size() : index(more, name);
        for (Map.Entry<String, String> lemma : lemmas.entrySet()) {
            if (find(lemma.getKey()).isPresent()) {
                throw new RefusedMoveException("name", lemma.getKey() + " is there already; take another name");
            }
            more.add(at++, Item.lemma(lemma.getKey(), lemma.getValue()));
        }
        Draft split = new Draft(core, more, theorems);
        return decompose.tactics().isEmpty()
                ? split
                : split.proved(name, Rails.tactics(name, decompose.tactics().get()));
    }

    private Draft repaired(String name, String text) throws RefusedMoveException {
        if (theorem(name).isPresent()) {
            return withTheorem(name, Rails.tactics(name, text));
        }
        Optional<Item> there = find(name);
        if (there.isEmpty()) {
            throw new RefusedMoveException("name", "there is no " + name + " to repair");
        }
        if (there.get().kind() != Item.Kind.LEMMA) {
            Item item = Rails.definition(name, text);
            return replaced(name, old -> item);
        }
        if (!Rails.states(text)) {
            String tactics = Rails.tactics(name, text);
            return replaced(name, item -> item.provedBy(tactics));
        }
        Map<String, String> stated = Rails.lemmas(text);
        String statement = stated.get(name);
        if (statement == null || stated.size() != 1) {
            throw new RefusedMoveException("name", "a repair of " + name + " states " + name + " and nothing else");
        }
        // Its proof may still do; if not, it is open again.
        return replaced(name, item -> new Item(name, item.kind(), statement, item.proof()));
    }

    private Draft without(String name) throws RefusedMoveException {
        if (theorems.containsKey(name)) {
            return reopened(name);
        }
        if (find(name).isEmpty()) {
            throw new RefusedMoveException(
                    "name", "there is neither a move nor an item " + name + " to take back; moves have numbers from 0");
        }
        return new Draft(removed(core, name), removed(proof, name), theorems);
    }

    private static List<Item> removed(List<Item> items, String name) {
        return items.stream().filter(item -> !item.name().equals(name)).toList();
    }

    /** The same with a hole where {@code name} is proved. */
    Draft reopened(String name) {
        if (theorem(name).isPresent()) {
            Map<String, String> fewer = new LinkedHashMap<>(theorems);
            fewer.remove(name);
            return new Draft(core, proof, fewer);
        }
        return replaced(name, Item::reopened);
    }

    private Draft replaced(String name, UnaryOperator<Item> change) {
        UnaryOperator<Item> one = item -> item.name().equals(name) ? change.apply(item) : item;
        return new Draft(
                core.stream().map(one).toList(), proof.stream().map(one).toList(), theorems);
    }
}
