package dev.espalier.synth.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.espalier.synth.suggest.RequirementReader.Said;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of wishes, as people write them. */
@SuppressWarnings("NullAway.Init") // set before all tests
class RequirementReaderTest {
    private static RequirementReader reader;

    @BeforeAll
    static void readTable() throws IOException {
        reader = new RequirementReader(LatticeTable.kept());
    }

    @Test
    void everyFormOfLineIsRead() throws Exception {
        Said said = reader.lines(
                List.of(
                        "# what the cart needs",
                        "forbid stale-read     # of all things",
                        "",
                        "allow Lost Update",
                        "any divergence",
                        "forbid 1: put k x | 2: get k = x; get k = v0",
                        "promise Monotonic-Reads",
                        "need not converge",
                        "@litmus reads-backwards forbidden"),
                "cart.txt");
        assertThat(said.requirements().stream().map(Requirement::text))
                .containsExactly(
                        "forbid stale-read",
                        "allow lost-update",
                        "forbid 1: put k x | 2: get k = x; get k = v0",
                        "promise Monotonic-Reads",
                        "without converge",
                        "forbid reads-backwards");
        assertThat(said.requirements().getFirst().origin()).isEqualTo("cart.txt:2");
        assertThat(said.indifferent()).containsExactly("divergence");
    }

    @ParameterizedTest
    @CsvSource({
        "read your writes, strong/ryw",
        "RYW, strong/ryw",
        "writes-follow-reads, strong/wfr",
        "causal+, strong/causal+",
        "causal consistency, strong/causal",
        "PRAM, strong/ryw+mr+mw",
        "eventual consistency, strong/none+",
        "suite/ryw, suite/ryw",
        "strong/mr+mw, strong/mr+mw"
    })
    void guaranteesHaveNames(String words, String point) throws Exception {
        assertThat(reader.guarantee(words, true, "here"))
                .isEqualTo(new Requirement.Guarantee(words, point, true, "here"));
    }

    private static String refused(String line) {
        try {
            reader.lines(List.of("", line), "cart.txt");
            return "";
        } catch (RequirementException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void wrongNamesAreAnsweredByNearOnes() {
        assertThat(refused("forbid stale-raed"))
                .startsWith("cart.txt:2: there is no litmus test 'stale-raed'; do you mean stale-read?");
        assertThat(refused("promise monotonic read")).contains("do you mean monotonic reads?");
        assertThat(refused("forbid monotonic reads")).contains("promise monotonic reads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linearizable", "Linearizability", "strong consistency"})
    void whatNeedsAgreementIsNotToBeHad(String words) {
        assertThat(refused("promise " + words)).contains("lost-update").contains("causal+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"stale-read", "forbid", "stale-read: forbidden", "{\"forbid\": 1}", "@litmus stale-read maybe"})
    void linesThatSayNothingAreNamed(String line) {
        assertThat(refused(line)).startsWith("cart.txt:2: '" + line + "' says nothing");
    }

    @Test
    void programsThatAreNoneSayWhy() {
        assertThat(refused("forbid 1: put k x; take k"))
                .startsWith("cart.txt:2: ")
                .contains("an operation is");
        assertThat(refused("allow 1: put k x")).contains("asks for no outcome");
    }

    @Test
    void guaranteesMustBeOnes() {
        assertThatExceptionOfType(RequirementException.class)
                .isThrownBy(() -> reader.guarantee("tea", true, "--promise"))
                .withMessageStartingWith("--promise: there is no guarantee 'tea'.");
    }
}
