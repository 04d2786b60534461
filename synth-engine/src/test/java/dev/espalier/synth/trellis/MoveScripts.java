package dev.espalier.synth.trellis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.search.SharedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The worked examples of the guide, for tests. */
public final class MoveScripts {
    private MoveScripts() {}

    /** The steps of {@code docs/growing/NAME.moves}. */
    public static List<MoveScript.Step> read(String name) throws Exception {
        return MoveScript.read(Files.readString(Path.of("..", "docs", "growing", name + ".moves")));
    }

    /** A development for strong/{@code name} in {@code folder}. */
    public static Trellis open(Path folder, String name) throws Exception {
        String specification = "strong/" + name;
        return Trellis.open(
                folder, SharedEngine.specification(specification), specification, SharedEngine.synthesis(), 2L << 30);
    }

    /** Makes the moves of {@code docs/growing/NAME.moves}; each is accepted. */
    public static void apply(Tools tools, String name) throws Exception {
        for (MoveScript.Step step : read(name)) {
            Tools.Answer answer = tools.call(step.tool(), step.arguments(), "test");
            assertThat(answer.failed())
                    .as(name + ".moves:" + step.line() + ": " + step.title() + "\n" + answer.text())
                    .isFalse();
        }
    }

    /** The core's file of {@code docs/growing/NAME.moves}; no prover is asked. */
    public static String core(String name) throws Exception {
        Draft draft = Draft.EMPTY;
        for (MoveScript.Step step : read(name)) {
            if (step.tool().equals("define") && !step.arguments().containsKey("proof")) {
                draft = draft.after(new Move.Define(
                        String.valueOf(step.arguments().get("name")),
                        String.valueOf(step.arguments().get("text")),
                        false,
                        Optional.empty()));
            }
        }
        assertThat(draft.missing()).isEmpty();
        return new DraftText(new CompiledSpecification.Loading("S", List.of(), ""), name).coreFile(draft);
    }
}
