package dev.espalier.synth.explore;

import dev.espalier.synth.explore.ExplorationProgram.Get;
import dev.espalier.synth.explore.ExplorationProgram.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * What a machine may do, step by step.
 *
 * @param program what its clients do
 * @param steps in order
 */
public record Witness(ExplorationProgram program, List<WitnessStep> steps) {
    public Witness {
        steps = List.copyOf(steps);
    }

    /** The steps in words, a line each. */
    public List<String> lines() {
        return steps.stream().map(WitnessStep::text).toList();
    }

    /** What the clients have got, for example {@code 1: put k x | 2: get k = x; get k = v0}. */
    public String history() {
        List<StringJoiner> clients = new ArrayList<>();
        program.clients().forEach(c -> clients.add(new StringJoiner("; ").setEmptyValue("nothing yet")));
        for (WitnessStep step : steps) {
            switch (step) {
                case WitnessStep.Put put -> clients.get(put.client()).add(operation(put.client(), put.number()));
                case WitnessStep.Read read ->
                    clients.get(read.client()).add(operation(read.client(), read.number()) + " = " + read.value());
                case WitnessStep.Take take ->
                    clients.get(take.client()).add(operation(take.client(), take.number()) + " = " + take.value());
                case WitnessStep.Deliver _,
                        WitnessStep.Reply _,
                        WitnessStep.Waits _,
                        WitnessStep.Refused _,
                        WitnessStep.Look _ -> {
                    // Clients do not notice.
                }
            }
        }
        StringJoiner history = new StringJoiner(" | ");
        for (int client = 0; client < clients.size(); client++) {
            history.add((client + 1) + ": " + clients.get(client));
        }
        return history.toString();
    }

    private String operation(int client, int number) {
        Operation operation = program.clients().get(client).get(number);
        return operation instanceof Get get ? "get " + get.key() : operation.toString();
    }
}
