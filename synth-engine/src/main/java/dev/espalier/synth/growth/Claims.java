package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.term.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Proposes what else may be proved of a core: that a put which it reports as seen stays so, and progress. The local
 * invariant and what each part depends on are made from a design's representations: a vector has one slot a client, what
 * an entry depends on is applied, a counter stands for the client's first puts, a vector for those that it covers. They
 * are proposals, and the prover judges them.
 */
final class Claims {
    private final Candidate candidate;
    private final CoreText core;
    private final MachineShape shape;
    private final Relations relations;
    private final List<Leaf> leaves;

    Claims(Target target, Candidate candidate, CoreText core, Relations relations) {
        this.candidate = candidate;
        this.core = core;
        this.shape = target.machine().shape();
        this.relations = relations;
        this.leaves = target.leaves();
    }

    List<Claim> all() {
        Term says = candidate.body(Method.PUT_SEEN).answer();
        // Of a core that never says so it is not true.
        boolean never = says != null && says.rocq().equals("false");
        List<Claim> seen = never ? List.of() : List.of(new Claim("seen", List.of("""

                  Theorem seen : seen_is_final Implementation.machine.
                  Proof. constructor; open_machine Implementation.machine; close_obligation. Qed.
                """)));
        if (candidate.design().isRelative()) {
            return seen; // progress is argued from vectors and counters alone
        }
        Set<String> ways = new LinkedHashSet<>();
        for (Leaf applied : vectors(Part.REPLICA, false)) {
            for (Name name : names(shape.of(Part.PUT), List.of())) {
                ways.add(progress(applied, name, List.of(), false));
                // A number of the client's, or one that a get asks for, may count its puts without a set beside it.
                for (Leaf made : numbers(Part.CLIENT)) {
                    ways.add(progress(applied, name, List.of(made), true));
                    numbers(Part.GET).forEach(asked -> ways.add(progress(applied, name, List.of(made, asked), true)));
                }
            }
        }
        List<Claim> claims = new ArrayList<>(seen);
        if (!ways.isEmpty()) {
            claims.add(new Claim("progress", List.copyOf(ways)));
        }
        return claims;
    }

    /** The name of a put: whose, and which of that client's. */
    private record Name(String client, String number) {}

    private List<Name> names(Shape at, List<Leaf.Step> steps) {
        return switch (at) {
            case Shape.Struct struct -> {
                List<Name> found = new ArrayList<>();
                for (int i = 0; i < struct.fields().size(); i++) {
                    found.addAll(
                            names(struct.fields().get(i).shape(), Leaf.with(steps, new Leaf.Step.Field(struct, i))));
                }
                yield found;
            }
            case Shape.Pair(Shape first, Shape second)
            when at.isPutName() -> {
                String client = relations.kept(new Leaf(Part.PUT, Leaf.with(steps, new Leaf.Step.Side(0)), first));
                String number = relations.kept(new Leaf(Part.PUT, Leaf.with(steps, new Leaf.Step.Side(1)), second));
                yield client == null || number == null ? List.of() : List.of(new Name(client, number));
            }
            case Shape.Pair(Shape first, Shape second) -> {
                List<Name> found = new ArrayList<>(names(first, Leaf.with(steps, new Leaf.Step.Side(0))));
                found.addAll(names(second, Leaf.with(steps, new Leaf.Step.Side(1))));
                yield found;
            }
            default -> List.of();
        };
    }

    private List<Leaf> vectors(Part part, boolean perKey) {
        return candidate.kept(part, perKey).stream()
                .filter(leaf -> candidate.design().of(leaf) instanceof Representation.Slots)
                .toList();
    }

    private List<Leaf> numbers(Part part) {
        return candidate.kept(part, false).stream()
                .filter(leaf -> leaf.shape() instanceof Shape.Number)
                .toList();
    }

    private String kept(Leaf leaf) {
        return String.valueOf(relations.kept(leaf));
    }

