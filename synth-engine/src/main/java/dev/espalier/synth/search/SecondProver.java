package dev.espalier.synth.search;

import dev.espalier.synth.growth.Candidate;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.prover.session.ProverSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A second prover at the obligations of a design: it takes them from the end, the other from the beginning. */
final class SecondProver implements AutoCloseable {
    /** What it says of an obligation, and what it refused on the way. */
    private record Answer(Attack.Result result, List<Event> events) {}

    private final Map<String, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
    private final Thread thread;

    private SecondProver(Ground ground, int design, Target target, Candidate candidate, Deque<String> left) {
        left.forEach(obligation -> answers.put(obligation, new CompletableFuture<>()));
        thread = Thread.ofPlatform()
                .name("second-prover-" + design)
                .daemon()
                .unstarted(() -> work(ground, design, target, candidate, left));
    }

    /** One that works at what is {@code left} until nothing is. */
    static SecondProver start(Ground ground, int design, Target target, Candidate candidate, Deque<String> left) {
        SecondProver second = new SecondProver(ground, design, target, candidate, left);
        second.thread.start();
        return second;
    }

    private void work(Ground ground, int design, Target target, Candidate candidate, Deque<String> left) {
        try (ProverSession session = ground.prover().open()) {
            Development development = new Development(session, target, candidate);
            if (development.defineOnly() instanceof Development.Step.Refused) {
                return; // the other will say so
            }
            List<Event> events = new ArrayList<>();
            Attack attack = new Attack(design, development, ground, events::add);
            for (String obligation = left.pollLast(); obligation != null; obligation = left.pollLast()) {
                Attack.Result result = attack.on(obligation);
                answer(obligation).complete(new Answer(result, List.copyOf(events)));
                events.clear();
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            answers.values().forEach(answer -> answer.completeExceptionally(e));
        }
    }

    private CompletableFuture<Answer> answer(String obligation) {
        CompletableFuture<Answer> answer = answers.get(obligation);
        if (answer == null) {
            throw new IllegalArgumentException(obligation + " is no obligation of this design");
        }
        return answer;
    }

    /** What it says of {@code obligation}, which it took; waits for it. */
    Attack.Result result(String obligation, Search.Listener listener) throws IOException, InterruptedException {
        try {
            Answer answer = answer(obligation).get();
            for (Event event : answer.events) {
                listener.event(event);
            }
            return answer.result;
        } catch (ExecutionException e) {
            throw new IOException("the second prover was lost: " + e.getCause(), e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
