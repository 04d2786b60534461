package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the relation that a design implies, and the obligations that a core of it has to meet. */
public final class ProofText {
    private final Target target;
    private final Candidate candidate;
    private final CoreText core;
    private final MachineShape shape;
    private final Relations relations;

    /** Of {@code candidate}, a core for {@code target}. */
    public ProofText(Target target, Candidate candidate) {
        this.target = target;
        this.candidate = candidate;
        this.core = new CoreText(target, candidate);
        this.shape = target.machine().shape();
        this.relations = new Relations(candidate, shape);
    }

    private static String required(String module) {
        int dot = module.lastIndexOf('.');
        return "From " + module.substring(0, dot) + " Require " + module.substring(dot + 1) + ".\n";
    }

    /**
     * All up to the obligations.
     *
     * @param module the logical name of the core's file; empty if the core was defined before, in the same place
     */
    public String head(String module) {
        StringBuilder text = new StringBuilder();
        text.append("(** The core of ")
                .append(module)
                .append(".v refines ")
                .append(target.name())
                .append(". *)\n\n");
        text.append("From Coq Require Import List Bool Arith Lia.\n");
        text.append("From Espalier.Framework Require Import\n  Parameters Machine Refinement LocalSimulation ");
        text.append("LocalSimulationProof\n  Progress LocalInvariant LocalProgress LocalProgressProof.\n");
        text.append("From Espalier.Kit Require Import FiniteSet Vector Map Decide Needs.\n");
        target.loading().modules().forEach(one -> text.append(required(one)));
        boolean defined = module.isEmpty();
        text.append(defined ? "" : required(module)).append('\n');
        text.append("Module Proof (P : PARAMETERS) (M : MAP P).\n");
        text.append("  Module I := ")
                .append(defined ? "" : module + ".")
                .append(CoreText.FUNCTOR)
                .append(" P M.\n");
        text.append("  Module S := ").append(target.loading().applied()).append(".\n");
        text.append("  Module Implementation := MachineOf P I.\n");
        text.append("  Module Specification := MachineOf P S.\n\n");
        String decider = decider();
        if (decider != null) {
            text.append("  Definition same := same_puts P.client_eq_dec S.")
                    .append(decider)
                    .append(".\n");
            text.append("  Definition first := first_puts S.").append(decider).append(".\n\n");
        }
        for (Shape.Struct struct : core.keptStructs()) {
            text.append("  Definition ")
                    .append(struct.name())
                    .append("_of (x : I.")
                    .append(struct.name())
                    .append(")");
            text.append(" : S.").append(struct.name()).append(" :=\n    ");
            text.append(struct.fields().stream()
                    .map(field -> "S." + field.name() + " := "
                            + Relations.converted(field.shape(), "(I." + field.name() + " x)"))
                    .collect(Collectors.joining("; ", "{| ", " |}.\n\n")));
        }
        for (Part part : Part.values()) {
            if (core.hasTable(part)) {
                tableLemmas(part, text);
            }
            text.append(relations.of(part, core.hasTable(part)));
        }
        hints(decider, text);
        return text.toString();
    }

