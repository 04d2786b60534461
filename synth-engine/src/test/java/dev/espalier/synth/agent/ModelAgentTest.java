package dev.espalier.synth.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.Faculty;
import dev.espalier.synth.search.SharedEngine;
import dev.espalier.synth.trellis.Trellis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent does with a model's turns, over the real prover and a provider that is scripted. */
class ModelAgentTest {
    private static final Caps WIDE =
            new Caps(10_000_000, Double.POSITIVE_INFINITY, Duration.ofHours(1), Caps.Prices.NONE);

    @TempDir
    private Path folder;

    private int calls;

    private ToolCall call(String tool, Map<String, Object> arguments) {
        return new ToolCall("call_" + ++calls, tool, arguments, "");
    }

    private ToolCall prove(String tactics) {
        return call("prove", Map.of("name", "small", "tactics", tactics));
    }

    private AgentResult run(String development, Roles roles, Caps caps, long context) throws Exception {
        return run(development, roles, caps, context, Configuration.FULL);
    }

    private AgentResult run(String development, Roles roles, Caps caps, long context, Configuration configuration)
            throws Exception {
        try (Trellis trellis = Trellis.open(
                        folder.resolve(development),
                        SharedEngine.specification("strong/none"),
                        "strong/none",
                        SharedEngine.synthesis(),
                        2L << 30);
                Transcript transcript =
                        Transcript.open(folder.resolve(development).resolve(Transcript.FILE))) {
            List<String> progress = new ArrayList<>();
            return new ModelAgent(trellis, roles, caps, context, transcript, progress::add, configuration).run("");
        }
    }

    private static Endpoint endpoint(ScriptedProvider provider) {
        return new Endpoint(Optional.of(provider.url()), "sk-secret", 0, Duration.ofSeconds(60));
    }

    @Test
    void verdictsGoBackWordForWordAndATranscriptComesToTheSame() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            provider.then(ScriptedProvider.anthropic(
                            "First a lemma.",
                            "tool_use",
                            call("decompose", Map.of("name", "refinement", "lemmas", "Lemma small : 1 + 1 = 2.")),
                            prove("discriminate.")))
                    .then(ScriptedProvider.anthropic("", "tool_use", prove("exact I.")))
                    .then(ScriptedProvider.anthropic("", "tool_use", new ToolCall("x", "prove", Map.of(), "[1]")))
                    .then(ScriptedProvider.anthropic("", "tool_use", prove("auto. Admitted.")))
                    .then(ScriptedProvider.anthropic("Compute both sides.", "end_turn")) // the proposer
                    .then(ScriptedProvider.anthropic("", "tool_use", prove("reflexivity.")))
                    .then(ScriptedProvider.anthropic("What next?", "end_turn"))
                    .then(ScriptedProvider.anthropic("GIVE UP: too hard", "end_turn"));
            AnthropicModel model = new AnthropicModel(endpoint(provider), "scripted", 1_000);
            AgentResult result = run("first", Roles.all(model), WIDE, Long.MAX_VALUE);

