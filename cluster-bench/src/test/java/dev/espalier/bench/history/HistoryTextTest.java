package dev.espalier.bench.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTextTest {
    @Test
    void writesALineAnOperation() throws IOException {
        History history =
                History.builder().write(7, 12, 5).read(3, 12, 5).read(7, 9, 0).build();
        assertThat(write(history)).isEqualTo("w(12,5,7,0)\nr(9,0,7,1)\nr(12,5,3,2)\n");
    }

    @Test
    void readsWhatItWrote(@TempDir Path directory) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        HistoryBuilder builder = History.builder();
        for (int i = 0; i < 50_000; i++) {
            long value = random.nextLong() & Long.MAX_VALUE;
            long session = random.nextInt(9);
            if (random.nextBoolean()) {
                builder.write(session, random.nextInt(1_000), value);
            } else {
                builder.read(session, random.nextLong() & Long.MAX_VALUE, value);
            }
        }
        History history = builder.build();
        Path file = directory.resolve("history.txt");
        HistoryWriter.write(history, file);
        History again = HistoryReader.read(file);
        assertThat(write(again)).isEqualTo(write(history));
        assertThat(again.operations()).isEqualTo(50_000);
        assertThat(again.sessions()).isEqualTo(9);
    }

    @Test
    void takesSessionsInterleavedAndOthersLineEnds() throws IOException {
        History history = read("w(1,1,10,4)\r\nr(1,0,20,5)\n\nw(2,2,10,6)");
        assertThat(write(history)).isEqualTo("w(1,1,10,0)\nw(2,2,10,1)\nr(1,0,20,2)\n");
    }

    @Test
    void skipsAbortedTransactions() throws IOException {
        assertThat(read("w(1,1,1,-1)\nw(1,2,1,0)\n").operations()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x(1,2,3,4)                    | line 2: expected r(key,value,session,transaction) or w(...), found 'x'",
                "w[1,2,3,4)                    | line 2: expected '(', found '['",
                "w(1,2,3)                      | line 2: expected ',' after a number, found ')'",
                "w(1,,3,4)                     | line 2: expected a number, found ','",
                "w(1,-2,3,4)                   | line 2: expected a number, found '-'",
                "w(1,2,3,-4)                   | line 2: transaction -4; the only negative one is -1, aborted",
                "w(1,2,3,4                     | line 2: expected ')' after a number, found the end of the line",
                "w(1,2,3,4) x                  | line 2: expected the end of the line, found byte 0x20",
                "w(1,9223372036854775808,3,4)  | line 2: a number beyond 63 bits",
                "w(1,2,3,0)                    | line 2: transaction 0 of session 3 has a second operation"
            })
    void namesTheBadLine(String line, String problem) {
        assertThatThrownBy(() -> read("w(1,1,3,0)\n" + line + "\nw(1,3,3,9)\n"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith("history, " + problem + "; ");
    }

    @Test
    void namesTheFileOfTheBadLineAndWhatToDo(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("bad.txt");
        Files.writeString(file, "w(1,1,3,0)\nnonsense\n");
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOfSatisfying(
                        MalformedHistoryException.class,
                        e -> assertThat(e.line()).isEqualTo(2))
                .hasMessage("history " + file + ", line 2: expected r(key,value,session,transaction) or w(...),"
                        + " found 'n'; correct that line, or record the history again");
    }

    @Test
    void namesWhatCannotBeRead(@TempDir Path directory) {
        assertThatThrownBy(() -> HistoryReader.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory + " is a directory; name a file");
        Path missing = directory.resolve("missing.txt");
        assertThatThrownBy(() -> HistoryReader.read(missing))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing + " does not exist; check the path");
        // Reading it fails, although opening it does not, whoever tries.
        Path unreadable = Path.of("/proc/self/mem");
        assertThatThrownBy(() -> HistoryReader.read(unreadable))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(unreadable + " cannot be read: ");
    }

    @Test
    void emptyFileIsAHistoryWithoutOperations(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("empty.txt"));
        Verdict verdict = CausalPlusChecker.check(HistoryReader.read(file));
        // So that callers can tell a history that is causal+ from one that says nothing.
        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.operations()).isZero();
    }

    @Test
    void anyBytesGiveAHistoryOrALineNumber() throws IOException {
        String alphabet = "rw(),0129-\n\r x\0";
        SplittableRandom random = new SplittableRandom(3);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "w(1,2,3,4)\n" : "");
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(read(text.toString()).operations()).isLessThan(4);
            } catch (MalformedHistoryException e) {
                assertThat(e.line()).isPositive();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private static History read(String text) throws IOException {
        return HistoryReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String write(History history) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HistoryWriter.write(history, out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
