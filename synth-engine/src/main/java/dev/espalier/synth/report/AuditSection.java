package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.util.List;

/** The checks of what was found. */
final class AuditSection {
    private AuditSection() {}

    static Html of(History history) {
        Html html = new Html().open("section", "id", "audit").leaf("h2", "The audit");
        List<Trial> audited = history.trials().stream()
                .filter(one -> !one.all(Event.Audited.class).isEmpty())
                .toList();
        if (audited.isEmpty()) {
            html.leaf("p", "No finished core was audited.");
        }
        for (Trial trial : audited) {
            html.open("p").text("The core of ").add(Chips.link(trial)).text(":").close("p");
            html.add(table(trial.all(Event.Audited.class)));
        }
        return html.close("section").line();
    }

    static Html table(List<Event.Audited> checks) {
        Html html = new Html()
                .open("div", "class", "scroll")
                .open("table", "class", "audit")
                .open("tbody");
        for (Event.Audited check : checks) {
            Standing standing = check.passed() ? Standing.PROVED : check.cutOff() ? Standing.OPEN : Standing.FAILED;
            html.open("tr", "class", standing.style()).open("th", "scope", "row");
            html.leaf("span", standing.sign(), "class", "sign", "aria-hidden", "true");
            html.text(" " + check.check()).close("th");
            html.leaf("td", check.verdict());
            html.open("td").leaf("div", check.detail(), "class", "verbatim").close("td");
            html.leaf("td", Amounts.time(check.millis()), "class", "amount").close("tr");
        }
        return html.close("tbody", "table", "div");
    }
}
