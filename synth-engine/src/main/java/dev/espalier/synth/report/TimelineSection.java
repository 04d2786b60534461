package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** When what was tried, and what it cost. */
final class TimelineSection {
    private TimelineSection() {}

    static Html of(History history, Lineage lineage) {
        List<Trial> trials = history.trials();
        Html html = new Html().open("section", "id", "timeline").leaf("h2", "In order of time");
        if (trials.isEmpty()) {
            return html.leaf("p", "No design was taken up.").close("section").line();
        }
        html.add(causes(trials));
        long whole = Math.max(
                1,
                trials.stream().mapToLong(one -> one.begun() + one.took()).max().orElse(1));
        html.open("div", "class", "scroll tall", "tabindex", "0", "role", "region", "aria-label", "In order of time");
        html.open("table", "class", "time").open("thead").open("tr");
        for (String column : List.of("design", "outcome", "why it did not do")) {
            html.leaf("th", column, "scope", "col");
        }
        for (String column : List.of("begun", "took", "prover", "refused", "holes")) {
            html.leaf("th", column, "scope", "col", "class", "amount");
        }
        html.leaf("th", "when", "scope", "col", "class", "when")
                .close("tr", "thead")
                .open("tbody");
        for (Trial trial : trials) {
            html.add(row(trial, lineage.isOnPath(trial), whole)).line();
        }
        return html.close("tbody", "table", "div", "section").line();
    }

    private static Html causes(List<Trial> trials) {
        Map<String, Long> kinds = trials.stream()
                .flatMap(one -> one.failed().stream())
                .collect(Collectors.groupingBy(
                        failed -> Amounts.kind(failed.kind()), TreeMap::new, Collectors.counting()));
        if (kinds.isEmpty()) {
            return new Html();
        }
        String words = kinds.entrySet().stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        return new Html().leaf("p", "Why designs did not do: " + words + ".");
    }

    private static Html row(Trial trial, boolean way, long whole) {
        String style = trial.standing().style() + (way ? " way" : "");
        Html html = new Html().open("tr", "class", style).open("th", "scope", "row");
        html.add(Chips.link(trial)).close("th").open("td").add(Chips.standing(trial.standing()));
        html.close("td").open("td", "class", "cause");
        trial.failed().ifPresent(failed -> html.text(Chips.brief(failed.cause(), 120)));
        html.close("td");
        int refused = trial.all(Event.Refused.class).size();
        for (String amount : List.of(
                Amounts.time(trial.begun()),
                Amounts.time(trial.took()),
                trial.inProver() == 0 ? "" : Amounts.time(trial.inProver()),
                refused == 0 ? "" : Integer.toString(refused),
                trial.holes().isPresent() ? Integer.toString(trial.holes().getAsInt()) : "")) {
            html.leaf("td", amount, "class", "amount");
        }
        String place = String.format(
                Locale.ROOT,
                "margin-inline-start:%.2f%%;inline-size:%.2f%%",
                100.0 * trial.begun() / whole,
                Math.max(0, Math.min(100.0 * trial.took() / whole, 100.0 - 100.0 * trial.begun() / whole)));
        html.open("td", "class", "when").leaf("span", "", "class", "bar", "style", place);
        return html.close("td", "tr");
    }
}
