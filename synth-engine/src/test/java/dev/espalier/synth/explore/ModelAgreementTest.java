package dev.espalier.synth.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.explore.ExploredMachine.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the exploration leaves out makes no difference: the same is found by doing all that the model says. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ModelAgreementTest {
    private static final ExplorationLimits LIMITS = ExplorationLimits.usual().within(Duration.ofMinutes(10));

    private static ExtractedSpecs specs;
    private static Explorer explorer;

    @BeforeAll
    static void compile() throws Exception {
        specs = ExtractedSpecs.compile();
        explorer = ((Explorer.Found) Explorer.find()).open();
    }

    @AfterAll
    static void close() throws IOException {
        if (specs != null) {
            specs.close();
        }
        if (explorer != null) {
            explorer.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"None", "Mw", "None_plus", "Causal_plus"})
    void whatIsExploredIsTheModelWordForWord(String point) throws Exception {
        agrees(specs.strong(point));
    }

    @ParameterizedTest
    @CsvSource({"ReadYourWrites", "Causal"})
    void whatIsExploredOfTheSuiteIsTheModelWordForWord(String file) throws Exception {
        agrees(specs.suite(file, Kind.CORE));
    }

    @ParameterizedTest
    @CsvSource({"ChaparVectorClock", "ChaparUnreachable"})
    void whatIsExploredOfNodesIsTheModelWordForWord(String file) throws Exception {
        ExploredMachine nodes = specs.reference(file, Kind.NODE);

        for (String text : List.of(
                "1: put k x; get k | 2: get k; put k y; get k", "1: put k x; put j y | 2: get j; get k | 3: get k")) {
            assertThat(explorer.agreesWithModel(nodes, ExplorationProgram.parse(text), LIMITS))
                    .as(text)
                    .isEqualTo(Optional.of(true));
        }
    }

    private static void agrees(ExploredMachine machine) throws Exception {
        for (String text : List.of(
                "1: put k x | 2: get k; get k", "1: put k x; put k y | 2: get k", "1: put k x | 2: put k y; get k")) {
            assertThat(explorer.agreesWithModel(machine, ExplorationProgram.parse(text), LIMITS.withBounds(1, 2)))
                    .as(text)
                    .isEqualTo(Optional.of(true));
        }
        assertThat(explorer.agreesWithModel(
                        machine, ExplorationProgram.parse("1: put k x; put k y; get k"), LIMITS.withBounds(2, 2)))
                .isEqualTo(Optional.of(true));
    }
}
