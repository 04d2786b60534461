package dev.espalier.bench.paper;

import static dev.espalier.bench.paper.PaperLabels.keys;
import static dev.espalier.bench.paper.PaperLabels.outcome;
import static dev.espalier.bench.paper.PaperLabels.percent;
import static dev.espalier.bench.paper.PaperLabels.value;

import dev.espalier.bench.program.CoreIdentification;
import dev.espalier.bench.program.PointResult;
import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.report.HtmlPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page's first table: how much of its rate each core keeps in each sweep. */
final class PaperShape {
    static final String NOT_MEASURED = "–";

    private final Published published;
    private final List<PanelSweep> sweeps;

    /** Of those sweeps that were run. */
    PaperShape(Published published, List<PanelResult> results) {
        this.published = published;
        this.sweeps = List.of(PanelSweep.values()).stream()
                .filter(sweep ->
                        results.stream().anyMatch(result -> !result.of(sweep).isEmpty()))
                .toList();
    }

    void addTo(HtmlPage page, List<PanelResult> results) {
        page.heading("Shape: how much of its rate a core keeps");
        page.explanation(
                "Rate at the last value of a sweep over the best one before it, as a percentage: 100 % lost nothing on the"
                        + " way. Where a core did not get to the last value, the last one that it ended, and what became"
                        + " of it then. Small numbers of operations are slower for all, since a round's fixed costs weigh"
                        + " more.");
        page.explanation(
                "A reference keeps every put, as a chain of closures. Over the published number of keys a get soon finds"
                        + " its key near the chain's end, however long that is, so time alone shows it late: the rate"
                        + " falls as the heap of a node fills, until it is full. Over many keys a get walks further the"
                        + " more puts there were, and the rate falls from the beginning.");
        List<List<String>> rows = new ArrayList<>();
        for (PanelResult result : results) {
            for (CoreIdentification core : result.cores()) {
                boolean reference = core.name().equals(result.panel().core());
                List<String> row =
                        new ArrayList<>(List.of(result.panel().title(), reference ? "reference" : core.name()));
                for (PanelSweep sweep : sweeps) {
                    row.add(kept(result, sweep, core));
                    if (sweep.wasPublished()) {
                        row.add(published(result, sweep, reference));
                    }
                }
                rows.add(row);
            }
        }
        List<String> titles = new ArrayList<>(List.of("guarantee", "core"));
        for (PanelSweep sweep : sweeps) {
            titles.add(last(results, sweep));
            if (sweep.wasPublished()) {
                titles.add("published");
            }
        }
        page.tableOfWords(titles, rows);
    }

    /** What the last point of a sweep has, which is the same in every panel. */
    private static String last(List<PanelResult> results, PanelSweep sweep) {
        ProgramPoint last = results.getFirst().of(sweep).getLast().point();
        return "at " + value(sweep, last) + " " + (sweep == PanelSweep.PUT ? "puts" : "operations") + keys(sweep, last);
    }

    private static String kept(PanelResult result, PanelSweep sweep, CoreIdentification core) {
        List<PointResult> points = result.of(sweep);
        if (points.size() < 2) {
            return NOT_MEASURED;
        }
        Optional<PanelResult.Kept> kept = result.kept(sweep, core);
        Optional<PointResult> end = result.end(sweep, core);
        if (end.isEmpty()) {
            return kept.map(share -> percent(share.ofBest())).orElse(NOT_MEASURED);
        }
        String became = PanelResult.at(end.get(), core)
                .unfinished()
                .map(round -> outcome(round))
                .orElseThrow();
        return kept.map(share -> percent(share.ofBest()) + " at " + value(sweep, share.last()) + ", ")
                        .orElse("")
                + became + " at " + value(sweep, end.get().point());
    }

    /** Of the published curve of the same side, the reference's or the synthesized core's. */
    private String published(PanelResult result, PanelSweep sweep, boolean reference) {
        Published.Side side = reference ? Published.Side.REFERENCE : Published.Side.SYNTHESIZED;
        return published.of(result.panel(), sweep).stream()
                .filter(series -> series.side() == side)
                .findFirst()
                .map(series -> percent(series.points().getLast().get(1)
                        / series.points().stream()
                                .mapToDouble(point -> point.get(1))
                                .max()
                                .orElseThrow()))
                .orElse(NOT_MEASURED);
    }
}
