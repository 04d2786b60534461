package dev.espalier.bridge.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.differential.NativeOcaml;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No pass changes what a program gives; and that is what OCaml gives. */
class EveryPassTest {
    /** Steps of the program as it was given: one that works in unary is run on fewer inputs. */
    private static final long STEPS = 400_000;

    private record Results(int inputs, Map<String, List<String>> byPass) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "programs/calls",
                "programs/closures",
                "programs/counting",
                "programs/joins",
                "programs/laziness",
                "programs/modules",
                "programs/names",
                "programs/polymorphism",
                "programs/recursion",
                "programs/scopes",
                "programs/trees",
                "programs/variants",
                "programs/wrappers",
                "extracted/erasure",
                "extracted/functors",
                "extracted/maps",
                "extracted/numbersnatint",
                "extracted/streams"
            })
    void theResultsStayWhatTheyAreInOcaml(String file, @TempDir Path folder) throws Exception {
        Results results = OnLargeStack.run(() -> {
            Program program = Oracle.program(file);
            List<Long> inputs = Oracle.inputs(program, STEPS);
            return new Results(inputs.size(), Oracle.afterEachPass(program, inputs));
        });
        assertThat(results.byPass).hasSize(Pipeline.names().size() + 1);
        List<String> expected = results.byPass.get("front end");
        assertThat(expected).allMatch(result -> result.matches("-?[0-9]+"));
        results.byPass.forEach((pass, after) -> assertThat(after).as(pass).isEqualTo(expected));
        NativeOcaml.assumePresent();
        assertThat(ocaml(file, results.inputs, folder)).isEqualTo(expected);
    }

    private static List<String> ocaml(String file, int inputs, Path folder) throws Exception {
        String name = file.substring(file.lastIndexOf('/') + 1);
        String module = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        Files.writeString(folder.resolve(name + ".ml"), Oracle.source(file));
        Files.writeString(
                folder.resolve("main.ml"),
                "let () = for i = 0 to " + (inputs - 1) + " do Printf.printf \"%d\\n\" (" + module + ".run i) done\n");
        return NativeOcaml.compile(folder, List.of(name + ".ml", "main.ml")).run("");
    }
}
