package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the methods of a candidate, in the words of its core's records. */
final class MethodText {
    private final CoreText core;
    private final Candidate candidate;
    private final Names names;

    MethodText(CoreText core, Candidate candidate) {
        this.core = core;
        this.candidate = candidate;
        this.names = candidate.names();
    }

    /** The definitions of all methods. */
    String all() {
        StringBuilder text = new StringBuilder();
        for (Method method : Method.values()) {
            String arguments = method.arguments().stream()
                    .map(argument -> "(" + argument.variable() + " : " + argument.type() + ")")
                    .collect(Collectors.joining(" "));
            text.append("  Definition ")
                    .append(method.word())
                    .append(' ')
                    .append(arguments)
                    .append("\n    : ");
            text.append(method.resultType())
                    .append(" :=\n    ")
                    .append(body(method))
                    .append(".\n\n");
        }
        return text.toString();
    }

    private String body(Method method) {
        Body body = candidate.body(method);
        String text;
        if (method.decides()) {
            Term answer = body.answer();
            text = answer != null
                    ? answer.rocq()
                    : body.conjuncts().isEmpty()
                            ? "true"
                            : body.conjuncts().stream().map(Term::rocq).collect(Collectors.joining(" && "));
        } else {
            List<String> results = new ArrayList<>();
            Term answer = body.answer();
            if (method.answersValue() && answer != null) {
                results.add(answer.rocq());
            }
            method.results().forEach(part -> results.add(result(method, part, body)));
            text = results.size() == 1 ? results.getFirst() : "(" + String.join(",\n     ", results) + ")";
        }
        return opening(method, text) + text;
    }

    /** Names the record of the key at hand, if the body speaks of it. */
    private String opening(Method method, String text) {
        for (Argument argument : method.arguments()) {
            Part part = argument.part();
            if (part != null && core.hasTable(part) && text.matches("(?s).*\\be\\b.*")) {
                return "let e := " + part.word() + "_at k " + argument.variable() + " in\n    ";
            }
        }
        return "";
    }

    private String result(Method method, Part part, Body body) {
        if (core.isEmpty(part)) {
            return "tt";
        }
        String state = state(method, part);
        List<String> fields = new ArrayList<>();
        boolean changed = state == null;
        for (Leaf leaf : candidate.kept(part, false)) {
            String term = term(body, leaf);
            changed |= !term.equals(names.access(leaf, String.valueOf(state)));
            fields.add(names.field(leaf) + " := " + term);
        }
        if (core.remembersInitial(part)) {
            fields.add("initial := " + (state == null ? "v" : "initial " + state));
        }
        if (core.hasTable(part)) {
            String kept = entry(part, body, state);
            changed |= kept != null;
            String whole = CoreText.table(part) + " " + state;
            fields.add(CoreText.table(part) + " := "
                    + (state == null ? "M.empty" : kept == null ? whole : "M.add k " + kept + " (" + whole + ")"));
        }
        return changed ? "{| " + String.join(";\n       ", fields) + " |}" : String.valueOf(state);
    }

    /** The record for the key at hand; {@code null} if it stays as it is. */
    private @Nullable String entry(Part part, Body body, @Nullable String state) {
        List<Leaf> leaves = candidate.kept(part, true);
        if (state == null || leaves.stream().allMatch(leaf -> isKept(leaf, term(body, leaf)))) {
            return null;
        }
        // Where all is chosen by one condition, and the old record stays as a whole, say so.
        String condition = null;
        boolean whole = true;
        for (Leaf leaf : leaves) {
            Term term = body.leaves().get(leaf);
            if (!(term instanceof Term.Choice(Term asked, Term yes, Term no)) || !isKept(leaf, no.rocq())) {
                whole = false;
                break;
            }
            whole = condition == null || condition.equals(asked.rocq());
            condition = asked.rocq();
            if (!whole) {
                break;
            }
        }
        if (whole && condition != null) {
            String fresh = core.built(
                    leaves, leaf -> ((Term.Choice) bodyTerm(body, leaf)).yes().rocq());
            return "(if " + condition + " then " + fresh + " else e)";
        }
        return core.built(leaves, leaf -> term(body, leaf));
    }

    private boolean isKept(Leaf leaf, String term) {
        return term.equals(names.access(leaf, "e"));
    }

    private static @Nullable String state(Method method, Part part) {
        for (Argument argument : method.arguments()) {
            if (argument.part() == part) {
                return argument.variable();
            }
        }
        return null;
    }

    private static Term bodyTerm(Body body, Leaf leaf) {
        Term term = body.leaves().get(leaf);
        if (term == null) {
            throw new IllegalStateException("nothing computes " + leaf);
        }
        return term;
    }

    private static String term(Body body, Leaf leaf) {
        return bodyTerm(body, leaf).rocq();
    }
}
