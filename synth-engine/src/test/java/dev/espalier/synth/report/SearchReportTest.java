package dev.espalier.synth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.rank.Spread;
import dev.espalier.synth.search.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchReportTest {
    private static final Pattern DESIGN = Pattern.compile(" id=\"(design-\\d+)\"");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>");
    private static final Set<String> VOID = Set.of("meta", "input");

    @Test
    void everyDesignIsThereOnce() {
        List<Event> events = Journals.whole();
        assertThat(designs(SearchReport.html(events)))
                .containsExactlyElementsOf(events.stream()
                        .filter(Event.Designed.class::isInstance)
                        .map(event -> "design-" + ((Event.Designed) event).id())
                        .toList());
    }

    @Test
    void aDesignThatIsTakenUpAgainIsThereOnce() {
        List<Event> events = new ArrayList<>(Journals.recorded().subList(0, 5));
        events.add(events.get(4));
        assertThat(designs(SearchReport.html(events))).doesNotHaveDuplicates().hasSize(3);
        assertThat(new History(events).trial(6).orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void theStoryNamesDesignsCausesAndChanges() {
        String html = SearchReport.html(Journals.whole());
        String story = html.substring(html.indexOf("<section id=\"story\""), html.indexOf("<section id=\"tree\""));
        assertThat(story)
                .containsSubsequence(
                        "#6",
                        "replica.applied grows with the number of puts",
                        "replica.applied a vector",
                        "replica.applied cannot be a vector: it was {(c2, 1), (c1, 1), (c0, 1), (c1, 3)} after put",
                        "#30",
                        "guards may forbid more",
                        "#36",
                        "every obligation is closed: proved");
    }

    @Test
    void whatWasMeasuredIsThere() {
        List<Event> events = new ArrayList<>(Journals.whole());
        assertThat(SearchReport.html(events)).doesNotContain("id=\"speed\"");
        Spread spread = new Spread(138.4, 120, 160);
        events.add(new Event.Measured(36, "design-36", spread, new Spread(3.25, 2, 4), 1.04, 5));
        events.add(new Event.Measured(-1, "vector-clock", spread, new Spread(1, 1, 1), 8.5, 5));
        events.add(new Event.Unmeasured(30, "its <Java> does not compile"));
        String html = SearchReport.html(events);
        String section = html.substring(html.indexOf("<section id=\"speed\""));
        assertThat(section)
                .containsSubsequence(
                        "#36",
                        "138 (120 to 160)",
                        "3.25 (2.00 to 4.00)",
                        "1.04 times as long",
                        "vector-clock",
                        "8.50 times as long: GROWS",
                        "#30",
                        "its &lt;Java&gt; does not compile");
    }

    @Test
    void theHeadAddsUp() {
        History history = new History(Journals.whole());
        assertThat(history.took()).isEqualTo(31_000);
        assertThat(history.inProver()).isEqualTo(4_111 + 185 + 430 + 495 + 121 + 124 + 177 + 379);
        assertThat(history.moves()).isEqualTo(16 + 1 + 1 + 7);
        assertThat(FactsSection.head(history).toString())
                .contains("strong/ryw", "Coq 8.16.1", "31.0 s of 30 min 0 s", "0 of 7", "proved: the core of #36");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noTextOfAJournalIsMarkup(long seed) {
        String html = SearchReport.html(Journals.large(30, seed, noise(seed)));
        assertThat(html).doesNotContain("<b onclick", "evil()</script").contains("&lt;b onclick=&quot;evil()");
        assertThat(html.split("<script>", -1)).hasSize(2);
        assertThat(html.split("</script>", -1)).hasSize(2);
        assertBalanced(html);
    }

    @Test
    void nothingIsLoaded() {
        assertThat(SearchReport.html(Journals.whole()))
                .doesNotContain("http:", "https:", " src=", "<link", "@import", "url(")
                .contains("default-src 'none'")
                .doesNotContainPattern("@[a-z]+@");
    }

    @Test
    void aPlaceOfTheTemplateInATextStaysText() {
        Event.Start start = new Event.Start(1, "@script@ $1", Map.of(), "", 1, "", 1, null);
        assertThat(SearchReport.html(List.of(start))).contains("Search for a core of @script@ $1</title>");
    }

    @Test
    void aJournalMayStopAnywhere() {
        List<Event> events = Journals.whole();
        for (int length = 0; length <= events.size(); length++) {
            assertBalanced(SearchReport.html(events.subList(0, length)));
        }
        assertThat(SearchReport.html(events.subList(0, 10))).contains("unfinished: the journal stops after");
        assertThat(SearchReport.html(Journals.recorded()))
                .contains("unfinished: every obligation of #36 is closed, and then the journal stops");
    }

    @Test
    void aJournalMayHaveLostItsBeginning() {
        List<Event> events = Journals.recorded();
        String html = SearchReport.html(events.subList(5, events.size()));
        assertBalanced(html);
        assertThat(designs(html)).doesNotHaveDuplicates();
    }

    @Test
    void anEmptyJournal() {
        assertThat(SearchReport.html(List.of())).contains("nothing was tried").contains("No design was taken up");
    }

    @Test
    void hundredsOfDesigns() {
        String html = SearchReport.html(Journals.large(400, 1, ""));
        assertThat(designs(html)).doesNotHaveDuplicates().hasSize(400);
        // Browsers give up on elements some 500 deep.
        assertThat(assertBalanced(html)).isLessThan(60);
    }

    @Test
    void aDesignThatIsItsOwnParentLeadsIntoNoCircle() {
        Event one = new Event.Designed(1, 2, "one", Map.of(), "");
        Event two = new Event.Designed(2, 1, "two", Map.of(), "");
        Event self = new Event.Designed(3, 3, "three", Map.of(), "");
        assertThat(designs(SearchReport.html(List.of(one, two, self)))).hasSize(3);
    }

    @Test
    void theWayToTheCoreStandsOut() {
        List<Event> events = new ArrayList<>(Journals.whole().subList(0, 8));
        events.add(new Event.Designed(40, 0, "client.own_puts dropped", Map.of("client.own_puts", "dropped"), "why"));
        events.addAll(Journals.whole().subList(8, Journals.whole().size()));
        String html = SearchReport.html(events);
        assertThat(html).contains("class=\"row proved way\" href=\"#design-36\"", "1 design beside: ");
        assertThat(html).contains("class=\"row failed way\" href=\"#design-0\"", "1 other way from here");
        assertThat(html).contains("class=\"row open\" href=\"#design-40\"");
    }

    @Test
    void aRefusedStepIsThereVerbatim() {
        List<Event> events = List.of(
                new Event.Designed(0, -1, "everything as specified", Map.of("a", "as specified"), "first"),
                new Event.Grown(0, "Definition x := 0.\n", 5),
                new Event.Defined(0, 1, 5),
                new Event.Refused(0, "put_applied", "Timeout", "out of\n  time", "k : key\n====\nTrue", 9),
                new Event.Failed(0, "Unproved", "", "", "put_applied stays open", 20));
        assertThat(SearchReport.html(events))
                .contains("attempt 1 refused: timeout, 9 ms")
                .contains("out of\n  time</pre>")
                .contains("k : key\n====\nTrue</pre>")
                .contains("grown, not proved");
    }

    @Test
    void whatTheProposerDidAndWhereItStalledIsThere() {
        List<Event> events = List.of(
                new Event.Designed(0, -1, "everything as specified", Map.of("a", "as specified"), "first"),
                new Event.Grown(0, "Definition x := 0.\n", 5),
                new Event.Defined(0, 1, 5),
                new Event.Weakened(0, "put_applied", List.of("put: 1 <= (S.number y)"), 9),
                new Event.Generalised(0, "put_applied", "forall n : nat, n <= weight n", "refuted", "", 9),
                new Event.Failed(0, "Unproved", "", "", "put_applied stays open", 20),
                new Event.Stalled(0, 2, "no design is left to try", "the goal's pieces are represented otherwise"));
        assertThat(SearchReport.html(events))
                .contains("not shown to be kept by put_applied", "put: 1 &lt;= (S.number y)</pre>")
                .contains("made into a lemma: refuted", "forall n : nat, n &lt;= weight n</pre>")
                .contains("Where it stalled", "<b>Level 2</b>")
                .contains("no design is left to try; the goal&#39;s pieces are represented otherwise.");
    }

    private static List<String> designs(String html) {
        return DESIGN.matcher(html).results().map(found -> found.group(1)).toList();
    }

    private static String noise(long seed) {
        Random random = new Random(seed);
        String hostile = "<>&\"'`=/ \n\r\u0000\u001b\u202e\ud800-!]$\\@";
        StringBuilder noise = new StringBuilder("<b onclick=\"evil()\">'</pre></script><!-- ]]> evil()</script ");
        for (int i = 0; i < 40; i++) {
            noise.append(hostile.charAt(random.nextInt(hostile.length())));
        }
        return noise.toString();
    }

    /** Every element is well written and closed, every id is there once; gives how deep elements are in each other. */
    private static int assertBalanced(String html) {
        String markup = html.replaceAll("(?s)<(style|script)>.*?</\\1>", "").replace("<!DOCTYPE html>", "");
        List<String> open = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int depth = 0;
        Matcher tag = TAG.matcher(markup);
        while (tag.find()) {
            String name = tag.group(2);
            if (!tag.group(1).isEmpty()) {
                assertThat(open.removeLast()).isEqualTo(name);
            } else if (!VOID.contains(name)) {
                open.add(name);
            }
            depth = Math.max(depth, open.size());
            Matcher id = Pattern.compile(" id=\"([^\"]*)\"").matcher(tag.group(3));
            assertThat(!id.find() || ids.add(id.group(1))).isTrue();
        }
        assertThat(open).isEmpty();
        assertThat(TAG.matcher(markup).replaceAll("").replaceFirst("<meta http-equiv[^\n]*", ""))
                .doesNotContain("<", ">");
        return depth;
    }
}
