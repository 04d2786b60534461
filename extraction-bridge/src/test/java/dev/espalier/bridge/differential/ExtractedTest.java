package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs as Rocq extracts them: each {@code .ml} and {@code .mli} of {@code extracted/} was made from the {@code .v} beside it and has
 * a function {@code run : int -> int}.
 */
class ExtractedTest {
    @ParameterizedTest
    @ValueSource(strings = {"functors", "erasure", "streams", "maps"})
    void javaGivesWhatNativeOcamlGives(String name, @TempDir Path folder) throws Exception {
        String signature = ProgramsTest.resource("extracted/" + name + ".mli");
        ProgramsTest.compare(name, ProgramsTest.resource("extracted/" + name + ".ml"), signature, folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "functors",
                "erasure",
                "streams",
                "maps",
                "openfunctors",
                "numbers",
                "numbersbasic",
                "numbersnatint"
            })
    void theFileIsWhatRocqExtracts(String name, @TempDir Path folder) throws Exception {
        assumeTrue(isRocqPresent(), "coqc is not installed: nothing to extract with");
        Files.writeString(folder.resolve(name + ".v"), ProgramsTest.resource("extracted/" + name + ".v"));
        Process process = new ProcessBuilder("coqc", name + ".v")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("coqc ends").isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        for (String file : List.of(name + ".ml", name + ".mli")) {
            assertThat(folder.resolve(file)).hasContent(ProgramsTest.resource("extracted/" + file));
        }
    }

    private static boolean isRocqPresent() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("coqc", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
