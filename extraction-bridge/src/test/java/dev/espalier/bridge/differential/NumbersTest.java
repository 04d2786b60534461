package dev.espalier.bridge.differential;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One development with numbers of several hundred bits, extracted with no directive and with each directive file that
 * leaves some numbers inductive. Its {@code run} is on {@code nat}.
 */
class NumbersTest {
    @ParameterizedTest
    @ValueSource(strings = {"numbers", "numbersbasic"})
    void inductiveNumbersGiveWhatNativeOcamlGives(String name, @TempDir Path folder) throws Exception {
        String program = ProgramsTest.resource("extracted/" + name + ".ml");
        ProgramsTest.compare(name, program + ProgramsTest.resource("extracted/unary.ml"), null, folder);
    }

    @Test
    void someNumbersAsIntegersGiveWhatNativeOcamlGives(@TempDir Path folder) throws Exception {
        ProgramsTest.compare("numbersnatint", ProgramsTest.resource("extracted/numbersnatint.ml"), null, folder);
    }
}
