package dev.espalier.synth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.report.LineDiff.Line;
import dev.espalier.synth.report.LineDiff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineDiffTest {
    @Test
    void bothTextsCanBeReadFromIt() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            List<String> old = text(random);
            List<String> fresh = text(random);
            List<Line> lines = LineDiff.of(old, fresh);
            assertThat(without(lines, Side.NEW)).isEqualTo(old);
            assertThat(without(lines, Side.OLD)).isEqualTo(fresh);
        }
    }

    @Test
    void whatIsTheSameIsInBoth() {
        assertThat(LineDiff.of(List.of("a", "b", "c", "d"), List.of("a", "c", "x", "d")))
                .containsExactly(
                        new Line(Side.BOTH, "a"),
                        new Line(Side.OLD, "b"),
                        new Line(Side.BOTH, "c"),
                        new Line(Side.NEW, "x"),
                        new Line(Side.BOTH, "d"));
    }

    private static List<String> text(Random random) {
        List<String> text = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.add(Integer.toString(random.nextInt(4)));
        }
        return text;
    }

    private static List<String> without(List<Line> lines, Side side) {
        return lines.stream()
                .filter(line -> line.side() != side)
                .map(Line::text)
                .toList();
    }
}
