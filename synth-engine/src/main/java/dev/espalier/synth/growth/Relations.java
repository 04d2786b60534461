package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The relation between what a core keeps and the specification's state, piece by piece: an equation for what is kept as
 * it is, membership for what stands for a set.
 */
final class Relations {
    private final Candidate candidate;
    private final MachineShape shape;
    private final List<String> facts = new ArrayList<>();
    private final boolean relative;

    Relations(Candidate candidate, MachineShape shape) {
        this.candidate = candidate;
        this.shape = shape;
        this.relative = candidate.design().isRelative();
    }

    /** The relation of a part as a definition in Rocq. */
    String of(Part part, boolean hasTable) {
        StringBuilder text = new StringBuilder();
        String word = part.word();
        if (hasTable) {
            facts.clear();
            collect(part, true, List.of(), shape.of(part), "y");
            putFacts(part, true);
            record(word + "_entry_related " + ofEntries(part), word + "_entry_fact", facts, text);
        }
        facts.clear();
        collect(part, false, List.of(), shape.of(part), "y");
        putFacts(part, false);
        if (hasTable) {
            facts.add("M.well_formed (I." + CoreText.table(part) + " x)");
            facts.add(ofEachEntry(part, word + "_entry_related"));
        }
        record(word + "_related " + ofWhole(part), word + "_fact", facts, text);
        return text.toString();
    }

    /** One of the facts about a part as the predicate {@code name}, of what the part's relation is of. */
    String alone(PutFact fact, String name) {
        Part part = fact.part();
        String whole = "  Definition " + name + " " + ofWhole(part) + " : Prop :=\n    ";
        return fact.perKey()
                ? "  Definition " + name + "_entry " + ofEntries(part) + " : Prop :=\n    " + fact.rocq() + ".\n\n"
                        + whole + ofEachEntry(part, name + "_entry") + ".\n\n"
                        + "  #[local] Hint Unfold " + name + " " + name + "_entry : relations.\n"
                : whole + fact.rocq() + ".\n\n  #[local] Hint Unfold " + name + " : relations.\n";
    }

    private String ofEntries(Part part) {
        return (relative ? "(h : history) " + (part.hasClient() ? "(c : P.client) " : "") : "")
                + "(k : P.key) (e : I." + part.word() + "_entry) (y : S." + part.type() + ")";
    }

    private String ofEachEntry(Part part, String predicate) {
        String of = relative ? "h " + (part.hasClient() ? "c " : "") : "";
        return "forall k, " + predicate + " " + of + "k (I." + part.word() + "_at k x) y";
    }

    private String ofWhole(Part part) {
        boolean payload = part != Part.CLIENT && part != Part.REPLICA;
        return (relative ? "(h : history) " : "")
                + (relative && payload ? "(k : P.key) " : "")
                + (part.hasClient() ? "(c : P.client) " : "(at_replica : P.replica) ")
                + "(x : I." + part.type() + ") (y : S." + part.type() + ")";
    }

    /** What is known of a part and what was put so far. A table that a core does not have is no part of it. */
    private void putFacts(Part part, boolean perKey) {
        candidate.facts().stream()
                .filter(fact -> fact.part() == part && fact.perKey() == perKey)
                .forEach(fact -> facts.add(fact.rocq()));
    }

    /** A predicate that is the conjunction of {@code facts}, whose names are {@code field} and a number from 1. */
    static void record(String head, String field, List<String> facts, StringBuilder text) {
        if (facts.isEmpty()) {
            text.append("  Definition ").append(head).append(" : Prop := True.\n\n");
            return;
        }
        text.append("  Record ").append(head).append(" : Prop := {\n");
        for (int i = 0; i < facts.size(); i++) {
            text.append("    ")
                    .append(field)
                    .append('_')
                    .append(i + 1)
                    .append(" : ")
                    .append(facts.get(i));
            text.append(i + 1 < facts.size() ? ";\n" : "\n  }.\n\n");
        }
    }

