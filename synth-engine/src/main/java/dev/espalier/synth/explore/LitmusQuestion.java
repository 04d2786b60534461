package dev.espalier.synth.explore;

import dev.espalier.synth.explore.ExplorationProgram.Operation;
import dev.espalier.synth.explore.ExplorationProgram.Put;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A litmus test's program and outcome as a question to a person: what the clients do, and whether that may come of it. */
public final class LitmusQuestion {
    private LitmusQuestion() {}

    /**
     * Two or three sentences that end in a question mark, for example {@code Client 1 puts x on k, then gets k. May it be
     * given v0, the value from before any put?}
     */
    public static String of(LitmusCase asked) {
        String[] parts = asked.text().split("=>", -1);
        ProgramText parsed = ProgramText.parse(parts[0]);
        List<String> sentences = new ArrayList<>();
        List<List<Operation>> clients = parsed.program().clients();
        List<ProgramText.Read> reads = parsed.reads();
        boolean asksRead = parts.length == 1;
        ProgramText.Read last = asksRead ? reads.getLast() : null;
        for (int client = 0; client < clients.size(); client++) {
            sentences.add(client(parsed, client, last));
        }
        sentences.add(
                last == null
                        ? seen(parts[1].strip())
                        : "May client " + (last.client() + 1) + " be given " + named(last.value()) + "?");
        return String.join(" ", sentences);
    }

    private static String client(ProgramText parsed, int client, ProgramText.@Nullable Read last) {
        Map<Integer, String> given = new HashMap<>();
        parsed.reads().stream()
                .filter(read -> read.client() == client)
                .forEach(read -> given.put(read.number(), read.value()));
        List<String> deeds = new ArrayList<>();
        List<Operation> operations = parsed.program().clients().get(client);
        for (int number = 0; number < operations.size(); number++) {
            Operation operation = operations.get(number);
            if (operation instanceof Put put) {
                String label = parsed.program().labels().get(put.value());
                deeds.add("puts " + put.value() + (label == null ? "" : " (label " + label + ")") + " on " + put.key());
            } else {
                boolean asked = last != null && last.client() == client && last.number() == number;
                String value = given.get(number);
                deeds.add("gets " + operation.key() + (value == null || asked ? "" : " and is given " + named(value)));
            }
        }
        Set<String> cares = parsed.program().cares().get(client);
        String who = "Client " + (client + 1)
                + (cares == null
                        ? ""
                        : ", who cares for label " + cares.stream().sorted().collect(Collectors.joining(", ")) + ",");
        return who + " " + String.join(", then ", deeds) + ".";
    }

    private static String seen(String outcome) {
        String what = outcome.substring(outcome.indexOf(' ') + 1).strip();
        if (outcome.startsWith("differ")) {
            return "May two replicas that every put has reached answer differently for " + what + ", for good?";
        }
        String values = Arrays.stream(what.split(",", -1))
                .map(pair -> pair.split("=", -1))
                .map(pair -> named(pair[1].strip()) + " on " + pair[0].strip())
                .collect(Collectors.joining(" and "));
        return outcome.startsWith("settled")
                ? "May a replica that every put has reached hold " + values + "?"
                : "May somebody new find, at one replica, " + values + "?";
    }

    private static String named(String value) {
        return value.equals(ExplorationProgram.INITIAL) ? "nothing (" + value + ", as before any put)" : value;
    }
}
