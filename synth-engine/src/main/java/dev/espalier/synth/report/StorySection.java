package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.util.List;

/** The way to the goal as one reads it: a design, why it did not do, and what was changed for that. */
final class StorySection {
    private static final int CAUSE_MAX = 240;

    private StorySection() {}

    static Html of(History history, Lineage lineage) {
        List<Trial> path = lineage.path();
        Html html = new Html().open("section", "id", "story").leaf("h2", "The story");
        if (path.isEmpty()) {
            return html.leaf("p", "No design was taken up.").close("section").line();
        }
        int beside = history.trials().size() - path.size();
        if (beside > 0) {
            html.leaf(
                    "p",
                    "The way to #" + path.getLast().id() + "; "
                            + Amounts.count(beside, "design", "designs")
                            + " beside it led nowhere, or were not followed.");
        }
        html.open("ol", "class", "story");
        for (int i = 0; i < path.size(); i++) {
            Trial trial = path.get(i);
            html.open("li", "class", trial.standing().style()).open("p", "class", "made");
            html.add(Chips.link(trial)).text(" ");
            html.leaf(lineage.changes(trial).isEmpty() ? "span" : "ins", lineage.brief(trial));
            int others = lineage.children(trial).size() - (i + 1 < path.size() ? 1 : 0);
            if (others > 0) {
                html.leaf("small", " " + Amounts.count(others, "other way", "other ways") + " from here");
            }
            html.close("p").add(verdict(trial)).close("li").line();
        }
        return html.close("ol").add(stalls(history)).close("section").line();
    }

    /** Where nothing moved, how that was noticed, and what was done about it. */
    private static Html stalls(History history) {
        Html html = new Html();
        if (history.stalls().isEmpty()) {
            return html;
        }
        html.leaf("h3", "Where it stalled").open("ul", "class", "stalls");
        for (Event.Stalled stall : history.stalls()) {
            html.open("li").leaf("b", "Level " + stall.level()).text(" at ");
            history.trial(stall.id()).ifPresent(trial -> html.add(Chips.link(trial)));
            html.text(": " + stall.reason() + "; " + stall.pivot() + ".").close("li");
        }
        return html.close("ul");
    }

    private static Html verdict(Trial trial) {
        Html html = new Html().open("p", "class", "because");
        String words = trial.failed()
                .map(failed -> Chips.brief(failed.cause(), CAUSE_MAX))
                .orElseGet(() -> switch (trial.standing()) {
                    case PROVED -> "every obligation is closed: proved";
                    case OPEN -> "no verdict: " + reached(trial);
                    case GROWN, FAILED -> "a check of the finished core did not pass";
                });
        String sign = trial.standing().sign() + " ";
        return html.leaf("span", sign, "class", "sign", "aria-hidden", "true")
                .text(words)
                .close("p");
    }

    /** How far a design got that the journal says no more of. */
    static String reached(Trial trial) {
        if (trial.holes().isPresent()) {
            return Amounts.count(trial.holes().getAsInt(), "hole is left", "holes are left");
        }
        return trial.grown().isPresent() ? "method bodies were found" : "it was taken up";
    }
}