            assertThat(result.outcome()).isEqualTo(AgentResult.Outcome.GAVE_UP);
            assertThat(result.turns()).isEqualTo(8);
            assertThat(result.usage().output()).isEqualTo(8 * 20);
            assertThat(provider.requests().get(1)).contains("refused by the prover", "TACTIC_FAILURE");
            assertThat(provider.requests().get(3)).contains("prove wants the text");
            assertThat(provider.requests().get(4))
                    .as("asked for a lemma")
                    .contains("1 + 1 = 2")
                    .doesNotContain("decompose\"");
            assertThat(provider.requests().get(5)).contains("the proposer says", "Compute both sides.");
            assertThat(provider.requests().get(7)).contains("Nothing is closed yet");
            String transcript = Files.readString(folder.resolve("first").resolve(Transcript.FILE));
            assertThat(transcript).contains("reflexivity.").doesNotContain("sk-secret");
        }
        List<Transcript.Line> lines = Transcript.read(folder.resolve("first").resolve(Transcript.FILE));
        Roles replayed = new Roles(
                new Replayed(lines, "deductive"), new Replayed(lines, "proposer"), new Replayed(lines, "reloader"));
        assertThat(run("second", replayed, WIDE, Long.MAX_VALUE).outcome()).isEqualTo(AgentResult.Outcome.GAVE_UP);
        assertThat(proof("second")).contains("reflexivity.").isEqualTo(proof("first"));
    }

    private String proof(String development) throws Exception {
        try (Trellis trellis = Trellis.open(
                folder.resolve(development),
                SharedEngine.specification("strong/none"),
                "strong/none",
                SharedEngine.synthesis(),
                2L << 30)) {
            return trellis.proof();
        }
    }

    @Test
    void capsRefusalsAndFailuresEndTheWork() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            AnthropicModel model = new AnthropicModel(endpoint(provider), "scripted", 1_000);
            Roles roles = Roles.all(model);
            provider.then(ScriptedProvider.anthropic("", "tool_use", call("goals", Map.of())));
            AgentResult capped = run(
                    "caps",
                    roles,
                    new Caps(100, Double.POSITIVE_INFINITY, Duration.ofHours(1), Caps.Prices.NONE),
                    1_000_000);
            assertThat(capped.outcome()).isEqualTo(AgentResult.Outcome.CAPPED);
            assertThat(capped.why()).contains("tokens");

            provider.then(ScriptedProvider.anthropic("", "tool_use", call("goals", Map.of())));
            AgentResult dear = run(
                    "caps",
                    roles,
                    new Caps(1_000_000, 0.001, Duration.ofHours(1), new Caps.Prices(3, 0.3, 150)),
                    1_000_000);
            assertThat(dear.outcome()).isEqualTo(AgentResult.Outcome.CAPPED);
            assertThat(dear.dollars()).isGreaterThan(0.003);

            provider.then(ScriptedProvider.anthropic("I cannot help with that.", "refusal"));
            assertThat(run("caps", roles, WIDE, 1_000_000).outcome()).isEqualTo(AgentResult.Outcome.REFUSED);

            provider.then(new ScriptedProvider.Reply.Failure(401, "{}"));
            AgentResult failed = run("caps", roles, WIDE, 1_000_000);
            assertThat(failed.outcome()).isEqualTo(AgentResult.Outcome.FAILED);
            assertThat(failed.why()).contains("key");
        }
    }

    @Test
    void aLongConversationIsBegunAnewFromTheDevelopment() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            provider.then(ScriptedProvider.anthropic(
                            "",
                            "tool_use",
                            call("decompose", Map.of("name", "refinement", "lemmas", "Lemma small : 1 + 1 = 2."))))
                    .then(ScriptedProvider.anthropic("GIVE UP", "end_turn"));
            AnthropicModel model = new AnthropicModel(endpoint(provider), "scripted", 1_000);
            run("long", Roles.all(model), WIDE, 10);
            assertThat(provider.requests().get(1))
                    .contains("You worked on it before", "Lemma small")
                    .doesNotContain("tool_result");
        }
    }

    @Test
    void aRunThatLacksSomethingIsToldLessAndAsksNobodyElse() throws Exception {
        Configuration blind = new Configuration(Set.of(Faculty.FEEDBACK, Faculty.PROPOSER));
        try (ScriptedProvider provider = new ScriptedProvider()) {
            provider.then(ScriptedProvider.anthropic(
                            "",
                            "tool_use",
                            call("decompose", Map.of("name", "refinement", "lemmas", "Lemma small : 1 + 1 = 2.")),
                            prove("discriminate.")))
                    .then(ScriptedProvider.anthropic("", "tool_use", prove("exact I."), prove("exact I.")))
                    .then(ScriptedProvider.anthropic("", "tool_use", call("goals", Map.of("name", "small"))))
                    .then(ScriptedProvider.anthropic("GIVE UP", "end_turn"));
            AnthropicModel model = new AnthropicModel(endpoint(provider), "scripted", 1_000);
            AgentResult result = run("blind", Roles.all(model), WIDE, Long.MAX_VALUE, blind);
            assertThat(result.turns()).as("no turn of a proposer").isEqualTo(4);
            assertThat(provider.requests().get(3))
                    .contains("not shown in this run")
                    .doesNotContain("TACTIC_FAILURE", "the proposer says", "refused by the prover");
        }
        assertThatThrownBy(() -> run(
                        "none",
                        Roles.all(new Replayed(List.of(), "none")),
                        WIDE,
                        1,
                        Configuration.lacking(Faculty.PROOF)))
                .hasMessageContaining("best of N");
    }
}
