package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final SimulationText simulation;

    /** Of {@code candidate}, a core for {@code target}. */
    public ProofText(Target target, Candidate candidate) {
        this.target = target;
        this.candidate = candidate;
        this.core = new CoreText(target, candidate);
        this.shape = target.machine().shape();
        this.relations = new Relations(candidate, shape);
        this.simulation = candidate.design().isRelative() ? new HistoryText() : new LocalText();
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
        text.append(simulation.imports());
        text.append(
                "From Espalier.Framework Require Import Progress LocalInvariant LocalProgress LocalProgressProof.\n");
        text.append("From Espalier.Kit Require Import Needs.\n");
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
        text.append(simulation.definitions());
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
        return simulation.obligations();
    }

    /**
     * That one fact of the relation is kept.
     *
     * @param fact which of the candidate's
     * @param definition what the statement rests on besides the head
     * @param statement that a step keeps it, if all that is known holds before
     */
    public record Kept(int fact, String definition, String statement) {}

    /** What an obligation asks of the facts that the relation has besides what the representations say: one by one. */
    public List<Kept> kept(String obligation) {
        String statement = String.valueOf(obligations().get(obligation));
        int arrow = statement.lastIndexOf("->");
        int asked = arrow < 0 ? statement.indexOf(',') + 1 : arrow + 2;
        List<Kept> kept = new ArrayList<>();
        for (String conjunct : statement.substring(asked).split("/\\\\")) {
            for (int i = 0; i < candidate.facts().size(); i++) {
                PutFact fact = candidate.facts().get(i);
                String relation = fact.part().word() + "_related ";
                boolean there = !fact.perKey() || core.hasTable(fact.part());
                if (there && conjunct.strip().startsWith(relation)) {
                    String name = "kept_" + (i + 1);
                    kept.add(new Kept(
                            i,
                            relations.alone(fact, name),
                            statement.substring(0, asked) + conjunct.replace(relation, name + " ")));
                }
            }
        }
        return kept;
    }

    /** What follows the obligations: the refinement. */
    public String tail() {
        return simulation.tail();
    }

    /** Whether obligations speak of what was put so far. */
    public boolean isRelative() {
        return candidate.design().isRelative();
    }

    /** What else is proposed about the core, after the refinement. */
    public List<Claim> claims() {
        return new Claims(target, candidate, core, relations).all();
    }

    /** The last line. */
    public static final String END = "\nEnd Proof.\n";

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
        return text.append(END).toString();
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