    /** The puts that a part knows of. */
    private String needs(Part part, List<Leaf> counted, String more) {
        Set<String> needs = new LinkedHashSet<>();
        for (Leaf leaf : leaves) {
            String kept = leaf.part() == part && !leaf.isPerKey() && leaf.shape() instanceof Shape.Collection
                    ? relations.kept(leaf)
                    : null;
            if (kept != null) {
                needs.add(isVector(leaf) ? "covered " + kept + " i" : "among_first c " + kept + " i");
            }
        }
        counted.stream()
                .filter(leaf -> leaf.part() == part)
                .forEach(leaf -> needs.add("among_first c " + kept(leaf) + " i"));
        if (!more.isEmpty()) {
            needs.add(more);
        }
        return needs.isEmpty() ? "False" : String.join(" \\/ ", needs);
    }

    private boolean isVector(Leaf leaf) {
        return switch (candidate.design().of(leaf)) {
            case Representation.Slots slots -> true;
            case Representation.Derived(Leaf base, int more) -> isVector(base);
            default -> false;
        };
    }

    private String progress(Leaf applied, Name name, List<Leaf> counted, boolean counting) {
        StringBuilder text = new StringBuilder("""

                  Definition covered := Needs.covered P.client_eq_dec.
                  Definition within := Needs.within P.client_eq_dec.
                  #[local] Hint Unfold covered within : relations.

                """);
        for (Part part : Part.values()) {
            invariant(part, applied, counting && part == Part.PUT ? List.of("1 <= " + name.number()) : List.of(), text);
        }
        String earlier = counting ? "among_first c (Nat.pred " + name.number() + ") i" : "";
        return text.append("""
                  Definition invariant : local_invariant Implementation.machine.
                  Proof.
                    refine (Build_local_invariant Implementation.machine
                      client_ok replica_ok (fun _ => get_ok) (fun _ _ => answer_ok)
                      (fun _ _ => put_ok) _ _ _ _ _ _ _);
                      open_machine Implementation.machine.
                    all: close_obligation.
                  Defined.

                  Definition dependencies : local_progress Implementation.machine invariant.
                  Proof.
                    refine (Build_local_progress Implementation.machine invariant
                      (P.client * nat)
                      (fun _ _ c x => (%s, %s))
                      (fun c x i => %s)
                      (fun _ c x i => %s)
                      (fun _ _ c x i => %s)
                      (fun _ _ c x i => %s)
                      (fun _ x i => covered %s i)
                      _ _ _ _ _ _ _ _ _ _ _ _);
                      open_invariant Implementation.machine invariant.
                    all: close_dependency.
                  Defined.

                  Theorem progress :
                    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
                  Proof. exact (local_progress_progressive _ _ _ _ dependencies). Qed.
                """.formatted(
                                name.client(),
                                name.number(),
                                needs(Part.CLIENT, counted, ""),
                                needs(Part.GET, counted, ""),
                                needs(Part.ANSWER, counted, ""),
                                needs(Part.PUT, counted, earlier),
                                kept(applied)))
                .toString();
    }

    private void invariant(Part part, Leaf applied, List<String> more, StringBuilder text) {
        String word = part.word();
        boolean table = core.hasTable(part);
        boolean replica = part == Part.REPLICA;
        List<String> ofEntries = new ArrayList<>();
        for (Leaf leaf : vectors(part, true)) {
            ofEntries.add("single_slots " + kept(leaf));
            if (replica) {
                ofEntries.add("within " + kept(leaf) + " v");
            }
        }
        if (!ofEntries.isEmpty()) {
            Relations.record(
                    word + "_entry_ok (e : I." + word + "_entry)" + (replica ? " (v : vector P.client)" : ""),
                    word + "_entry_ok",
                    ofEntries,
                    text);
        }
        List<String> facts = new ArrayList<>(more);
        if (table) {
            facts.add("M.well_formed (I." + CoreText.table(part) + " x)");
        }
        vectors(part, false).forEach(leaf -> facts.add("single_slots " + kept(leaf)));
        if (!ofEntries.isEmpty()) {
            facts.add("forall k, " + word + "_entry_ok (I." + word + "_at k x)" + (replica ? " " + kept(applied) : ""));
        }
        Relations.record(
                word + "_ok " + (replica ? "(r : P.replica)" : "(c : P.client)") + " (x : I." + part.type() + ")",
                word + "_ok",
                facts,
                text);
    }
}
