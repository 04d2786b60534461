package dev.espalier.synth.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table that is read has every point of the lattice, each proved. */
class LatticeDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/lattice.md");

    /** A row: the point, what came of it, its theorems. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| [\\d.]+ \\| \\d+ \\| ([^|]*) \\| \\d+ \\| [^|]+ \\|$");

    @Test
    void everyPointIsProved() throws IOException {
        Map<String, List<String>> rows = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> List.of(row.group(2), row.group(3))));
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        StrongPoint.all().stream().map(StrongPoint::name).toList());
        assertThat(rows.values()).allSatisfy(row -> {
            assertThat(row.getFirst()).isEqualTo("proved");
            assertThat(row.getLast()).contains("refinement");
        });
    }
}
