package dev.espalier.synth.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.trellis.MoveScript;
import dev.espalier.synth.trellis.MoveScripts;
import dev.espalier.synth.trellis.Trellis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model's turns from the first to the closed and audited core: the official client, a server that speaks the provider's
 * wire format and fails as providers do, the real prover. What the model says is the worked example of the guide.
 */
class ModelGrowsACoreTest {
    private static final String EXAMPLE = "none";
    private static final String KEY = "sk-not-a-key";
    private static final int CALLS_A_TURN = 9;
    private static final Caps WIDE =
            new Caps(10_000_000, Double.POSITIVE_INFINITY, Duration.ofHours(1), Caps.Prices.NONE);

    @TempDir
    private Path folder;

    private int calls;

    private ToolCall call(String tool, Map<String, Object> arguments) {
        return new ToolCall("call_" + ++calls, tool, arguments, "");
    }

    /** The example in turns of several calls; the last closes the development. */
    private List<List<ToolCall>> turns() throws Exception {
        List<ToolCall> all = new ArrayList<>();
        for (MoveScript.Step step : MoveScripts.read(EXAMPLE)) {
            all.add(call(step.tool(), step.arguments()));
        }
        List<List<ToolCall>> turns = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CALLS_A_TURN) {
            turns.add(all.subList(from, Math.min(from + CALLS_A_TURN, all.size())));
        }
        turns.add(List.of(call("close", Map.of())));
        return turns;
    }

    @Test
    void anthropic() throws Exception {
        throughAllThatAProviderDoes(ModelsTest.Provider.ANTHROPIC);
    }

    /** The same audit again takes half a minute; what else is of this provider's own is in {@link ModelsTest}. */
    @Test
    @Tag("campaign")
    void openAi() throws Exception {
        throughAllThatAProviderDoes(ModelsTest.Provider.OPENAI);
    }

    private void throughAllThatAProviderDoes(ModelsTest.Provider kind) throws Exception {
        Path development = folder.resolve("served");
        try (ScriptedProvider provider = new ScriptedProvider()) {
            List<List<ToolCall>> turns = turns();
            provider.then(new ScriptedProvider.Reply.Limited(1))
                    .then(kind.turn("Types first.", kind.calls(), turns.get(0).toArray(ToolCall[]::new)))
                    .then(new ScriptedProvider.Reply.Failure(529, "{\"error\":{\"message\":\"overloaded\"}}"));
            ScriptedProvider.Reply.Stream second = (ScriptedProvider.Reply.Stream)
                    kind.turn("", kind.calls(), turns.get(1).toArray(ToolCall[]::new));
            provider.then(new ScriptedProvider.Reply.Stream(second.events(), true))
                    .then(second)
                    .then(kind.turn(
                            "An axiom is shorter.",
                            kind.calls(),
                            call("define", Map.of("name", "put_seen", "text", "Axiom put_seen : False.")),
                            new ToolCall("call_x", "prove", Map.of(), "[\"no\", \"object\"]"),
                            call("conjure", Map.of())))
                    .then(kind.turn("Let me think.", kind.done()));
            for (List<ToolCall> turn : turns.subList(2, turns.size())) {
                provider.then(kind.turn("", kind.calls(), turn.toArray(ToolCall[]::new)));
            }
            AgentResult result = run(development, Roles.all(kind.at(provider, 2)));

            assertThat(result.outcome()).as(result.why()).isEqualTo(AgentResult.Outcome.CLOSED);
            assertThat(result.turns()).isEqualTo(turns.size() + 2);
            assertThat(result.usage().output()).isEqualTo(20L * result.turns());
            assertThat(provider.paths())
                    .containsOnly(kind == ModelsTest.Provider.ANTHROPIC ? "/v1/messages" : "/v1/chat/completions");
            assertThat(provider.keys()).allSatisfy(key -> assertThat(key).contains(KEY));
            assertThat(provider.requests().getLast())
                    .contains("refused by the engine", "axiom", "there is no tool conjure")
                    .containsAnyOf("cannot be read", "wants the text");
        }
        String core = Files.readString(development.resolve("Core.v"));
        String proof = Files.readString(development.resolve("Proof.v"));
        try (Stream<Path> files = Files.list(development)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(KEY);
            }
        }

        // All but the turn that closes, as another audit of the same files would say the same.
        List<Transcript.Line> lines = Transcript.read(development.resolve(Transcript.FILE));
        assertThat(lines.getLast()).isInstanceOf(Transcript.Line.Answered.class);
        Path again = folder.resolve("replayed");
        run(again, Roles.all(new Replayed(lines.subList(0, lines.size() - 1), "deductive")));
        try (Trellis trellis = MoveScripts.open(again, EXAMPLE)) {
            assertThat(trellis.core()).isEqualTo(core);
            assertThat(trellis.proof()).isEqualTo(proof);
            assertThat(trellis.refused()).hasSize(1);
        }
    }

    private AgentResult run(Path development, Roles roles) throws Exception {
        try (Trellis trellis = MoveScripts.open(development, EXAMPLE);
                Transcript transcript = Transcript.open(development.resolve(Transcript.FILE))) {
            return new ModelAgent(trellis, roles, WIDE, Long.MAX_VALUE, transcript, line -> {}).run("");
        }
    }
}
