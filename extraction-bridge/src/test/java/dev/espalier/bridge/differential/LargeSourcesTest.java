package dev.espalier.bridge.differential;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expressions that nest thousands of levels deep: more than a method may hold, and than a Java compiler recurses. */
class LargeSourcesTest {
    @Test
    void aListOfFiveThousandElements(@TempDir Path folder) throws Exception {
        String elements = IntStream.range(0, 5000)
                .mapToObj(i -> String.valueOf(i * 7919 % 1000))
                .collect(Collectors.joining("; "));
        compare(
                folder,
                "let rec sum l acc = match l with [] -> acc | x :: r -> sum r ((acc * 31 + x) mod 1000003)\n"
                        + "let table = [" + elements + "]\n"
                        + "let inside n = sum (n :: n * n :: [" + elements + "]) n\n"
                        + "let run n = sum table n + inside n\n");
    }

    @Test
    void aUnaryNumberOfTwoThousand(@TempDir Path folder) throws Exception {
        compare(
                folder,
                "type number = Zero | Next of number\n"
                        + "let rec value n acc = match n with Zero -> acc | Next m -> value m (acc + 1)\n"
                        + "let large = " + "Next (".repeat(2000) + "Zero" + ")".repeat(2000) + "\n"
                        + "let run n = value large n\n");
    }

    @Test
    void threeThousandDefinitionsInside(@TempDir Path folder) throws Exception {
        String definitions = IntStream.range(0, 3000)
                .mapToObj(i -> "  let x" + (i + 1) + " = x" + i + " + " + i % 5 + " in\n")
                .collect(Collectors.joining());
        compare(folder, "let run x0 =\n" + definitions + "  x3000\n");
    }

    @Test
    void aThousandConditions(@TempDir Path folder) throws Exception {
        String conditions = IntStream.range(0, 1000)
                .mapToObj(i -> "if n = " + i + " then " + i * 3 % 7 + " else ")
                .collect(Collectors.joining());
        compare(folder, "let run n = " + conditions + "n\n");
    }

    private static void compare(Path folder, String program) throws Exception {
        ProgramsTest.compare("large", program, null, folder);
    }
}
