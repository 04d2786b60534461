package dev.espalier.cli.core;

import dev.espalier.bridge.compile.JavaCompilation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/**
 * Whether the classes on the class path are what a core's sources compile to: closes the gap between the source that a
 * certificate names and the code that runs. The compiler's options are those of the build of {@code verified-cores}.
 */
final class CompiledClasses {
    private CompiledClasses() {}

    static CheckLine check(Map<String, String> sources) throws IOException {
        String what = "running classes";
        return switch (JavaCompilation.of(sources, JavaCompilation.AS_BUILT)) {
            case JavaCompilation.NoCompiler() -> CheckLine.skipped(what, "this Java has no compiler");
            case JavaCompilation.Refused(var diagnostics) ->
                CheckLine.failed(what, "the generated source does not compile: " + diagnostics);
            case JavaCompilation.Compiled(var classes) -> compare(what, classes);
        };
    }

    private static CheckLine compare(String what, Map<String, byte[]> compiled) throws IOException {
        for (Map.Entry<String, byte[]> entry : compiled.entrySet()) {
            String resource = entry.getKey().replace('.', '/') + ".class";
            try (InputStream in = CompiledClasses.class.getClassLoader().getResourceAsStream(resource)) {
                if (in == null) {
                    return CheckLine.failed(what, entry.getKey() + " is not on the class path; run ./espalier build");
                }
                if (!Arrays.equals(in.readAllBytes(), entry.getValue())) {
                    return CheckLine.failed(
                            what,
                            entry.getKey() + " differs from what Java " + Runtime.version()
                                    + " makes of the source; run ./espalier build with this Java");
                }
            }
        }
        return CheckLine.passed(what, compiled.size() + " classes are what their source compiles to");
    }
}
