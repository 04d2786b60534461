package dev.espalier.bridge.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table that is read says of every development of the corpus what became of it, and of enough inputs. */
class CoverageDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/bridge-coverage.md");
    private static final int DEVELOPMENTS_MIN = 40;
    private static final long AGREED_MIN = 100_000;

    /** A row: the development, and the inputs on which it agreed. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*\\| ([\\d,]+) \\| [\\d,]+ \\|$");

    private static final Pattern TOTAL = Pattern.compile("\\*\\*([\\d,]+) inputs agreed\\*\\*");

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    @Test
    void everyDevelopmentHasARow() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThanOrEqualTo(DEVELOPMENTS_MIN)
                .containsExactlyInAnyOrderElementsOf(
                        Development.all().stream().map(Development::name).toList());
    }

    @Test
    void enoughInputsAgreeAndTheTotalIsTheSum() throws IOException {
        String text = Files.readString(DOCUMENT);
        Matcher total = TOTAL.matcher(text);
        assertThat(total.find()).as("a total").isTrue();
        long sum = ROW.matcher(text)
                .results()
                .mapToLong(row -> number(row.group(2)))
                .sum();
        assertThat(number(total.group(1))).isEqualTo(sum).isGreaterThanOrEqualTo(AGREED_MIN);
    }
}
