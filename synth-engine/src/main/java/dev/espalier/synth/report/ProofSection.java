package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the prover said of a design: the definitions, and each obligation with what was tried on it. */
final class ProofSection {
    private static final class Step {
        private final List<Event.Refused> refused = new ArrayList<>();
        private Event.@Nullable Proved proved;
        private long took;
    }

    private ProofSection() {}

    static Html of(Trial trial) {
        Map<String, Step> steps = new LinkedHashMap<>();
        for (Event event : trial.events()) {
            if (event instanceof Event.Proved proved) {
                Step step = steps.computeIfAbsent(proved.obligation(), name -> new Step());
                step.proved = proved;
                step.took += proved.millis();
            }
            if (event instanceof Event.Refused refused) {
                Step step = steps.computeIfAbsent(refused.step(), name -> new Step());
                step.refused.add(refused);
                step.took += refused.millis();
            }
        }
        Html html = new Html();
        if (steps.isEmpty() && trial.defined().isEmpty()) {
            return html;
        }
        html.leaf("h4", "The proof");
        trial.defined()
                .ifPresent(defined -> html.leaf(
                        "p",
                        "The prover accepts definitions, relation and statement with "
                                + Amounts.count(defined.holes(), "hole", "holes") + " ("
                                + Amounts.time(defined.millis()) + ").",
                        "class",
                        "defined"));
        for (Event.Proposed proposed : trial.all(Event.Proposed.class)) {
            html.leaf(
                    "p",
                    "For " + proposed.obligation()
                            + ", which stayed open, these were proposed, and all was tried again with them ("
                            + Amounts.time(proposed.millis()) + "):");
            html.leaf("pre", String.join("\n", proposed.lemmas()), "tabindex", "0");
        }
        for (Event.Weakened weakened : trial.all(Event.Weakened.class)) {
            html.leaf(
                    "p",
                    "True in every run, but not shown to be kept by " + weakened.obligation()
                            + "; all was tried again without (" + Amounts.time(weakened.millis()) + "):");
            html.leaf("pre", String.join("\n", weakened.facts()), "tabindex", "0");
        }
        for (Event.Generalised lemma : trial.all(Event.Generalised.class)) {
            html.leaf(
                    "p",
                    "A goal of " + lemma.obligation() + " made into a lemma: " + lemma.verdict()
                            + (lemma.words().isEmpty() ? "" : ", " + lemma.words()) + " ("
                            + Amounts.time(lemma.millis()) + "):");
            html.leaf("pre", lemma.statement(), "tabindex", "0");
        }
        if (steps.isEmpty()) {
            return html;
        }
        html.open("div", "class", "scroll")
                .open("table", "class", "proof")
                .open("thead")
                .open("tr");
        html.leaf("th", "obligation", "scope", "col").leaf("th", "tactic", "scope", "col");
        html.leaf("th", "time", "scope", "col", "class", "amount");
        html.leaf("th", "holes left", "scope", "col", "class", "amount");
        html.close("tr", "thead").open("tbody");
        steps.forEach((name, step) -> html.add(row(name, step)));
        return html.close("tbody", "table", "div");
    }

    private static Html row(String name, Step step) {
        Event.Proved proved = step.proved;
        Standing standing = proved == null ? Standing.FAILED : Standing.PROVED;
        Html html = new Html().open("tr", "class", standing.style()).open("th", "scope", "row");
        html.leaf("span", standing.sign(), "class", "sign", "aria-hidden", "true")
                .text(" " + name);
        html.close("th").open("td");
        if (proved == null) {
            html.text("refused");
        } else {
            html.leaf("code", proved.tactic());
        }
        html.close("td").leaf("td", Amounts.time(step.took), "class", "amount");
        html.leaf("td", proved == null ? "" : Integer.toString(proved.holes()), "class", "amount");
        html.close("tr");
        if (!step.refused.isEmpty()) {
            html.open("tr", "class", "attempts").open("td", "colspan", "4");
            for (int i = 0; i < step.refused.size(); i++) {
                html.add(refused(step.refused.get(i), i + 1));
            }
            html.close("td", "tr");
        }
        return html;
    }

    private static Html refused(Event.Refused refused, int attempt) {
        Html html = new Html().open("details", "class", "refused").open("summary");
        html.text("attempt " + attempt + " refused: " + Amounts.kind(refused.kind()) + ", "
                + Amounts.time(refused.millis()));
        html.close("summary");
        if (!refused.message().isEmpty()) {
            html.leaf("h5", "The prover's words").leaf("pre", refused.message(), "tabindex", "0");
        }
        if (!refused.goal().isEmpty()) {
            html.leaf("h5", "What was left to show").leaf("pre", refused.goal(), "tabindex", "0");
        }
        return html.close("details");
    }
}
