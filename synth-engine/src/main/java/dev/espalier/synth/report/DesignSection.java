package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All there is to read of one design. */
final class DesignSection {
    private final Lineage lineage;
    private final Map<Integer, Trial> grownBefore = new HashMap<>();

    DesignSection(History history, Lineage lineage) {
        this.lineage = lineage;
        Optional<Trial> last = Optional.empty();
        for (Trial trial : history.trials()) {
            last.ifPresent(one -> grownBefore.put(trial.id(), one));
            last = trial.grown().isPresent() ? Optional.of(trial) : last;
        }
    }

    /**
     * Of {@code trial}.
     *
     * @param first whether it is shown when nothing is asked for
     */
    Html html(Trial trial, boolean first) {
        Html html = new Html()
                .open("article", "id", trial.anchor(), "class", first ? "design first" : "design", "tabindex", "-1");
        html.open("h3").text("Design #" + trial.id() + " ").add(Chips.standing(trial.standing()));
        html.close("h3").add(ways(trial)).open("dl", "class", "words");
        html.add(Chips.fact(
                lineage.parent(trial)
                        .map(parent -> "changed against #" + parent.id())
                        .orElse("changed"),
                Chips.changes(lineage.changes(trial))));
        html.add(Chips.fact("made because", verbatim(trial.design().reason())));
        trial.failed()
                .ifPresent(failed -> html.add(
                        Chips.fact("failed because", verbatim(failed.cause()).add(where(failed)))));
        if (trial.failed().isEmpty() && trial.standing() == Standing.OPEN) {
            html.add(Chips.fact("no verdict", new Html().text(StorySection.reached(trial))));
        }
        html.add(Chips.fact("took", new Html().text(took(trial))));
        html.close("dl").add(choices(trial));
        html.add(ProofSection.of(trial));
        trial.grown()
                .ifPresent(grown ->
                        html.add(CoreSection.of(grown.core(), Optional.ofNullable(grownBefore.get(trial.id())))));
        List<Event.Audited> checks = trial.all(Event.Audited.class);
        if (!checks.isEmpty()) {
            html.leaf("h4", "Checks of the finished core").add(AuditSection.table(checks));
        }
        return html.close("article");
    }

    private Html ways(Trial trial) {
        Html html = new Html().open("p", "class", "ways");
        html.leaf("a", "In the tree", "class", "back", "href", "#row-" + trial.id());
        lineage.parent(trial).ifPresent(parent -> html.text(" made from ").add(Chips.link(parent)));
        List<Trial> children = lineage.children(trial);
        if (!children.isEmpty()) {
            html.text(" led to");
            children.forEach(child -> html.text(" ").add(Chips.link(child)));
        }
        return html.close("p");
    }

    private static Html verbatim(String words) {
        return new Html().leaf("div", words, "class", "verbatim");
    }

    private static Html where(Event.Failed failed) {
        Html html = new Html().open("small").text(Amounts.kind(failed.kind()));
        if (!failed.leaf().isEmpty()) {
            html.text(", to blame: ").leaf("b", failed.leaf());
        }
        if (!failed.after().isEmpty()) {
            html.text(", after ").leaf("code", failed.after().toLowerCase(Locale.ROOT));
        }
        return html.close("small");
    }

    private static String took(Trial trial) {
        long audits = trial.all(Event.Audited.class).stream()
                .mapToLong(Event.Audited::millis)
                .sum();
        return Amounts.time(trial.took())
                + trial.grown()
                        .map(grown -> ", of it " + Amounts.time(grown.millis()) + " for method bodies")
                        .orElse("")
                + (trial.inProver() > 0 ? ", " + Amounts.time(trial.inProver()) + " in the prover" : "")
                + (audits > 0 ? ", " + Amounts.time(audits) + " for the audit" : "")
                + (trial.attempts() > 1 ? ", in " + trial.attempts() + " attempts: the engine was stopped at it, or it was put off" : "");
    }

    private Html choices(Trial trial) {
        Set<String> changed = lineage.changes(trial).stream().map(Change::leaf).collect(Collectors.toSet());
        Html html = new Html().leaf("h4", "The design");
        html.open("table", "class", "choices").open("tbody");
        trial.design().choices().forEach((leaf, choice) -> {
            if (changed.contains(leaf) || !choice.equals(Change.SAME)) {
                html.add(choice(leaf, choice, changed.contains(leaf)));
            }
        });
        Set<String> before = lineage.parent(trial)
                .map(parent -> Change.whole(parent.design()))
                .orElse(Set.of());
        for (String words : Change.whole(trial.design())) {
            html.add(choice("as a whole", words, !before.contains(words)));
        }
        html.close("tbody", "table");
        List<String> same = trial.design().choices().entrySet().stream()
                .filter(one -> one.getValue().equals(Change.SAME))
                .map(Map.Entry::getKey)
                .toList();
        if (!same.isEmpty()) {
            html.open("details")
                    .leaf("summary", Amounts.count(same.size(), "piece", "pieces") + " as specified")
                    .leaf("p", String.join(", ", same))
                    .close("details");
        }
        return html;
    }

    private static Html choice(String leaf, String choice, boolean changed) {
        return new Html()
                .open("tr", "class", changed ? "changed" : "")
                .leaf("th", leaf, "scope", "row")
                .open("td")
                .leaf(changed ? "ins" : "span", choice)
                .close("td", "tr");
    }
}
