package dev.espalier.bridge.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.passes.Pipeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No pass changes what a program gives. */
class EveryPassTest {
    /** Of the inputs that a program is run on, as it was given: those that recurse a million deep take few. */
    private static final long STEPS = 500_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "programs/calls",
                "programs/closures",
                "programs/counting",
                "programs/laziness",
                "programs/modules",
                "programs/names",
                "programs/polymorphism",
                "programs/recursion",
                "programs/scopes",
                "programs/trees",
                "programs/variants",
                "extracted/erasure",
                "extracted/functors",
                "extracted/maps",
                "extracted/streams"
            })
    void theResultsStayWhatTheyWere(String file) throws Exception {
        Map<String, List<String>> results = OnLargeStack.run(() -> Oracle.afterEachPass(Oracle.program(file), STEPS));
        assertThat(results).hasSize(Pipeline.names().size() + 1);
        List<String> expected = results.get("front end");
        assertThat(expected).allMatch(result -> result.matches("-?[0-9]+"));
        results.forEach((pass, after) -> assertThat(after).as(pass).isEqualTo(expected));
        System.err.println(file + expected);
    }
}
