package dev.espalier.synth.report;

/** The designs by what they were made from, and beside it what there is to read of each. */
final class TreeSection {
    /** In a larger tree what branches off is closed at first. */
    private static final int OPEN_MAX = 40;

    private final History history;
    private final Lineage lineage;

    TreeSection(History history, Lineage lineage) {
        this.history = history;
        this.lineage = lineage;
    }

    Html html() {
        Html html = new Html().open("section", "id", "tree").leaf("h2", "The search tree");
        if (history.trials().isEmpty()) {
            return html.leaf("p", "No design was taken up.").close("section").line();
        }
        html.open("p", "class", "legend");
        for (Standing standing : Standing.values()) {
            html.add(Chips.standing(standing)).text(" ");
        }
        html.leaf("span", "bold: the way to #" + lineage.path().getLast().id(), "class", "way");
        html.open("span", "class", "tools");
        if (lineage.lines().size() < history.trials().size() && hasBranches()) {
            html.leaf("button", "Open all branches", "type", "button", "data-branches", "open");
            html.leaf("button", "Close all branches", "type", "button", "data-branches", "close");
        }
        html.close("span", "p").open("div", "class", "panes");
        html.open("nav", "class", "lines", "aria-label", "Designs");
        lineage.lines().forEach(line -> html.add(line(line)));
        html.close("nav").line();
        html.open("div", "class", "designs");
        Trial shown = lineage.path().getLast();
        DesignSection section = new DesignSection(history, lineage);
        for (Trial trial : history.trials()) {
            html.add(section.html(trial, trial.id() == shown.id())).line();
        }
        return html.close("div", "div", "section").line();
    }

    private boolean hasBranches() {
        return history.trials().stream()
                .anyMatch(trial -> lineage.children(trial).size() > 1);
    }

    private Html line(Lineage.Line line) {
        Html html = new Html().open("ol", "class", "line");
        for (Lineage.Stop stop : line.stops()) {
            html.open("li").add(row(stop.trial()));
            stop.beside().forEach(branch -> html.add(branch(branch)));
            html.close("li").line();
        }
        return html.close("ol");
    }

    private Html row(Trial trial) {
        String style = "row " + trial.standing().style() + (lineage.isOnPath(trial) ? " way" : "");
        Html html = new Html()
                .open("a", "class", style, "href", "#" + trial.anchor(), "id", "row-" + trial.id())
                .open("span", "class", "sign")
                .leaf("span", trial.standing().sign(), "aria-hidden", "true")
                .leaf("span", trial.standing().words(), "class", "unseen")
                .close("span")
                .leaf("span", "#" + trial.id(), "class", "number")
                .leaf("span", lineage.brief(trial), "class", "what");
        trial.failed().ifPresent(failed -> html.leaf("span", Amounts.kind(failed.kind()), "class", "kind"));
        return html.close("a");
    }

    private Html branch(Lineage.Line line) {
        Trial first = line.stops().getFirst().trial();
        return new Html()
                .open("details", "class", "branch", "open", history.trials().size() <= OPEN_MAX ? "open" : "")
                .leaf("summary", Amounts.count(line.size(), "design", "designs") + " beside: " + lineage.brief(first))
                .add(line(line))
                .close("details");
    }
}
