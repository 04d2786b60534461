package dev.espalier.synth.prover.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it is written to a file: of both kinds, told apart by {@code error}.
 *
 * @param sentence the sentence, for who reads the file
 * @param error null if it was accepted
 * @param message of the error; empty if there is none
 * @param location of the error
 * @param goals after the sentence, if it was accepted, else none: they are the tip's
 * @param messages if it was accepted
 * @param tookNanos how long it took
 */
record CachedVerdict(
        String sentence,
        @Nullable ProverError error,
        String message,
        @Nullable Location location,
        ProofState goals,
        List<CachedMessage> messages,
        long tookNanos) {

    record CachedMessage(
            Message.Level level, String text, @Nullable Location location) {}

    /** What can be kept of {@code verdict}; nothing of one that another time may be another. */
    static Optional<CachedVerdict> of(String sentence, Verdict verdict) {
        long took = verdict.took().toNanos();
        return switch (verdict) {
            case Accepted accepted -> {
                List<CachedMessage> messages = accepted.messages().stream()
                        .map(each -> new CachedMessage(
                                each.level(), each.text(), each.location().orElse(null)))
                        .toList();
                yield Optional.of(new CachedVerdict(sentence, null, "", null, accepted.goals(), messages, took));
            }
            case Rejected rejected
            when rejected.error().lasting() ->
                Optional.of(new CachedVerdict(
                        sentence,
                        rejected.error(),
                        rejected.message(),
                        rejected.location().orElse(null),
                        ProofState.NONE,
                        List.of(),
                        took));
            case Rejected _ -> Optional.empty();
        };
    }

    /** The verdict: {@code after} is the state it leads to, {@code here} the goals where it was checked. */
    Verdict verdict(StateId after, ProofState here) {
        Duration took = Duration.ofNanos(tookNanos);
        if (error != null) {
            return new Rejected(error, message, Optional.ofNullable(location), here, took);
        }
        List<Message> said = messages.stream()
                .map(each -> new Message(each.level(), each.text(), Optional.ofNullable(each.location())))
                .toList();
        return new Accepted(after, goals, said, took);
    }
}
