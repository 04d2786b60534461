package dev.espalier.synth.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which commands a specification or a proof may give. It is a list of what is allowed: of a command that a later
 * version of the prover adds, nobody here knows whether it is sound.
 */
final class CommandRules {
    /** Words that leave a hole wherever they stand. */
    static final Set<String> HOLES = words("Admitted admit Admit give_up");

    /** Words that assume something wherever they stand. */
    static final Set<String> AXIOMS = words("Axiom Axioms Conjecture Conjectures Primitive Symbol Symbols");

    /** Words that evade a check, or trust more than the prover's kernel, wherever they stand. */
    static final Set<String> EVASIONS = words("bypass_check native_compute native_cast_no_check Declare_ML_Module");

    /** Commands that demand something in a module type and assume it anywhere else. */
    static final Set<String> PARAMETERS = words("Parameter Parameters");

    /** Commands that generalise in a section and assume anywhere else. */
    static final Set<String> VARIABLES = words("Variable Variables Hypothesis Hypotheses Context");

    /** Commands that any source may give. */
    static final Set<String> ALLOWED = words("""
            Definition Fixpoint CoFixpoint Inductive CoInductive Variant Record Structure Class Instance Existing
            Lemma Theorem Corollary Proposition Fact Remark Property Example Goal Proof Qed Defined Abort
            Section Module End Import Export Include Require From
            Notation Infix Reserved Open Close Delimit Undelimit Bind Arguments Implicit Generalizable
            Hint Remove Create Ltac Tactic Set Unset Declare Add Typeclasses
            Coercion Identity SubClass Canonical Opaque Transparent Strategy Let
            Scheme Combined Derive Function Functional Next Obligation Obligations Solve Final
            Print Check About Compute Eval Universe Universes
            """);

    /** Attributes that any command may carry, in lower case. */
    static final Set<String> ATTRIBUTES = words("""
            local global export program canonical refine deprecated since note universes polymorphic monomorphic
            cumulative noncumulative private
            """);

    /** First words that only these second words make harmless. */
    static boolean allowsSecond(String first, String second) {
        return switch (first) {
            case "Declare" -> Set.of("Scope", "Custom", "Module").contains(second);
            case "Add" ->
                words("Ring Field Parametric Morphism Relation Setoid").contains(second);
            case "Create" -> second.equals("HintDb");
            case "Remove" -> second.equals("Hints");
            case "Print" -> second.equals("Assumptions");
            case "Existing" -> words("Instance Instances Class").contains(second);
            case "Include" -> !second.equals("Type");
            default -> true;
        };
    }

    private static final List<String> OPTIONS = List.of(
            "Implicit Arguments",
            "Strict Implicit",
            "Contextual Implicit",
            "Maximal Implicit Insertion",
            "Reversible Pattern Implicit",
            "Primitive Projections",
            "Default Proof Using",
            "Default Goal Selector",
            "Suggest Proof Using",
            "Bullet Behavior",
            "Keyed Unification",
            "Asymmetric Patterns",
            "Universe Polymorphism",
            "Program Mode",
            "Printing",
            "Warnings");

    /** Whether {@code Set} or {@code Unset} may touch {@code option}, the words that follow. */
    static boolean allowsOption(String option) {
        return OPTIONS.stream().anyMatch(allowed -> option.equals(allowed) || option.startsWith(allowed + " "));
    }

    private CommandRules() {}

    private static Set<String> words(String list) {
        return Arrays.stream(list.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
