package dev.espalier.synth.report;

import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.rank.Spread;
import dev.espalier.synth.search.Event;
import java.util.Locale;

/** How fast the closed cores were beside the reference. */
final class SpeedSection {
    private SpeedSection() {}

    /** Nothing, if nothing was measured. */
    static Html of(History history) {
        Html html = new Html();
        if (history.measured().isEmpty() && history.unmeasured().isEmpty()) {
            return html;
        }
        html.open("section", "id", "speed").leaf("h2", "Speed");
        html.leaf(
                "p",
                "Gets and puts in equal parts, each core in turn in the same process: processor time, the median of the"
                        + " rounds, the least and the most.");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String column :
                new String[] {"core", "ns an operation", "times as fast as the reference", "after 10 times the puts"}) {
            html.leaf("th", column, "scope", "col");
        }
        html.close("tr", "thead").open("tbody");
        for (Event.Measured one : history.measured()) {
            html.open("tr").open("th", "scope", "row");
            name(html, history, one.id(), one.core());
            html.close("th").leaf("td", spread(one.nanos(), "%.0f")).leaf("td", spread(one.speedup(), "%.2f"));
            html.leaf(
                    "td",
                    String.format(Locale.ROOT, "%.2f times as long", one.growth())
                            + (one.measurement().grows() ? ": GROWS" : ""));
            html.close("tr");
        }
        html.close("tbody", "table", "div");
        for (Event.Unmeasured one : history.unmeasured()) {
            html.open("p").text("Not measured: ");
            name(html, history, one.id(), "design " + one.id());
            html.text(": " + one.reason()).close("p");
        }
        return html.close("section").line();
    }

    private static void name(Html html, History history, int id, String otherwise) {
        if (id != Contender.REFERENCE && history.trial(id).isPresent()) {
            html.add(Chips.link(history.trial(id).get()));
        } else {
            html.text(otherwise);
        }
    }

    private static String spread(Spread spread, String format) {
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                spread.median(),
                spread.least(),
                spread.most());
    }
}
