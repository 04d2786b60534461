package dev.espalier.synth.report;

import dev.espalier.synth.report.LineDiff.Line;
import dev.espalier.synth.report.LineDiff.Side;
import dev.espalier.synth.search.Event;
import java.util.List;
import java.util.Optional;

/** A core's text, with what differs from the one that was grown before. */
final class CoreSection {
    /** So many lines are shown around what differs. */
    private static final int AROUND = 3;

    private CoreSection() {}

    static Html of(String core, Optional<Trial> before) {
        List<String> lines = core.lines().toList();
        Optional<String> old = before.flatMap(Trial::grown).map(Event.Grown::core);
        List<Line> compared = old.map(text -> LineDiff.of(text.lines().toList(), lines))
                .orElseGet(() ->
                        lines.stream().map(line -> new Line(Side.BOTH, line)).toList());
        Html html = new Html().open("div", "class", "core");
        html.open("h4").text("The core");
        before.ifPresent(one -> html.text(", compared with the one grown for ").add(Chips.link(one)));
        html.close("h4");
        if (old.isPresent()) {
            html.open("label").open("input", "type", "checkbox", "class", "far").text(" only what differs: ");
            html.leaf("ins", Amounts.count(count(compared, Side.NEW), "new line", "new lines"))
                    .text(", ");
            html.leaf("del", count(compared, Side.OLD) + " gone").close("label");
        }
        html.open("pre", "class", "listing", "tabindex", "0");
        for (int i = 0; i < compared.size(); i++) {
            Line line = compared.get(i);
            String name = line.side() == Side.NEW ? "ins" : line.side() == Side.OLD ? "del" : "span";
            String far = old.isPresent() && isFar(compared, i) ? "far" : "";
            html.leaf(name, line.text().isEmpty() ? " " : line.text(), "class", far);
        }
        return html.close("pre", "div");
    }

    private static long count(List<Line> lines, Side side) {
        return lines.stream().filter(line -> line.side() == side).count();
    }

    private static boolean isFar(List<Line> lines, int at) {
        return lines.subList(Math.max(0, at - AROUND), Math.min(lines.size(), at + AROUND + 1)).stream()
                .allMatch(line -> line.side() == Side.BOTH);
    }
}
