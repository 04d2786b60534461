package dev.espalier.synth.report;

import java.util.List;

/** Small markup that several sections share. */
final class Chips {
    private Chips() {}

    /** A link to {@code trial}, with its number. */
    static Html link(Trial trial) {
        return new Html().leaf("a", "#" + trial.id(), "class", "number", "href", "#" + trial.anchor());
    }

    /** How far a design got. */
    static Html standing(Standing standing) {
        return new Html()
                .open("span", "class", "standing " + standing.style())
                .leaf("span", standing.sign(), "aria-hidden", "true")
                .text(" " + standing.words())
                .close("span");
    }

    /** What was changed, with what was before. */
    static Html changes(List<Change> changes) {
        Html html = new Html().open("ul", "class", "changes");
        for (Change change : changes) {
            html.open("li");
            if (!change.leaf().isEmpty()) {
                html.leaf("b", change.leaf()).text(" ");
            }
            if (!change.before().isEmpty()) {
                html.leaf("del", change.before());
            }
            if (!change.before().isEmpty() && !change.after().isEmpty()) {
                html.leaf("span", " \u2192 ", "class", "arrow");
            }
            if (!change.after().isEmpty()) {
                html.leaf("ins", change.after());
            }
            html.close("li");
        }
        if (changes.isEmpty()) {
            html.leaf("li", "nothing");
        }
        return html.close("ul");
    }

    /** A row of a list of terms. */
    static Html fact(String term, Html content) {
        return new Html().leaf("dt", term).open("dd").add(content).close("dd");
    }

    /** The first line of {@code text}, and no more than {@code most} characters of it. */
    static String brief(String text, int most) {
        String line = text.lines()
                .filter(one -> !one.isBlank())
                .findFirst()
                .orElse("")
                .strip();
        boolean more = text.strip().length() > line.length();
        if (line.codePointCount(0, line.length()) > most) {
            return line.substring(0, line.offsetByCodePoints(0, most)).stripTrailing() + " \u2026";
        }
        return more ? line + " \u2026" : line;
    }
}
