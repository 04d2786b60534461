package dev.espalier.cli.synth;

import dev.espalier.synth.search.Event;
import java.io.PrintWriter;
import java.util.Locale;

/** Says what a search does, a line a step. */
final class Progress implements Watcher {
    private final PrintWriter out;
    private final long start = System.nanoTime();

    Progress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void event(Event event) {
        String line = switch (event) {
            case Event.Start begun -> begun.specification() + ", seed " + begun.seed() + ", prover " + begun.prover();
            case Event.Resumed resumed -> "goes on under other bounds: " + resumed.bounds();
            case Event.Understood understood ->
                understood.leaves().size() + " pieces of state and payloads to represent";
            case Event.Designed designed ->
                "design " + designed.id() + (designed.parent() < 0 ? ": " : ", instead of " + designed.parent() + ": ")
                        + designed.words();
            case Event.Failed failed -> "  does not do: " + failed.cause();
            case Event.Grown grown -> "  method bodies found, " + seconds(grown.millis());
            case Event.Defined defined -> "  definitions accepted with " + defined.holes() + " holes";
            case Event.Proved proved ->
                "  proved " + proved.obligation() + ", " + seconds(proved.millis()) + "; holes left: " + proved.holes();
            case Event.Refused refused ->
                "  the prover refuses " + refused.step() + " (" + refused.kind().toLowerCase(Locale.ROOT) + "): "
                        + refused.message().lines().findFirst().orElse("");
            case Event.Proposed proposed ->
                "  proposed for " + proposed.obligation() + ", and tried again: "
                        + String.join("; ", proposed.lemmas());
            case Event.Weakened weakened ->
                "  not kept by " + weakened.obligation() + ", and tried again without: "
                        + String.join("; ", weakened.facts());
            case Event.Generalised lemma ->
                "  a goal of " + lemma.obligation() + " as a lemma: " + lemma.statement() + ": " + lemma.verdict()
                        + (lemma.words().isEmpty() ? "" : ", " + lemma.words());
            case Event.Stalled stalled ->
                "STALLED, level " + stalled.level() + ": " + stalled.reason() + "; " + stalled.pivot();
            case Event.Audited audited ->
                (audited.passed() ? "  audit: " : audited.cutOff() ? "  AUDIT CUT OFF: " : "  AUDIT FAILED: ") + audited.check() + ": " + audited.detail();
            case Event.Measured measured ->
                String.format(
                        Locale.ROOT,
                        "  %s: %.0f ns an operation, %.2f times as fast as %s",
                        measured.core(),
                        measured.nanos().median(),
                        measured.speedup().median(),
                        Engine.REFERENCE);
            case Event.Unmeasured unmeasured ->
                "  design " + unmeasured.id() + " is not measured: " + unmeasured.reason();
            case Event.End end -> end.outcome() + " after " + seconds(end.millis());
        };
        double now = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "%7.1f s  %s%n", now, line);
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
}
