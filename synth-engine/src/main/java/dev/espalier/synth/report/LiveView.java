package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running search in a few lines for a terminal. Takes events one by one and says at any time how things stand; whoever
 * has it paints the lines. It is confined to one thread.
 *
 * <p>What comes from events has no control characters in it here. The same lines are always there, so that they can be
 * painted over each other.
 */
public final class LiveView {
    private static final String DIM = "2";
    private static final String BOLD = "1";
    private static final String RED = "31";
    private static final String GREEN = "32";

    private final InstantSource clock;
    private final boolean colour;
    private final Map<Integer, Event.Designed> designs = new HashMap<>();
    private Instant begun;
    private int moves;
    private int earlierMoves;
    private Event.@Nullable Start start;
    private Event.@Nullable Designed design;
    private Event.@Nullable Failed failed;
    private Event.@Nullable Stalled stalled;
    private Event.@Nullable Measured best;
    private Event.@Nullable End end;
    private int holes = -1;
    private int holesAtFirst = -1;
    private String step = "";
    private String goal = "";

    /**
     * A view of a search that begins now.
     *
     * @param clock tells the time that is used up
     * @param colour whether lines may have escape sequences for colour
     */
    public LiveView(InstantSource clock, boolean colour) {
        this.clock = clock;
        this.colour = colour;
        this.begun = clock.instant();
    }

    /**
     * Takes the next event. Time and moves a minute are counted from the last {@link Event.Start}, or else from when
     * this view was made, so the events of an earlier run of the same search may come first.
     */
    public void event(Event event) {
        moves += Trial.isMove(event) ? 1 : 0;
        switch (event) {
            case Event.Start one -> {
                start = one;
                begun = clock.instant();
                earlierMoves = moves;
                end = null;
            }
            case Event.Resumed one -> step = "the search goes on";
            case Event.Understood one -> step = "the specification is understood";
            case Event.Designed one -> {
                designs.put(one.id(), one);
                design = one;
                holes = -1;
                holesAtFirst = -1;
                at("growing method bodies", "");
            }
            case Event.Failed one -> {
                failed = one;
                at("choosing the next design", "");
            }
            case Event.Grown one -> at("checking definitions, relation and statement", "");
            case Event.Defined one -> {
                holes = one.holes();
                holesAtFirst = one.holes();
                at("closing obligations", "");
            }
            case Event.Proved one -> {
                holes = one.holes();
                at(holes == 0 ? "every obligation is closed" : "closed " + one.obligation(), "");
            }
            case Event.Refused one -> at("refused at " + one.step() + ": " + Amounts.kind(one.kind()), one.goal());
            case Event.Proposed one ->
                at(Amounts.count(one.lemmas().size(), "lemma", "lemmas") + " proposed for " + one.obligation(), "");
            case Event.Weakened one ->
                at(
                        Amounts.count(one.facts().size(), "fact", "facts") + " that " + one.obligation()
                                + " does not keep given up or weakened",
                        "");
            case Event.Generalised one -> at("a lemma for " + one.obligation() + ": " + one.verdict(), one.statement());
            case Event.Stalled one -> {
                stalled = one;
                at("no progress: " + one.pivot(), "");
            }
            case Event.Audited one -> at(one.check() + ": " + one.verdict(), "");
            case Event.Measured one -> {
                if (one.id() >= 0
                        && (best == null
                                || one.speedup().median() > best.speedup().median())) {
                    best = one;
                }
                at("measured " + one.core(), "");
            }
            case Event.Unmeasured one -> at("not measured: " + one.reason(), "");
            case Event.End one -> {
                end = one;
                at("over: " + one.outcome(), "");
            }
        }
    }

    private void at(String what, String toShow) {
        step = what;
        goal = toShow;
    }

    /** The designs that were taken up, each once. */
    public int designs() {
        return designs.size();
    }

    /** The view in lines of at most {@code width} columns, not counting escape sequences. */
    public List<String> lines(int width) {
        Duration used = Duration.between(begun, clock.instant());
        List<String> lines = new ArrayList<>();
        lines.add(paint(BOLD, "", head(used), width));
        lines.add(paint("", "design   ", designWords(), width));
        lines.add(paint(DIM, "because  ", design == null ? "-" : design.reason(), width));
        lines.add(paint(end != null && end.outcome().equals("proved") ? GREEN : "", "now      ", now(), width));
        lines.add(paint("", "goal     ", conclusion(goal), width));
        lines.add(paint("", "tried    ", counts(used), width));
        lines.add(paint(
                failed == null ? DIM : RED,
                "failed   ",
                failed == null ? "-" : "#" + failed.id() + " " + failed.cause(),
                width));
        lines.add(paint(
                stalled == null ? DIM : RED,
                "stalled  ",
                stalled == null ? "-" : "level " + stalled.level() + " at #" + stalled.id() + ": " + stalled.reason(),
                width));
        return lines;
    }

    private String head(Duration used) {
        String time = Amounts.clock(used.toSeconds());
        return start == null
                ? time
                : time + " of " + Amounts.clock(start.budgetSeconds()) + ", " + start.specification() + ", seed "
                        + start.seed() + ", " + start.prover();
    }

    private String designWords() {
        if (design == null) {
            return "-";
        }
        Event.Designed before = designs.get(design.parent());
        String made = design.parent() < 0 ? "" : " from #" + design.parent();
        return "#" + design.id() + made + ": " + Change.brief(Change.between(before, design), before == null);
    }

    private String now() {
        return (step.isEmpty() ? "-" : step) + (holes < 0 ? "" : " (holes " + holes + " of " + holesAtFirst + ")");
    }

    private String counts(Duration used) {
        long pivots = designs.values().stream().filter(one -> one.parent() >= 0).count();
        return Amounts.count(designs(), "design", "designs") + ", "
                + Amounts.count(pivots, "pivot", "pivots") + ", "
                + Amounts.count(moves, "move", "moves") + ", "
                + Amounts.aMinute(moves - earlierMoves, used.toMillis()) + " moves a minute"
                + (best == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; best %,.0f operations/s, %.1f times the reference",
                                1e9 / best.nanos().median(),
                                best.speedup().median()));
    }

    /** The first line of what is to be shown: what stands under the line, if one is drawn. */
    private static String conclusion(String goal) {
        List<String> lines =
                goal.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
        int under = 0;
        for (int i = 0; i + 1 < lines.size() && under == 0; i++) {
            under = lines.get(i).startsWith("====") ? i + 1 : 0;
        }
        return lines.isEmpty() ? "-" : lines.get(under);
    }

    private String paint(String style, String label, String text, int width) {
        String cut = Columns.cut(label + Columns.flat(text), width);
        return colour && !style.isEmpty() ? "\u001b[" + style + "m" + cut + "\u001b[0m" : cut;
    }
}
