package dev.espalier.cli.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.compile.JavaCompilation;
import dev.espalier.cli.core.CheckLine.Outcome;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The classes that run are inspected, not only the source that they should come from. */
final class RunningBytecodeTest {
    private static final String ADAPTER = "dev.espalier.cores.vectorclock.VectorClockCore";

    @Test
    void theReferenceCoreOnlyComputes() {
        CheckLine line = RunningBytecode.check(ADAPTER);
        assertThat(line.outcome()).as(line.detail()).isEqualTo(Outcome.PASSED);
        assertThat(line.detail()).containsPattern("[1-9][0-9]* classes only compute");
    }

    @Test
    void aClassThatReadsTheClockFailsWhereverTheAdapterUsesIt() {
        JavaCompilation.Result result = JavaCompilation.of(
                Map.of(
                        "bad/Adapter.java", "package bad; final class Adapter { long f() { return Helper.now(); } }",
                        "bad/Helper.java",
                                "package bad; final class Helper {\n static long now() { return System.nanoTime(); } }"),
                JavaCompilation.AS_BUILT);
        Map<String, byte[]> classes = ((JavaCompilation.Compiled) result).classes();
        ClassLoader loader = new ClassLoader(null) {
            @Override
            public @Nullable InputStream getResourceAsStream(String name) {
                byte[] bytes = classes.get(name.replace(".class", "").replace('/', '.'));
                return bytes == null ? null : new ByteArrayInputStream(bytes);
            }
        };
        CheckLine line = RunningBytecode.check(loader, "bad.Adapter");
        assertThat(line.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(line.detail()).startsWith("bad.Helper.now, line 2: calls java.lang.System.nanoTime()");
    }

    @Test
    void anAdapterThatIsNotThereFails() {
        assertThat(RunningBytecode.check("dev.espalier.cores.none.NoneCore"))
                .isEqualTo(CheckLine.failed(
                        "bytecode", "dev.espalier.cores.none.NoneCore is not on the class path; run ./espalier build"));
    }
}