    private @Nullable String decider() {
        return shape.deciders().entrySet().stream()
                .filter(one -> one.getKey().isPutName())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** What is found for a key after each kind of change. */
    private void tableLemmas(Part part, StringBuilder text) {
        String word = part.word();
        boolean initial = core.remembersInitial(part);
        List<String> scalars = new ArrayList<>(core.scalars(part));
        scalars.remove("initial");
        String others = scalars.stream().map(field -> " x_" + field).collect(Collectors.joining());
        String build = "I.Build_" + word + "_record" + others;
        String kept = initial ? " (I.initial r)" : "";
        String table = "(I." + CoreText.table(part) + " r)";
        text.append("""
                  Lemma %1$s_at_added : forall asked k e r%2$s,
                    M.well_formed %6$s ->
                    I.%1$s_at asked (%3$s%4$s (M.add k e %6$s)) =
                    if P.key_eq_dec k asked then e else I.%1$s_at asked r.
                  Proof.
                    intros. unfold I.%1$s_at. cbn. rewrite M.find_add by assumption.
                    destruct (P.key_eq_dec k asked); reflexivity.
                  Qed.

                  Lemma %1$s_at_kept : forall asked r%2$s,
                    I.%1$s_at asked (%3$s%4$s %6$s) = I.%1$s_at asked r.
                  Proof. reflexivity. Qed.

                  Lemma %1$s_at_start : forall asked%2$s%5$s,
                    I.%1$s_at asked (%3$s%5$s M.empty) = I.%1$s_untouched%5$s.
                  Proof. intros. unfold I.%1$s_at. cbn. rewrite M.find_empty. reflexivity. Qed.

                  #[local] Hint Rewrite %1$s_at_start %1$s_at_kept : copies.
                  #[local] Hint Rewrite %1$s_at_added using assumption : copies.

                """.formatted(word, others, build, kept, initial ? " v0" : "", table));
    }

    private void hints(@Nullable String decider, StringBuilder text) {
        List<String> methods = new ArrayList<>(
                core.usedVectors().stream().map(name -> "I." + name).toList());
        for (Part part : Part.values()) {
            if (core.hasTable(part)) {
                methods.add("I." + part.word() + "_untouched");
            }
        }
        core.usedHelpers().forEach(helper -> methods.add("I." + helper.name()));
        for (Method method : Method.values()) {
            methods.add("I." + method.word());
        }
        shape.functions().keySet().forEach(name -> methods.add("S." + name));
        text.append("  #[local] Hint Resolve M.well_formed_add M.well_formed_empty : slots.\n");
        text.append("  #[local] Hint Unfold\n    ")
                .append(String.join("\n    ", methods))
                .append(" : methods.\n");
        Set<String> types = new LinkedHashSet<>(shape.aliases());
        Arrays.stream(Part.values()).forEach(part -> types.remove(part.type()));
        List<String> unfolded =
                new ArrayList<>(types.stream().map(name -> "S." + name).toList());
        if (decider != null) {
            unfolded.addAll(List.of("same", "first"));
        }
        core.keptStructs().forEach(struct -> unfolded.add(struct.name() + "_of"));
        unfolded.add("option_map");
        text.append("  #[local] Hint Unfold\n    ")
                .append(String.join(" ", unfolded))
                .append(" : relations.\n\n");
    }

    /** The obligations, by name, without their proofs. */
    public Map<String, String> obligations() {
        Map<String, String> obligations = new LinkedHashMap<>();
        obligations.put("client_starts", "forall c,\n    client_related c (I.client_init c) (S.client_init c)");
        obligations.put(
                "replica_starts", "forall r v,\n    replica_related r (I.replica_init r v) (S.replica_init r v)");
        obligations.put("get_formed", """
                forall k c s t,
                    client_related c s t ->
                    get_related c (fst (I.get_request k c s)) (fst (S.get_request k c t)) /\\
                    client_related c (snd (I.get_request k c s)) (snd (S.get_request k c t))""");
        obligations.put("get_answered", """
                forall k c r g h s t,
                    get_related c g h -> replica_related r s t ->
                    I.get_guard k g c r s = true ->
                    S.get_guard k h c r t = true /\\
                    fst (fst (I.get k g c r s)) = fst (fst (S.get k h c r t)) /\\
                    answer_related c (snd (fst (I.get k g c r s)))
                      (snd (fst (S.get k h c r t))) /\\
                    replica_related r (snd (I.get k g c r s)) (snd (S.get k h c r t))""");
        obligations.put("answer_taken", """
                forall k v c a b s t,
                    answer_related c a b -> client_related c s t ->
                    client_related c (I.get_response k v a c s) (S.get_response k v b c t)""");
        obligations.put("put_formed", """
                forall k v now c s t,
                    client_related c s t ->
                    put_related c (fst (I.put_request k v now c s)) (fst (S.put_request k v now c t)) /\\
                    client_related c (snd (I.put_request k v now c s)) (snd (S.put_request k v now c t))""");
        obligations.put("put_applied", """
                forall k v c r p q s t,
                    put_related c p q -> replica_related r s t ->
                    I.put_guard k v p c r s = true ->
                    S.put_guard k v q c r t = true /\\
                    replica_related r (I.put k v p c r s) (S.put k v q c r t)""");
        return obligations;
    }

    /** What follows the obligations: the refinement. */
    public String tail() {
        return """

                  Definition simulation :
                    local_simulation Implementation.machine Specification.machine.
                  Proof.
                    refine (Build_local_simulation
                      Implementation.machine Specification.machine
                      client_related replica_related (fun _ => get_related)
                      (fun _ _ => answer_related) (fun _ _ => put_related)
                      client_starts replica_starts get_formed get_answered answer_taken _
                      put_applied).
                    intros. exists now. apply (put_formed k v). assumption.
                  Defined.

                  Theorem refinement :
                    refines P.client_eq_dec P.replica_eq_dec
                      Implementation.machine Specification.machine.
                  Proof. exact (local_simulation_refines _ _ _ _ simulation). Qed.
                """;
    }

    /** What else is proposed about the core, after the refinement. */
    public List<Claim> claims() {
        return new Claims(target, candidate, core, relations).all();
    }

    /** The last line. */
    public String end() {
        return "\nEnd Proof.\n";
    }

    /**
     * The whole file.
     *
     * @param proofs of the obligations, by name; where there is none, it is {@code Admitted}
     * @param claims what else is proved, by name
     */
    public String file(String module, Map<String, String> proofs, Map<String, String> claims) {
        StringBuilder text = new StringBuilder(head(module));
        obligations()
                .forEach((name, statement) -> text.append("  Lemma ")
                        .append(name)
                        .append(" : ")
                        .append(statement)
                        .append(".\n  ")
                        .append(
                                proofs.containsKey(name)
                                        ? "Proof. " + proofs.get(name) + " Qed.\n\n"
                                        : "Admitted.\n\n"));
        text.append(tail());
        claims.values().forEach(text::append);
        return text.append(end()).toString();
    }

    /** For people: what is kept of each part. */
    public Map<String, String> summary() {
        Map<String, String> summary = new TreeMap<>();
        for (Map.Entry<Leaf, Representation> choice :
                candidate.design().choices().entrySet()) {
            summary.put(choice.getKey().toString(), choice.getValue().words());
        }
        return summary;
    }
}
