package dev.espalier.synth.prover.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachingSessionTest {
    @TempDir
    Path folder;

    /** Accepts all but sentences that begin with {@code no}, and writes down what it is asked. */
    private static final class Scripted implements ProverSession.Source {
        private final List<String> asked = new ArrayList<>();
        private String refused = "no";

        @Override
        public String foundation() {
            return "scripted";
        }

        @Override
        public ProverSession open() {
            return new ProverSession() {
                private final List<StateId> states = new ArrayList<>(List.of(StateId.root(foundation())));

                @Override
                public StateId tip() {
                    return states.getLast();
                }

                @Override
                public ProofState goals() {
                    return ProofState.NONE;
                }

                @Override
                public Verdict check(String sentence) {
                    asked.add(sentence);
                    if (sentence.startsWith(refused)) {
                        Optional<Location> place = Optional.of(new Location(0, 2, 1, 0));
                        return new Rejected(ProverError.OTHER, "refused", place, goals(), Duration.ZERO);
                    }
                    states.add(tip().then(sentence));
                    Message message = new Message(Message.Level.NOTICE, "é <", Optional.empty());
                    return new Accepted(tip(), goals(), List.of(message), Duration.ofMillis(3));
                }

                @Override
                public void backTo(StateId state) {
                    states.subList(state.depth() + 1, states.size()).clear();
                    assertThat(tip()).isEqualTo(state);
                }

                @Override
                public QueryResult query(String command) {
                    return new Answered(List.of());
                }

                @Override
                public void interrupt() {}

                @Override
                public void close() {}
            };
        }
    }

    private CachingSession session(Scripted source) throws IOException {
        return new CachingSession(source, new SentenceCache(folder, 1 << 20));
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> run(CachingSession session, String... sentences) throws InterruptedException {
        List<String> verdicts = new ArrayList<>();
        for (String sentence : sentences) {
            verdicts.add(session.check(sentence).toString());
        }
        return verdicts;
    }

    @Test
    void verdictsAreTheSameFromTheCache() throws Exception {
        Scripted source = new Scripted();
        List<String> fresh = run(session(source), "a", "no", "b");
        List<String> cached = run(session(source), "a", "no", "b");
        assertThat(cached).isEqualTo(fresh);
        assertThat(source.asked).containsExactly("a", "no", "b");
    }

    @Test
    void aMissRepeatsOnlyWhatTheProverHasNotSeen() throws Exception {
        Scripted source = new Scripted();
        run(session(source), "a", "b", "c");
        source.asked.clear();
        CachingSession session = session(source);
        run(session, "a", "b");
        StateId fork = session.tip();
        run(session, "x");
        assertThat(source.asked).containsExactly("a", "b", "x");
        session.backTo(fork);
        run(session, "c", "y");
        assertThat(source.asked).containsExactly("a", "b", "x", "c", "y");
    }

    @Test
    void damagedEntriesAreJudgedAgain() throws Exception {
        Scripted source = new Scripted();
        run(session(source), "a", "no");
        for (Path entry : entries()) {
            String text = Files.readString(entry);
            Files.writeString(entry, text.replace("\"sentence\":\"", "\"sentence\":\"z"));
        }
        run(session(source), "a", "no");
        assertThat(source.asked).containsExactly("a", "no", "a", "no");
        run(session(source), "a", "no");
        assertThat(source.asked).hasSize(4);
        for (Path entry : entries()) {
            Files.writeString(entry, "");
        }
        run(session(source), "a", "no");
        assertThat(source.asked).hasSize(6);
    }

    @Test
    void aWrongEntryIsFoundOutAndForgotten() throws Exception {
        Scripted source = new Scripted();
        run(session(source), "a");
        source.refused = "a";
        CachingSession session = session(source);
        assertThat(session.check("a")).isInstanceOf(Accepted.class);
        assertThat(((Rejected) session.check("b")).error()).isEqualTo(ProverError.REPLAY);
        session.backTo(StateId.root(source.foundation()));
        assertThat(((Rejected) session.check("a")).error()).isEqualTo(ProverError.OTHER);
    }

    @Test
    void anotherFoundationIsAnotherState() {
        assertThat(StateId.root("a").then("x")).isNotEqualTo(StateId.root("b").then("x"));
        assertThat(StateId.root("a").then("x").then("y"))
                .isNotEqualTo(StateId.root("a").then("y").then("x"));
        assertThat(StateId.root("a").then("x")).isEqualTo(StateId.root("a").then("x"));
    }

    @Test
    void theCacheStaysWithinItsSize() throws Exception {
        Scripted source = new Scripted();
        CachingSession session = new CachingSession(source, new SentenceCache(folder, 5_000));
        for (int i = 0; i < 100; i++) {
            session.check("sentence " + i);
        }
        long size = 0;
        for (Path entry : entries()) {
            size += Files.size(entry);
        }
        assertThat(size).isBetween(1_000L, 5_000L);
    }
}
