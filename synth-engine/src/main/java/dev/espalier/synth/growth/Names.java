package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.term.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of what a core keeps: the specification's own words, told apart where need be. */
public final class Names {
    private static final Set<String> TAKEN = Set.of(
            "key", "value", "client", "replica", "lookup", "raise", "merge", "below", "larger", "vector", "store",
            "initial", "get", "put", "length", "map", "fst", "snd", "id", "k", "v", "c", "s", "r", "g", "a", "p", "e",
            "now", "wins", "at", "in", "as", "end", "if", "then", "else", "match", "return", "with", "where", "let",
            "fun", "forall", "exists", "using", "Type", "Set", "Prop");

    private final Map<Leaf, String> fields = new HashMap<>();

    Names(List<Leaf> leaves, MachineShape shape) {
        Set<String> used = new HashSet<>(TAKEN);
        for (Shape.Struct struct : shape.structs().values()) {
            if (!struct.holdsMany()) {
                struct.fields().forEach(field -> used.add(field.name()));
            }
        }
        used.addAll(shape.functions().keySet());
        for (Leaf leaf : leaves) {
            List<String> words = leaf.words();
            String name = words.getLast();
            if (used.contains(name)) {
                name = String.join("_", words);
            }
            if (used.contains(name)) {
                name = leaf.part().word() + "_" + name;
            }
            while (!used.add(name)) {
                name += "_";
            }
            fields.put(leaf, name);
        }
    }

    /** The field that keeps {@code leaf}. */
    String field(Leaf leaf) {
        String field = fields.get(leaf);
        if (field == null) {
            throw new IllegalStateException("no name for " + leaf);
        }
        return field;
    }

    /** What is kept of {@code leaf}, where {@code whole} is the state or payload, or its record for the key at hand. */
    String access(Leaf leaf, String whole) {
        return "(" + field(leaf) + " " + whole + ")";
    }

    /** The variable of the grammar for {@code leaf}. */
    Term.Variable variable(Leaf leaf, Shape shape, String whole) {
        return new Term.Variable(field(leaf), access(leaf, whole), shape);
    }
}
