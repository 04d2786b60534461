package dev.espalier.synth.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Steps of a witness as the exploration prints and reads them (witness.ml, text.ml). */
final class WitnessCode {
    private final ExplorationProgram program;
    private final ProgramCode code;

    WitnessCode(ExplorationProgram program) {
        this.program = program;
        code = new ProgramCode(program);
    }

    Witness decode(JsonNode steps) {
        List<WitnessStep> decoded = new ArrayList<>();
        steps.forEach(step -> decoded.add(step(step)));
        return new Witness(program, decoded);
    }

    private WitnessStep step(JsonNode step) {
        int client = step.path("client").asInt(0);
        int number = step.path("number").asInt(0);
        int replica = step.path("replica").asInt(0);
        String key = step.has("key") ? code.keyName(step.path("key").asInt()) : "";
        String value = step.has("value") ? code.valueName(step.path("value").asInt()) : "";
        String kind = step.path("step").asString();
        return switch (kind) {
            case "call" ->
                new WitnessStep.Put(
                        client, number, key, value, step.path("reading").asInt());
            case "receive" -> {
                ExplorationProgram.Put put = put(client, number);
                yield new WitnessStep.Deliver(replica, client, number, put.key(), put.value());
            }
            case "waits" -> {
                ExplorationProgram.Put put = put(client, number);
                yield new WitnessStep.Waits(replica, client, number, put.key(), put.value());
            }
            case "ask" -> new WitnessStep.Read(client, number, key, value, replica);
            case "reply" -> new WitnessStep.Reply(client, number, key, value, replica);
            case "take" -> new WitnessStep.Take(client, number, value, replica);
            case "refused" -> new WitnessStep.Refused(replica, client, number, key);
            case "look" -> new WitnessStep.Look(replica, key, Optional.of(value).filter(v -> !v.isEmpty()));
            default -> throw new IllegalStateException("the exploration printed a step '" + kind + "'");
        };
    }

    private ExplorationProgram.Put put(int client, int number) {
        return (ExplorationProgram.Put) program.clients().get(client).get(number);
    }

    List<String> encode(Witness witness) {
        return witness.steps().stream().map(this::line).toList();
    }

    private String line(WitnessStep step) {
        return switch (step) {
            case WitnessStep.Put s ->
                words("call", s.client(), s.number(), key(s.key()), value(s.value()), s.reading());
            case WitnessStep.Deliver s -> words("receive", s.replica(), s.client(), s.number());
            case WitnessStep.Read s ->
                words("ask", s.client(), s.number(), key(s.key()), value(s.value()), s.replica());
            case WitnessStep.Reply s ->
                words("reply", s.client(), s.number(), key(s.key()), value(s.value()), s.replica());
            case WitnessStep.Take s -> words("take", s.client(), s.number(), value(s.value()), s.replica());
            case WitnessStep.Waits s -> words("waits", s.replica(), s.client(), s.number());
            case WitnessStep.Refused s -> words("refused", s.replica(), s.client(), s.number(), key(s.key()));
            case WitnessStep.Look s ->
                words("look", s.replica(), key(s.key()))
                        + s.value().map(v -> " " + value(v)).orElse("");
        };
    }

    private int key(String name) {
        return code.keyNumber(name, "a witness");
    }

    private int value(String name) {
        return code.value(name, "a witness");
    }

    private static String words(String step, int... members) {
        StringBuilder line = new StringBuilder(step);
        for (int member : members) {
            line.append(' ').append(member);
        }
        return line.toString();
    }
}
