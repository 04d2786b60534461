package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.util.List;
import java.util.Optional;

/** The head of the page: what was looked for, how it ended, and what it took. */
final class FactsSection {
    private FactsSection() {}

    /** The page's title. */
    static String title(History history) {
        return "Search for a core"
                + history.start().map(one -> " of " + one.specification()).orElse("");
    }

    /** How it ended, in words. */
    static String outcome(History history) {
        Optional<Trial> goal = history.goal();
        if (history.end().isEmpty()) {
            if (goal.isEmpty()) {
                return "nothing was tried: the journal has no design";
            }
            return goal.get().standing() == Standing.PROVED
                    ? "unfinished: every obligation of #" + goal.get().id() + " is closed, and then the journal stops"
                    : "unfinished: the journal stops after #"
                            + history.trials().getLast().id();
        }
        Event.End end = history.end().get();
        return switch (end.outcome()) {
            case "proved" -> "proved: the core of #" + end.id();
            case "exhausted" -> "exhausted: no design is left to try";
            case "budget" -> "out of budget";
            case "interrupted" -> "interrupted";
            default -> end.outcome();
        };
    }

    private static Standing standing(History history) {
        return switch (history.end().map(Event.End::outcome).orElse("")) {
            case "proved" -> Standing.PROVED;
            case "exhausted" -> Standing.FAILED;
            case "" -> Standing.OPEN;
            default -> Standing.GROWN;
        };
    }

    static Html head(History history) {
        Html html = new Html().leaf("h1", title(history));
        html.leaf("p", outcome(history), "class", "outcome " + standing(history).style());
        html.open("dl", "class", "facts");
        Optional<Event.Start> start = history.start();
        start.ifPresent(one -> {
            html.add(fact("prover", one.prover()));
            html.add(fact("seed", Long.toString(one.seed())));
            html.add(fact("policy", one.policy()));
        });
        html.add(fact(
                "time",
                Amounts.time(history.took())
                        + start.map(one -> " of " + Amounts.time(one.budgetSeconds() * 1_000))
                                .orElse("")));
        html.add(fact("in the prover", Amounts.time(history.inProver())));
        html.add(fact("designs tried", Integer.toString(history.trials().size())));
        html.add(fact("pivots", Long.toString(pivots(history))));
        html.add(fact("holes left", holes(history)));
        html.add(fact("moves", Integer.toString(history.moves())));
        html.add(fact("moves a minute", Amounts.aMinute(history.moves(), history.took())));
        history.understood()
                .ifPresent(one -> html.add(fact(
                        "pieces to represent", Integer.toString(one.leaves().size()))));
        return html.close("dl").line();
    }

    private static Html fact(String term, String value) {
        return new Html()
                .open("div")
                .add(Chips.fact(term, new Html().text(value)))
                .close("div");
    }

    /** The designs that were made because another did not do. */
    private static long pivots(History history) {
        return history.trials().stream()
                .filter(one -> one.design().parent() >= 0)
                .count();
    }

    private static String holes(History history) {
        return history.goal()
                .filter(one -> one.holes().isPresent())
                .map(one -> one.holes().getAsInt() + " of "
                        + one.defined()
                                .map(Event.Defined::holes)
                                .orElse(one.holes().getAsInt()))
                .orElse("-");
    }

    /** What the search began with, by hash, and what it ended with. */
    static Html sources(History history) {
        Html html = new Html();
        List<Html> rows = history.start().stream()
                .flatMap(one -> one.sources().entrySet().stream())
                .map(one -> row(one.getKey(), one.getValue()))
                .toList();
        List<Html> results = history.end().stream()
                .filter(one -> one.id() >= 0)
                .flatMap(one -> List.of(row("the core", one.coreHash()), row("its proof", one.proofHash())).stream())
                .toList();
        if (rows.isEmpty() && results.isEmpty()) {
            return html;
        }
        html.open("section", "id", "sources").leaf("h2", "What it rests on");
        html.leaf("p", "SHA-256 of the frozen sources that were searched under, and of what was found.");
        html.open("div", "class", "scroll").open("table").open("tbody");
        rows.forEach(html::add);
        results.forEach(html::add);
        return html.close("tbody", "table", "div", "section").line();
    }

    private static Html row(String name, String hash) {
        return new Html()
                .open("tr")
                .leaf("th", name, "scope", "row")
                .open("td")
                .leaf("code", hash)
                .close("td", "tr");
    }
}
