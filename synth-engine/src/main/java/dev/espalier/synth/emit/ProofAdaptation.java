package dev.espalier.synth.emit;

import dev.espalier.synth.growth.CoreText;
import dev.espalier.synth.growth.Theorem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Core and proof of a search under the names of a core of the repository, and as a proof of its statement. Only names
 * and the head change; every lemma and tactic stays as it was found.
 *
 * @param name the core's name
 * @param specification how a file comes by the specification
 */
record ProofAdaptation(CoreName name, LoadedSpecification specification) {
    private static final String CANDIDATE = CoreText.MODULE;

    /** The theorems that {@code proof} has, of those that a statement may claim. */
    static List<Theorem> theorems(String proof) throws EmissionException {
        List<Theorem> theorems = Theorem.in(proof);
        if (!theorems.contains(Theorem.REFINEMENT)) {
            throw foreign("it has no theorem refinement");
        }
        return theorems;
    }

    /** The core's file: the functor under the core's name. */
    String core(String text) throws EmissionException {
        String renamed = once(text, "Module " + CoreText.FUNCTOR + " (", "Module " + name.module() + " (");
        return once(renamed, "End " + CoreText.FUNCTOR + ".", "End " + name.module() + ".");
    }

    /** The proof's file: a functor that has the type of the statement. */
    String proof(String text) throws EmissionException {
        String module = name.module();
        String changed = once(
                text,
                "From Espalier.Candidate Require Core.",
                "From Espalier.Grown Require " + module + " " + module + "Statement.");
        changed = once(
                changed,
                "Module Proof (P : PARAMETERS) (M : MAP P).",
                "Module Proof (P : PARAMETERS) (M : MAP P)\n  <: " + module + "Statement.STATEMENT P M.");
        changed = once(
                changed,
                "  Module I := " + CANDIDATE + "." + CoreText.FUNCTOR + " P M.",
                "  Module Core := " + module + "." + module + " P M.\n  Module I := Core.");
        changed = once(
                changed,
                "  Module S := " + specification.found().applied() + ".",
                "  Module Abstract := " + specification.kept().applied() + ".\n  Module S := Abstract.");
        changed =
                once(changed, "Module Implementation := MachineOf P I.", "Module Implementation := MachineOf P Core.");
        changed = once(
                changed, "Module Specification := MachineOf P S.", "Module Specification := MachineOf P Abstract.");
        for (int i = 0; i < specification.found().modules().size(); i++) {
            changed = once(
                    changed,
                    LoadedSpecification.required(specification.found().modules().get(i)),
                    LoadedSpecification.required(specification.kept().modules().get(i)));
        }
        changed = changed.replace(CANDIDATE + "." + CoreText.FUNCTOR, module + "." + module)
                .replace(CANDIDATE, "grown/" + module);
        if (changed.contains("Espalier.Candidate")) {
            throw foreign("it loads a file of the search that is unknown here");
        }
        return changed;
    }

    private static String once(String text, String find, String replacement) throws EmissionException {
        Matcher matcher = Pattern.compile(Pattern.quote(find)).matcher(text);
        if (matcher.results().count() != 1) {
            throw foreign("\"" + find.strip() + "\" is not in it, or more than once");
        }
        return text.replace(find, replacement);
    }

    private static EmissionException foreign(String cause) {
        return new EmissionException(
                "the search's Core.v and Proof.v",
                "they are not as this version of the search writes them: " + cause,
                "Search again");
    }
}
