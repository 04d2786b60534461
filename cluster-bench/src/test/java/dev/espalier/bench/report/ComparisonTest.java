package dev.espalier.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.bench.load.Interval;
import dev.espalier.bench.load.LatencyReport.Point;
import dev.espalier.bench.nemesis.FaultBand;
import dev.espalier.bench.report.BenchResult.Kind;
import dev.espalier.bench.report.BenchResult.Latency;
import dev.espalier.bench.report.Comparison.Judgement;
import dev.espalier.bench.report.Comparison.Row;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ComparisonTest {
    @Test
    void noiseAloneIsNoRegression() {
        int worse = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            worse += Comparison.of(result("A", 30, 10_000, 1_000, random), result("B", 30, 10_000, 1_000, random), 0.05)
                            .isWorse()
                    ? 1
                    : 0;
        }
        // Four figures a comparison; without the threshold each interval alone would err once in forty.
        assertThat(worse).isLessThan(10);
    }

    @Test
    void aTenthSlowerIsFoundInMostRuns() {
        int slower = 0;
        int later = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BenchResult before = result("A", 30, 10_000, 1_000, random);
            slower += judgement(before, result("B", 30, 9_000, 1_000, random), 0) == Judgement.WORSE ? 1 : 0;
            later += judgement(before, result("B", 30, 10_000, 1_150, random), 2) == Judgement.WORSE ? 1 : 0;
        }
        assertThat(slower).isGreaterThan(150);
        assertThat(later).isGreaterThan(150);
    }

    @Test
    void fasterIsBetterAndBelowTheThresholdIsAlike() {
        SplittableRandom random = new SplittableRandom(1);
        BenchResult before = result("A", 30, 10_000, 1_000, random);
        Comparison faster = Comparison.of(before, result("B", 30, 13_000, 1_000, random), 0.05);
        assertThat(faster.isWorse()).isFalse();
        Row row = faster.rows().getFirst();
        assertThat(row.judgement()).isEqualTo(Judgement.BETTER);
        assertThat(row.change()).isEqualTo(0.3, within(0.06));
        assertThat(row.low()).isLessThan(row.change());
        assertThat(row.high()).isGreaterThan(row.change());
        assertThat(Comparison.of(before, result("B", 30, 9_000, 1_000, random), 0.25)
                        .isWorse())
                .isFalse();
    }

    @Test
    void aFewSecondsTellNothing() {
        SplittableRandom random = new SplittableRandom(1);
        Comparison comparison =
                Comparison.of(result("A", 30, 10_000, 1_000, random), result("B", 4, 1_000, 9_000, random), 0.05);
        assertThat(comparison.rows()).allMatch(row -> row.judgement() == Judgement.UNKNOWN);
        assertThat(comparison.text()).contains("measure longer");
        assertThat(comparison.isWorse()).isFalse();
    }

    @Test
    void tellsWhatElseDiffered() {
        SplittableRandom random = new SplittableRandom(1);
        BenchResult a = result("A", 10, 10_000, 1_000, random);
        BenchResult b = new BenchResult(
                "B",
                "",
                Map.of("cores", "64"),
                Map.of("keys", "7"),
                a.kinds(),
                false,
                a.intervals(),
                List.of(),
                List.of(),
                "");
        assertThat(Comparison.of(a, b, 0.05).text())
                .contains("NOTE: the runs differ in keys: 1000 and 7")
                .contains("NOTE: the runs differ in cores: 2 and 64");
    }

    @Test
    void aPageIsWellFormedAndNeedsNothingElse() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        BenchResult a = result("A", 10, 10_000, 1_000, random);
        BenchResult b = result("B <script>", 10, 5_000, 1_000, random);
        String page = HtmlReport.of(List.of(a, b), List.of(Comparison.of(a, b, 0.05)));
        assertThat(page)
                .contains("B is worse than A")
                .contains("B &lt;script&gt;")
                .contains("<rect class=\"fault\"")
                .contains("<td>node 1 &lt;killed&gt;</td><td>2.0 s</td><td>3.5 s</td>")
                .contains("99.9 %")
                .contains("class=\"band\"")
                .doesNotContain("<script", "http:", "https:", "<link", "@import", "src=");
        // All that is not XML in it are the head's two empty elements.
        String xml = page.replace("<!doctype html>", "").replaceAll("<meta[^>]*>", "");
        assertThat(DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)))
                        .getElementsByTagName("svg")
                        .getLength())
                .isEqualTo(3);
    }

    @Test
    void whatIsNoResultIsNamed(@TempDir Path directory) throws IOException {
        Path missing = directory.resolve("missing.json");
        assertThatThrownBy(() -> BenchResult.read("A", missing)).hasMessageContaining("missing.json does not exist");
        Path text = Files.writeString(directory.resolve("text.json"), "ops: 5");
        assertThatThrownBy(() -> BenchResult.read("A", text)).hasMessageContaining("text.json is no JSON");
        Path other = Files.writeString(directory.resolve("other.json"), "{\"causal_plus\": true}");
        assertThatThrownBy(() -> BenchResult.read("A", other)).hasMessageContaining("has no figures of a run");
    }

    private static Judgement judgement(BenchResult before, BenchResult after, int row) {
        return Comparison.of(before, after, 0.05).rows().get(row).judgement();
    }

    private static BenchResult result(String name, int seconds, double rate, double micros, SplittableRandom random) {
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            double noise = 1 + 0.1 * (random.nextDouble() - 0.5);
            intervals.add(new Interval(
                    i,
                    1,
                    (long) (rate * noise),
                    i == 3 ? 2 : 0,
                    micros / 2 * noise,
                    micros * noise,
                    2 * micros * noise));
        }
        Latency latency = new Latency(
                Map.of("p50", micros / 2, "p99", micros, "max", 2 * micros),
                List.of(
                        new Point(0, 10),
                        new Point(90, micros),
                        new Point(99.95, 2 * micros),
                        new Point(100, 3 * micros)));
        return new BenchResult(
                name,
                "espalier bench",
                Map.of("cores", "2"),
                Map.of("keys", "1000"),
                List.of(new Kind("all", (long) (rate * seconds), 0, rate, latency, latency)),
                false,
                intervals,
                List.of(new FaultBand(2, 3.5, "node 1 <killed>")),
                List.of(),
                "");
    }
}