    private void collect(Part part, boolean perKey, List<Leaf.Step> steps, Shape at, String whole) {
        boolean within = steps.stream().anyMatch(Leaf.Step.AtKey.class::isInstance);
        boolean compound = at instanceof Shape.Struct || at instanceof Shape.Pair;
        if (compound && within == perKey && !at.holdsMany()) {
            String built = built(part, steps, at);
            if (built != null) {
                facts.add(new Leaf(part, steps, at).specified(whole, "k") + " = " + built);
                return;
            }
        }
        switch (at) {
            case Shape.Struct struct -> {
                for (int i = 0; i < struct.fields().size(); i++) {
                    collect(
                            part,
                            perKey,
                            Leaf.with(steps, new Leaf.Step.Field(struct, i)),
                            struct.fields().get(i).shape(),
                            whole);
                }
            }
            case Shape.Pair(Shape first, Shape second) -> {
                collect(part, perKey, Leaf.with(steps, new Leaf.Step.Side(0)), first, whole);
                collect(part, perKey, Leaf.with(steps, new Leaf.Step.Side(1)), second, whole);
            }
            case Shape.Table(Shape key, Shape content)
            when !within -> collect(part, perKey, Leaf.with(steps, new Leaf.Step.AtKey()), content, whole);
            case Shape.Single single -> {}
            default -> {
                if (within == perKey) {
                    fact(new Leaf(part, steps, at), whole);
                }
            }
        }
    }

    /** The specification's record or pair, made of what is kept; {@code null} if some of it is not. */
    private @Nullable String built(Part part, List<Leaf.Step> steps, Shape at) {
        switch (at) {
            case Shape.Struct struct -> {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < struct.fields().size(); i++) {
                    String inner = built(
                            part,
                            Leaf.with(steps, new Leaf.Step.Field(struct, i)),
                            struct.fields().get(i).shape());
                    if (inner == null) {
                        return null;
                    }
                    fields.add("S." + struct.fields().get(i).name() + " := " + inner);
                }
                return fields.stream().collect(Collectors.joining("; ", "{| ", " |}"));
            }
            case Shape.Pair(Shape first, Shape second) -> {
                String left = built(part, Leaf.with(steps, new Leaf.Step.Side(0)), first);
                String right = built(part, Leaf.with(steps, new Leaf.Step.Side(1)), second);
                return left == null || right == null ? null : "(" + left + ", " + right + ")";
            }
            default -> {
                Leaf leaf = new Leaf(part, steps, at);
                String kept = kept(leaf);
                return kept == null ? null : converted(at, kept);
            }
        }
    }

    /** Rocq's term for what is kept of {@code leaf}, or says the same; {@code null} if nothing does. */
    @Nullable
    String kept(Leaf leaf) {
        return switch (candidate.design().of(leaf)) {
            case Representation.Dropped dropped -> null;
            case Representation.Client client -> "c";
            case Representation.Derived(Leaf base, int more) -> {
                String kept = kept(base);
                yield kept == null ? null : more == 0 ? kept : "(Datatypes.S " + kept + ")";
            }
            default -> "(I." + candidate.names().field(leaf) + " " + (leaf.isPerKey() ? "e" : "x") + ")";
        };
    }

    /** The representation of what is kept, which may be kept for another leaf. */
    Representation root(Leaf leaf) {
        return candidate.design().of(leaf) instanceof Representation.Derived(Leaf base, int more)
                ? candidate.design().of(base)
                : candidate.design().of(leaf);
    }

    private void fact(Leaf leaf, String whole) {
        Representation chosen = candidate.design().of(leaf);
        String kept = kept(leaf);
        if (kept == null) {
            return;
        }
        String specified = leaf.specified(whole, "k");
        Representation root = root(leaf);
        boolean puts = leaf.shape() instanceof Shape.Collection;
        if (puts && root.isRelative()) {
            // What it says of the set is among the facts of what was put.
            if (root instanceof Representation.Lasts) {
                facts.add("single_slots " + kept);
            }
        } else if (puts && root instanceof Representation.Slots) {
            facts.add("same " + specified + " " + kept);
            facts.add("single_slots " + kept);
        } else if (puts && !(root instanceof Representation.Same && chosen.equals(root))) {
            facts.add("first " + specified + " c " + kept);
        } else {
            facts.add(converted(leaf.shape(), kept) + " = " + specified);
        }
    }

    /** {@code term} of a core's copy of a type, as the specification's. */
    static String converted(Shape shape, String term) {
        return switch (shape) {
            case Shape.Struct struct -> "(" + struct.name() + "_of " + term + ")";
            case Shape.Perhaps(Shape.Struct struct) -> "(option_map " + struct.name() + "_of " + term + ")";
            default -> term;
        };
    }
}
