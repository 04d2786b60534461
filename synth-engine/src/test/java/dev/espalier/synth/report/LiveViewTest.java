package dev.espalier.synth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.rank.Spread;
import dev.espalier.synth.search.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LiveViewTest {
    private Instant now = Instant.EPOCH;

    private LiveView view(boolean colour) {
        return new LiveView(() -> now, colour);
    }

    @Test
    void noLineExceedsItsWidth() {
        String wide = "\u8a00\u8449 \ud83c\udf33 e\u0301\u0000\u001b[31m\t\n \u2200 x";
        for (List<Event> events : List.of(Journals.whole(), Journals.large(60, 1, wide))) {
            LiveView view = view(false);
            for (Event event : events) {
                view.event(event);
                for (int width : new int[] {0, 1, 2, 9, 10, 11, 20, 40, 79, 200}) {
                    assertThat(view.lines(width)).hasSize(8).allSatisfy(line -> {
                        assertThat(Columns.of(line)).isLessThanOrEqualTo(width);
                        assertThat(line.chars()).noneMatch(Character::isISOControl);
                    });
                }
            }
        }
    }

    @Test
    void countsAreRight() {
        LiveView view = view(false);
        List<Event> events = Journals.whole();
        for (Event event : events.subList(0, events.size() - 3)) {
            view.event(event);
        }
        now = now.plusSeconds(60);
        assertThat(view.designs()).isEqualTo(16);
        assertThat(view.lines(400))
                .containsExactly(
                        "01:00 of 30:00, strong/ryw, seed 7, Coq 8.16.1",
                        "design   #36 from #34: put.earlier_reads a vector",
                        "because  put.earlier_reads cannot be a counter: it was {(c2, 3), (c2, 2), (c2, 1)} after"
                                + " put_request",
                        "now      every obligation is closed (holes 0 of 7)",
                        "goal     -",
                        "tried    16 designs, 15 pivots, 25 moves, 25.0 moves a minute",
                        "failed   #34 put.earlier_reads cannot be a counter: it was {(c2, 3), (c2, 2), (c2, 1)} after"
                                + " put_request",
                        "stalled  -");
    }

    @Test
    void aDesignTakenUpAgainAfterAStopIsCountedOnce() {
        LiveView view = view(false);
        Journals.recorded().subList(0, 5).forEach(view::event);
        now = now.plusSeconds(600);
        view.event(Journals.start());
        view.event(Journals.recorded().get(4));
        now = now.plusSeconds(30);
        assertThat(view.designs()).isEqualTo(3);
        assertThat(view.lines(80)).first().asString().startsWith("00:30 of 30:00");
        assertThat(view.lines(80)).contains("tried    3 designs, 2 pivots, 4 moves, 2.0 moves a minute");
    }

    @Test
    void theFastestCoreSoFarIsTold() {
        LiveView view = view(false);
        view.event(measured(-1, 800, 1));
        view.event(measured(4, 200, 4));
        view.event(measured(7, 400, 2));
        assertThat(view.lines(120))
                .anySatisfy(line -> assertThat(line).endsWith("best 5,000,000 operations/s, 4.0 times the reference"));
    }

    private static Event.Measured measured(int design, double nanos, double times) {
        return new Event.Measured(
                design, "core", new Spread(nanos, nanos, nanos), new Spread(times, times, times), 1, 10);
    }

    @Test
    void aGoalIsItsConclusion() {
        LiveView view = view(false);
        view.event(new Event.Designed(0, -1, "everything as specified", Map.of(), "first"));
        view.event(
                new Event.Refused(0, "put_applied", "TacticFailure", "no", "k : key\nH : k = k\n=====\n  a = b\nc", 1));
        assertThat(view.lines(80)).contains("now      refused at put_applied: tactic failure", "goal     a = b");
        view.event(new Event.Refused(0, "put_applied", "TacticFailure", "no", "\n  only this\nand that", 1));
        assertThat(view.lines(80)).contains("goal     only this");
    }

    @Test
    void aStallIsSaidUntilTheNext() {
        LiveView view = view(false);
        view.event(new Event.Stalled(3, 1, "the same goal for the third time", "other pivots first"));
        view.event(new Event.Designed(4, 3, "a: a counter", Map.of("a", "a counter"), "stuck"));
        assertThat(view.lines(80)).contains("stalled  level 1 at #3: the same goal for the third time");
    }

    @Test
    void colourIsThereOnlyIfAskedFor() {
        LiveView plain = view(false);
        LiveView coloured = view(true);
        for (Event event : Journals.whole()) {
            plain.event(event);
            coloured.event(event);
            assertThat(coloured.lines(60).stream()
                            .map(line -> line.replaceAll("\u001b\\[\\d+m", ""))
                            .toList())
                    .isEqualTo(plain.lines(60));
        }
        assertThat(coloured.lines(60)).anySatisfy(line -> assertThat(line).startsWith("\u001b[32m"));
    }

    @Test
    void beforeAnythingHasHappened() {
        assertThat(view(false).lines(80)).hasSize(8).first().isEqualTo("00:00");
    }
}
