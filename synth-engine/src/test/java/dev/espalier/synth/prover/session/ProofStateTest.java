package dev.espalier.synth.prover.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProofStateTest {
    private static String hash(String id, String conclusion) {
        Hypothesis hypothesis = new Hypothesis(List.of("H"), false, "n =\n  1");
        Goal goal = new Goal(id, List.of(hypothesis), conclusion);
        return new ProofState(true, List.of(goal), List.of(), List.of(), List.of()).hash();
    }

    @Test
    void idsLineBreaksAndVariableNamesDoNotCount() {
        assertThat(hash("1", "?x = ?y  +\n ?x")).isEqualTo(hash("2", "?z = ?Goal + ?z"));
    }

    @Test
    void everythingElseDoes() {
        String hash = hash("1", "?x = ?y + ?x");
        assertThat(hash("1", "?x = ?y + ?y")).isNotEqualTo(hash);
        assertThat(hash("1", "x = ?y + ?x")).isNotEqualTo(hash);
        assertThat(hash("1", "\"a  ?b\"")).isNotEqualTo(hash("1", "\"a ?b\"")).isNotEqualTo(hash("1", "\"a  ?c\""));
        Goal goal = new Goal("1", List.of(), "P");
        List<Goal> one = List.of(goal);
        assertThat(List.of(
                                ProofState.NONE,
                                new ProofState(true, List.of(), List.of(), List.of(), List.of()),
                                new ProofState(true, one, List.of(), List.of(), List.of()),
                                new ProofState(true, List.of(), one, List.of(), List.of()),
                                new ProofState(true, List.of(), List.of(), one, List.of()),
                                new ProofState(true, List.of(), List.of(), List.of(), one))
                        .stream()
                        .map(ProofState::hash))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPlaceIsToldInCharacters() {
        assertThat(Location.ofBytes("é\n 𝛼b", 4, 8)).isEqualTo(new Location(3, 5, 2, 1));
        assertThat(Location.ofBytes("ab", 5, 1)).isEqualTo(new Location(2, 2, 1, 2));
    }
}
