package dev.espalier.synth.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.espalier.synth.trellis.ToolCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official clients against a provider of this machine that speaks each one's wire format. */
class ModelsTest {
    private static final String KEY = "sk-not-a-key";

    private ScriptedProvider provider;

    /** Whose wire format is spoken. */
    enum Provider {
        ANTHROPIC,
        OPENAI;

        Dialogue.Model at(ScriptedProvider server, int retries) {
            return switch (this) {
                case ANTHROPIC -> new AnthropicModel(endpoint(server.url(), retries), "scripted", 1_000);
                case OPENAI -> new OpenAiModel(endpoint(server.url() + "/v1", retries), "scripted", 1_000);
            };
        }

        ScriptedProvider.Reply turn(String text, String reason, ToolCall... calls) {
            return this == ANTHROPIC
                    ? ScriptedProvider.anthropic(text, reason, calls)
                    : ScriptedProvider.openAi(text, reason, calls);
        }

        String calls() {
            return this == ANTHROPIC ? "tool_use" : "tool_calls";
        }

        String done() {
            return this == ANTHROPIC ? "end_turn" : "stop";
        }

        String length() {
            return this == ANTHROPIC ? "max_tokens" : "length";
        }

        String refused() {
            return this == ANTHROPIC ? "refusal" : "content_filter";
        }
    }

    private static Endpoint endpoint(String url, int retries) {
        return new Endpoint(Optional.of(url), KEY, retries, Duration.ofSeconds(30));
    }

    @BeforeEach
    void start() throws Exception {
        provider = new ScriptedProvider();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @EnumSource
    void aConversationByToolsIsStreamedAndRemembered(Provider kind) throws Exception {
        ToolCall call = new ToolCall("call_1", "prove", Map.of("name", "lemma", "tactics", "auto. (* \"é\" *)"), "");
        provider.then(kind.turn("Let me try.", kind.calls(), call)).then(kind.turn("It is done.", kind.done()));
        Dialogue dialogue = kind.at(provider, 0).begin("You prove.", ToolCatalogue.moves());

        Turn first = dialogue.say(List.of(), "Prove the lemma.");
        assertThat(first.text()).isEqualTo("Let me try.");
        assertThat(first.calls()).containsExactly(call);
        assertThat(first.ending()).isEqualTo(Turn.Ending.CALLS);
        assertThat(first.usage()).isEqualTo(new Usage(100, 40, 20));

        Turn second = dialogue.say(List.of(new ToolResult("call_1", "refused: TACTIC_FAILURE", true)), "");
        assertThat(second.text()).isEqualTo("It is done.");
        assertThat(second.calls()).isEmpty();
        assertThat(second.ending()).isEqualTo(Turn.Ending.DONE);
        assertThat(provider.requests()).hasSize(2);
        assertThat(provider.requests().get(0))
                .contains("You prove.", "Prove the lemma.", "decompose", "\"stream\":true");
        assertThat(provider.requests().get(1))
                .contains("Prove the lemma.", "Let me try.", "call_1", "TACTIC_FAILURE", "tactics");
    }

    @ParameterizedTest
    @EnumSource
    void aTurnEndsAsTheProviderSays(Provider kind) throws Exception {
        provider.then(kind.turn("And then", kind.length())).then(kind.turn("I would rather not.", kind.refused()));
        Dialogue dialogue = kind.at(provider, 0).begin("", List.of());
        assertThat(dialogue.say(List.of(), "Go on.").ending()).isEqualTo(Turn.Ending.LENGTH);
        assertThat(dialogue.say(List.of(), "Go on.").ending()).isEqualTo(Turn.Ending.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyHasAClearOutcomeAndIsNotPrinted(Provider kind) {
        provider.then(new ScriptedProvider.Reply.Failure(401, """
                {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"""));
        Dialogue dialogue = kind.at(provider, 3).begin("", List.of());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> dialogue.say(List.of(), "Hello."))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(ModelException.Kind.KEY);
                    assertThat(failure).hasMessageContaining("_API_KEY");
                    assertThat(failure.getMessage()).doesNotContain(KEY);
                });
        assertThat(provider.keys().getFirst()).contains(KEY);
        assertThat(endpoint("http://x", 0).toString()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @EnumSource
    void aRateThatIsLimitedIsWaitedFor(Provider kind) throws Exception {
        ScriptedProvider.Reply limited =
                new ScriptedProvider.Reply.Failure(429, "{\"error\":{\"message\":\"slower\"}}");
        provider.then(limited).then(limited).then(kind.turn("Here.", kind.done()));
        assertThat(kind.at(provider, 2)
                        .begin("", List.of())
                        .say(List.of(), "Hello.")
                        .text())
                .isEqualTo("Here.");
        provider.then(limited);
        Dialogue impatient = kind.at(provider, 0).begin("", List.of());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> impatient.say(List.of(), "Hello."))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ModelException.Kind.RATE));
    }

    @ParameterizedTest
    @EnumSource
    void aCutConnectionIsNoTurnAndTheConversationGoesOn(Provider kind) throws Exception {
        ScriptedProvider.Reply.Stream whole = (ScriptedProvider.Reply.Stream) kind.turn("Never heard.", kind.done());
        provider.then(new ScriptedProvider.Reply.Stream(whole.events(), true)).then(kind.turn("Heard.", kind.done()));
        Dialogue dialogue = kind.at(provider, 0).begin("", List.of());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> dialogue.say(List.of(), "Hello."))
                .satisfies(failure ->
                        assertThat(failure.kind()).isIn(ModelException.Kind.UNREACHABLE, ModelException.Kind.GARBLED));
        assertThat(dialogue.say(List.of(), "Hello.").text()).isEqualTo("Heard.");
        assertThat(provider.requests().getLast()).doesNotContain("Never heard.").containsOnlyOnce("Hello.");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoStreamOfTheProtocolIsSaidSo(Provider kind) {
        provider.then(new ScriptedProvider.Reply.Stream("data: {\"hello\":\n\n", false));
        Dialogue dialogue = kind.at(provider, 0).begin("", List.of());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> dialogue.say(List.of(), "Hello."))
                .withMessageContaining("--base-url");
    }

    @Test
    void argumentsThatAreNoJsonAreACallThatSaysSo() throws Exception {
        provider.then(
                ScriptedProvider.openAi("", "tool_calls", new ToolCall("c", "prove", Map.of(), "{\"name\": oops")));
        Turn turn =
                Provider.OPENAI.at(provider, 0).begin("", ToolCatalogue.moves()).say(List.of(), "Go.");
        assertThat(turn.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.malformed()).contains("no JSON object"));
    }
}
