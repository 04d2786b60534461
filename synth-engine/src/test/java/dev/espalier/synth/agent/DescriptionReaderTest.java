package dev.espalier.synth.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.espalier.synth.agent.DescriptionReader.Reading;
import dev.espalier.synth.agent.DescriptionReader.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model reads a description, through the official clients, against a provider of this machine. */
class DescriptionReaderTest {
    private static final Set<String> KNOWN = Set.of("stale-read", "divergence", "monotonic reads");

    @TempDir
    private Path folder;

    private ScriptedProvider provider;

    private @Nullable Transcript transcript;

    @BeforeEach
    void start() throws Exception {
        provider = new ScriptedProvider();
    }

    @AfterEach
    void stop() throws IOException {
        provider.close();
        if (transcript != null) {
            transcript.close();
        }
    }

    /** That of the last reader; a transcript is open once. */
    private Transcript transcript() throws IOException {
        if (transcript != null) {
            transcript.close();
        }
        transcript = Transcript.open(folder.resolve(Transcript.FILE));
        return transcript;
    }

    private DescriptionReader reader(ModelsTest.Provider kind, long tokens) throws IOException {
        return new DescriptionReader(
                kind.at(provider, 0),
                new Caps(tokens, Double.POSITIVE_INFINITY, Duration.ofMinutes(1), new Caps.Prices(10, 1, 100)),
                transcript(),
                (what, subject) ->
                        KNOWN.contains(subject) ? Optional.empty() : Optional.of("there is no '" + subject + "'"));
    }

    private static ToolCall wish(String id, String kind, String subject) {
        return new ToolCall(
                id, "wish", Map.of("kind", kind, "subject", subject, "because", "as \"they\" say of " + subject), "");
    }

    private static ToolCall done(String left) {
        return new ToolCall("last", "done", Map.of("left", left), "");
    }

    @ParameterizedTest
    @EnumSource(ModelsTest.Provider.class)
    void wishesAreCheckedAndCorrected(ModelsTest.Provider kind) throws Exception {
        provider.then(kind.turn(
                        "Let me see.",
                        kind.calls(),
                        wish("a", "forbid", "stale-read"),
                        wish("b", "forbid", "stale tea")))
                .then(kind.turn(
                        "",
                        kind.calls(),
                        wish("c", "promise", "monotonic reads"),
                        wish("d", "allow", "divergence"),
                        wish("e", "without", "divergence"),
                        wish("f", "adore", "divergence"),
                        done("the tea")));
        Reading reading = reader(kind, 1_000).read("What I put I see.", "CATALOGUE");
        assertThat(reading.wishes())
                .containsExactly(
                        new Wish("forbid", "stale-read", "as \"they\" say of stale-read"),
                        new Wish("promise", "monotonic reads", "as \"they\" say of monotonic reads"),
                        new Wish("without", "divergence", "as \"they\" say of divergence"));
        assertThat(reading.left()).isEqualTo("the tea");
        assertThat(reading.ending()).isEmpty();
        assertThat(reading.usage()).isEqualTo(new Usage(200, 80, 40));
        assertThat(reading.dollars()).isBetween(0.006, 0.0061);
        assertThat(provider.requests().get(0)).contains("What I put I see.", "CATALOGUE", "litmus tests", "because");
        assertThat(provider.requests().get(1)).contains("there is no 'stale tea'", "noted");
        assertThat(Transcript.read(folder.resolve(Transcript.FILE)))
                .hasSize(5)
                .first()
                .isEqualTo(
                        new Transcript.Line.Begun("reader", kind.at(provider, 0).name(), "reader-1.md"));
    }

    @Test
    void capIsKept() throws Exception {
        ModelsTest.Provider kind = ModelsTest.Provider.OPENAI;
        provider.then(kind.turn("", kind.calls(), wish("a", "forbid", "stale-read")));
        Reading reading = reader(kind, 100).read("x", "y");
        assertThat(reading.ending()).contains("cap of 100 tokens");
        assertThat(provider.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ModelsTest.Provider.class)
    void whatTheModelWillNotSayIsSaid(ModelsTest.Provider kind) throws Exception {
        provider.then(kind.turn("I would rather not.", kind.refused()));
        assertThat(reader(kind, 1_000).read("x", "y").ending()).contains("declines");
        provider.then(kind.turn("On and", kind.length()));
        assertThat(reader(kind, 1_000).read("x", "y").ending()).contains("cut off");
        provider.then(kind.turn("Nothing is settled.", kind.done()));
        assertThat(reader(kind, 1_000).read("x", "y"))
                .returns("", Reading::ending)
                .satisfies(reading -> assertThat(reading.wishes()).isEmpty());
    }

    @Test
    void modelThatNeverEndsIsLeft() throws Exception {
        ModelsTest.Provider kind = ModelsTest.Provider.OPENAI;
        for (int i = 0; i < 20; i++) {
            provider.then(kind.turn("", kind.calls(), new ToolCall("c", "write", Map.of("file", "/x"), "")));
        }
        assertThat(reader(kind, 1_000_000).read("x", "y").ending()).contains("did not come to an end in 8 turns");
        assertThat(provider.requests()).hasSize(8);
        assertThat(provider.requests().getLast()).contains("there is no tool write");
    }

    @Test
    void argumentsThatAreNoJsonAreRefused() throws Exception {
        ModelsTest.Provider kind = ModelsTest.Provider.OPENAI;
        provider.then(kind.turn("", kind.calls(), new ToolCall("c", "wish", Map.of(), "{\"kind\": oops")))
                .then(kind.turn("", kind.calls(), done("")));
        assertThat(reader(kind, 1_000).read("x", "y").wishes()).isEmpty();
        assertThat(provider.requests().getLast()).contains("no JSON object");
    }

    @ParameterizedTest
    @EnumSource(ModelsTest.Provider.class)
    void wrongKeyIsNoReading(ModelsTest.Provider kind) {
        provider.then(new ScriptedProvider.Reply.Failure(401, "{\"error\":{\"message\":\"invalid key\"}}"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> reader(kind, 1_000).read("x", "y"))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ModelException.Kind.KEY));
    }
}
