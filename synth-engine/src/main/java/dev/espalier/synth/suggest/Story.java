package dev.espalier.synth.suggest;

import dev.espalier.synth.explore.ExplorationProgram;
import dev.espalier.synth.explore.WitnessStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A witness told: the same steps, with what each answer is due to. That is reckoned from the steps before it, which puts
 * there are and which of them a replica has applied, in which order.
 */
public final class Story {
    private final List<WitnessStep.Put> made = new ArrayList<>();
    private final Map<Integer, List<WitnessStep.Deliver>> applied = new HashMap<>();

    private Story() {}

    /** The steps of {@code witness} in sentences. */
    public static String of(KeptWitness witness) {
        Story story = new Story();
        return witness.steps().stream().map(story::sentence).collect(Collectors.joining(" "));
    }

    private String sentence(WitnessStep step) {
        return switch (step) {
            case WitnessStep.Put put -> {
                made.add(put);
                yield "Client %d puts %s on %s.".formatted(put.client() + 1, put.value(), put.key());
            }
            case WitnessStep.Deliver deliver -> {
                boolean again = appliedAt(deliver.replica()).stream()
                        .anyMatch(before -> before.client() == deliver.client() && before.number() == deliver.number());
                applied.computeIfAbsent(deliver.replica(), none -> new ArrayList<>())
                        .add(deliver);
                yield "%s reaches replica %d%s."
                        .formatted(deliver.value(), deliver.replica() + 1, again ? " a second time" : "");
            }
            case WitnessStep.Read read ->
                "Client %d gets %s from replica %d and is given %s%s."
                        .formatted(
                                read.client() + 1,
                                read.key(),
                                read.replica() + 1,
                                named(read.value()),
                                because(read.replica(), read.key(), read.value()));
            case WitnessStep.Reply reply ->
                "Replica %d answers client %d's get of %s with %s%s; the answer is on its way."
                        .formatted(
                                reply.replica() + 1,
                                reply.client() + 1,
                                reply.key(),
                                named(reply.value()),
                                because(reply.replica(), reply.key(), reply.value()));
            case WitnessStep.Take take ->
                "Client %d takes the answer %s of replica %d."
                        .formatted(take.client() + 1, named(take.value()), take.replica() + 1);
            case WitnessStep.Look look ->
                look.value()
                        .map(value -> "Replica %d holds %s for %s%s."
                                .formatted(
                                        look.replica() + 1,
                                        named(value),
                                        look.key(),
                                        because(look.replica(), look.key(), value)))
                        .orElseGet(
                                () -> "Replica %d refuses to answer for %s.".formatted(look.replica() + 1, look.key()));
            case WitnessStep.Waits _, WitnessStep.Refused _ -> step.text() + ".";
        };
    }

    private List<WitnessStep.Deliver> appliedAt(int replica) {
        return applied.getOrDefault(replica, List.of());
    }

    /** Why a replica answers so: what has not reached it, or in which order things did. */
    private String because(int replica, String key, String value) {
        List<WitnessStep.Deliver> there = appliedAt(replica).stream()
                .filter(deliver -> deliver.key().equals(key))
                .toList();
        List<String> missing = made.stream()
                .filter(put -> put.key().equals(key))
                .filter(put -> there.stream()
                        .noneMatch(deliver -> deliver.client() == put.client() && deliver.number() == put.number()))
                .map(WitnessStep.Put::value)
                .toList();
        List<String> reasons = new ArrayList<>();
        if (there.size() > 1) {
            String latest = there.getLast().value();
            String before = there.get(there.size() - 2).value();
            if (latest.equals(value) && !before.equals(value)) {
                reasons.add(value + " went in there after " + before);
            } else if (!latest.equals(value)) {
                reasons.add(value + " stays there, though " + latest + " came later");
            }
        }
        if (!missing.isEmpty()) {
            reasons.add(String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are") + " not there yet");
        }
        return reasons.isEmpty() ? "" : ": " + String.join(", and ", reasons);
    }

    private static String named(String value) {
        return value.equals(ExplorationProgram.INITIAL) ? "nothing (" + value + ")" : value;
    }
}
