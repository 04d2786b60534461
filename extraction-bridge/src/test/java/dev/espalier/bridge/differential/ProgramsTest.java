package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.source.SourceText;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small programs beyond the reference core: each has a function {@code run : int -> int}. */
public class ProgramsTest {
    private static final int INPUTS = 40;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "variants",
                "trees",
                "calls",
                "names",
                "counting",
                "closures",
                "laziness",
                "scopes",
                "polymorphism",
                "modules",
                "recursion",
                "joins",
                "strings",
                "bits",
                "general",
                "machine",
                "bigs",
                "eta",
                "wrappers",
                "numbered"
            })
    void javaGivesWhatNativeOcamlGives(String name, @TempDir Path folder) throws Exception {
        compare(name, resource("programs/" + name + ".ml"), null, folder);
    }

    /** Compares the program's answers in Java with those in native OCaml. */
    static void compare(String name, String text, @Nullable String signature, Path folder) throws Exception {
        NativeOcaml.assumePresent();
        assertThat(java(name, text, signature)).containsExactlyElementsOf(ocaml(name, text, folder));
    }

    private static List<String> ocaml(String name, String text, Path folder) throws Exception {
        String module = module(name);
        Files.writeString(folder.resolve(name + ".ml"), text);
        Files.writeString(
                folder.resolve("main.ml"),
                "let () = for i = 0 to " + INPUTS + " do Printf.printf \"%d\\n\" (" + module + ".run i) done\n");
        return NativeOcaml.compile(folder, List.of(name + ".ml", "main.ml")).run("");
    }

    private static List<String> java(String name, String text, @Nullable String declared) throws Exception {
        SourceText source = new SourceText(name + ".ml", text);
        SourceText signature = declared == null ? null : new SourceText(name + ".mli", declared);
        BridgeRequest request = BridgeRequest.library("programs." + name, source, signature);
        BridgeResult result = Bridge.translate(request);
        assertThat(result).isEqualTo(Bridge.translate(request));
        if (declared == null) { // what Rocq extracts may nest so deeply that indentation alone fills the line
            assertThat(result.files().values().stream().flatMap(String::lines)).allMatch(line -> line.length() <= 120);
        }
        InMemoryJava loader = InMemoryJava.compile(result.files());
        Method run = loader.loadClass("programs." + name + "." + module(name)).getMethod("run", long.class);
        List<String> lines = new ArrayList<>();
        for (long i = 0; i <= INPUTS; i++) {
            lines.add(String.valueOf(run.invoke(null, i)));
        }
        return lines;
    }

    private static String module(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** A file of the test resources. */
    public static String resource(String path) throws IOException {
        try (var in = ProgramsTest.class.getClassLoader().getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
