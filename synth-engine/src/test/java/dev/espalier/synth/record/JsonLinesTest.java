package dev.espalier.synth.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    private record Line(int number, String text) {}

    @TempDir
    private Path folder;

    private List<Line> read(Path file) throws Exception {
        return JsonLines.read(file, Line.class, "is no line", "mend it");
    }

    /** Longer than what is read at a time where the end is looked for. */
    @Test
    void aLineThatWasCutOffAnywhereIsRemovedAndTheNextTakesItsPlace() throws Exception {
        Path file = folder.resolve("deep/record.jsonl");
        Line first = new Line(1, "a\nb \u00e9 \ud83d\ude00");
        Line second = new Line(2, "x".repeat(200_000));
        try (JsonLines<Line> lines = JsonLines.open(file)) {
            lines.add(first);
            lines.add(second);
        }
        assertThat(read(file)).containsExactly(first, second);
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {1, 2, 65_536, 65_537, 199_000, 200_020}) {
            Files.write(file, whole);
            try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                access.setLength(whole.length - cut);
            }
            assertThat(read(file)).as("cut by " + cut).containsExactly(first);
            try (JsonLines<Line> lines = JsonLines.open(file)) {
                assertThat(Files.size(file)).isEqualTo(end(whole));
                lines.add(new Line(3, ""));
            }
            assertThat(read(file)).containsExactly(first, new Line(3, ""));
        }
    }

    private static long end(byte[] whole) {
        int at = 0;
        while (whole[at] != '\n') {
            at++;
        }
        return at + 1L;
    }

    @Test
    void anInterruptionOfWhoWritesLosesNothing() throws Exception {
        Path file = folder.resolve("record.jsonl");
        try (JsonLines<Line> lines = JsonLines.open(file)) {
            Thread.currentThread().interrupt();
            lines.add(new Line(1, "interrupted"));
            assertThat(Thread.interrupted()).isTrue();
            lines.add(new Line(2, "afterwards"));
        }
        assertThat(read(file)).containsExactly(new Line(1, "interrupted"), new Line(2, "afterwards"));
    }

    @Test
    void aFileThatIsOneTornLineIsEmptyAgain() throws Exception {
        Path file = folder.resolve("record.jsonl");
        Files.writeString(file, "{\"number\":1,\"te");
        JsonLines.open(file).close();
        assertThat(Files.size(file)).isZero();
    }

    @Test
    void oneAtATimeAndAWrongLineIsNamed() throws Exception {
        Path file = folder.resolve("record.jsonl");
        try (JsonLines<Line> lines = JsonLines.open(file)) {
            lines.add(new Line(1, ""));
            assertThatIOException().isThrownBy(() -> JsonLines.open(file)).withMessageContaining("another process");
        }
        Files.writeString(file, "{\"number\":\n", StandardOpenOption.APPEND);
        assertThatIOException()
                .isThrownBy(() -> read(file))
                .withMessageContaining(file + ":2 is no line")
                .withMessageContaining("mend it");
    }
}
