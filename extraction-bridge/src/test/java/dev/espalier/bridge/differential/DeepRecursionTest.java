package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.source.SourceText;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every shape of recursion of {@code programs/recursion.ml} on a thread with the default stack: long lists, large numbers,
 * chains of closures, deep trees. Native OCaml gives the answers, with a stack without limit, as its own would end.
 */
class DeepRecursionTest {
    private static final int MILLION = 1_000_000;

    /** The default stack is a mebibyte, and no frame of a call is smaller than 16 bytes: 65,536 calls end it. */
    private static final int BEYOND_THE_STACK = 150_000;

    /** How deep what is quadratic, or large in each level, is made. */
    private static final Map<String, Integer> SMALLER =
            Map.of("trees", 500_000, "roses", 300_000, "forces", 300_000, "forests", 500_000);

    private static final Pattern SHAPE = Pattern.compile("^let (\\w+) n =", Pattern.MULTILINE);

    @Test
    void everyShapeOfRecursionWorksOnTheDefaultStack(@TempDir Path folder) throws Exception {
        agree(BEYOND_THE_STACK, folder);
    }

    @Test
    @Tag("campaign")
    void andAMillionDeep(@TempDir Path folder) throws Exception {
        agree(MILLION, folder);
    }

    private static void agree(int depth, Path folder) throws Exception {
        NativeOcaml.assumePresent();
        String program = ProgramsTest.resource("programs/recursion.ml");
        List<String> shapes = SHAPE.matcher(program)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(name -> !List.of("numbers", "run").contains(name))
                .toList();
        assertThat(shapes).hasSizeGreaterThan(30);
        assertThat(onDefaultStack(program, shapes, depth))
                .containsExactlyElementsOf(ocaml(program, shapes, depth, folder));
    }

    private static int size(String shape, int depth) {
        return Math.min(depth, SMALLER.getOrDefault(shape, depth));
    }

    private static List<String> ocaml(String program, List<String> shapes, int depth, Path folder) throws Exception {
        Files.writeString(folder.resolve("recursion.ml"), program);
        StringBuilder main = new StringBuilder();
        shapes.forEach(shape -> main.append("let () = Printf.printf \"%s %d\\n\" \"")
                .append(shape)
                .append("\" (Recursion.")
                .append(shape + " " + size(shape, depth))
                .append(")\n"));
        Files.writeString(folder.resolve("main.ml"), main);
        return NativeOcaml.compile(folder, List.of("recursion.ml", "main.ml")).runOnUnlimitedStack();
    }

    private static List<String> onDefaultStack(String program, List<String> shapes, int depth) throws Exception {
        BridgeRequest request = BridgeRequest.library("deep", new SourceText("recursion.ml", program), null);
        InMemoryJava loader = InMemoryJava.compile(Bridge.translate(request).files());
        Class<?> translated = loader.loadClass("deep.Recursion");
        FutureTask<List<String>> task = new FutureTask<>(() -> {
            List<String> lines = new ArrayList<>();
            for (String shape : shapes) {
                Method method = translated.getMethod(shape, long.class);
                lines.add(shape + " " + method.invoke(null, (long) size(shape, depth)));
            }
            return lines;
        });
        Thread.ofPlatform().start(task);
        return task.get();
    }
}
