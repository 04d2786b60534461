package dev.espalier.synth.explore;

import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.prover.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts questions (questions.ml) to machines and reads the answers. */
final class Questioner {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode UNKNOWN =
            JSON.readTree("{\"verdict\":\"unknown\",\"exceeded\":\"time\",\"states\":0}");
    private static final int OUTPUT_BYTES_MAX = 64 << 20;
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** 128 and SIGXCPU. */
    private static final int OUT_OF_PROCESSOR_TIME = 128 + 24;

    private final ExplorerProgram compiled;
    private final Path folder;
    private final Map<ExploredMachine, String> machines = new HashMap<>();
    private final Map<List<ExploredMachine>, Path> programs = new HashMap<>();

    Questioner(ExplorerProgram compiled, Path folder) {
        this.compiled = compiled;
        this.folder = folder;
    }

    /**
     * The answers, in the order of the questions; each question is a paragraph of lines, and a process of its own. Once
     * a machine had to be ended from outside, no more is asked of it.
     */
    List<JsonNode> ask(List<ExploredMachine> about, ExplorationLimits limits, List<List<String>> questions)
            throws IOException, InterruptedException, ExplorationFailure {
        List<JsonNode> answers = new ArrayList<>();
        boolean ended = false;
        for (List<String> question : questions) {
            JsonNode answer = ended ? UNKNOWN : answer(about, limits, question);
            ended |= answer.equals(UNKNOWN);
            answers.add(answer);
        }
        return answers;
    }

    private JsonNode answer(List<ExploredMachine> about, ExplorationLimits limits, List<String> question)
            throws IOException, InterruptedException, ExplorationFailure {
        Path program = program(about);
        Path file = folder.resolve("question.txt");
        Files.writeString(file, limits.line() + "\n\n" + String.join("\n", question) + "\n\n");
        CommandOutcome outcome = run(program, file, limits);
        if (outcome.timedOut() || outcome.exitCode() == OUT_OF_PROCESSOR_TIME) {
            return UNKNOWN;
        }
        String names =
                String.join(" and ", about.stream().map(ExploredMachine::name).toList());
        if (!outcome.succeeded()) {
            throw new ExplorationFailure("the exploration of " + names + " " + outcome.ending() + ": "
                    + outcome.errors().strip() + "; a method of the machine may have failed");
        }
        JsonNode answer = JSON.readTree(outcome.output());
        if (answer.path("verdict").asString("").equals("failed")) {
            throw new ExplorationFailure("the exploration of " + names + " failed: "
                    + answer.path("reason").asString("") + "; this is a fault of the exploration, please report it");
        }
        return answer;
    }

    List<String> namedByRepresentation() {
        return compiled.namedByRepresentation();
    }

    private Path program(List<ExploredMachine> about) throws IOException, InterruptedException, ExplorationFailure {
        Path present = programs.get(about);
        if (present != null) {
            return present;
        }
        List<String> added = new ArrayList<>();
        for (ExploredMachine machine : about) {
            String modules = machines.get(machine);
            if (modules == null) {
                modules = compiled.add(machine);
                machines.put(machine, modules);
            }
            added.add(modules);
        }
        Path program = compiled.link("explore_%d".formatted(programs.size()), added);
        programs.put(List.copyOf(about), program);
        return program;
    }

    /**
     * The program watches its own limits; these are for a machine that does not come back to it. The system's limit of
     * processor time holds even when nobody is left to end the program; the one of the clock is for a program that waits,
     * and larger, since others run as well.
     */
    private CommandOutcome run(Path program, Path file, ExplorationLimits limits)
            throws IOException, InterruptedException {
        long kilobytes = (limits.megabytes() + 256L) * 1024 * 2;
        long seconds = limits.time().plusMillis(999).toSeconds() + GRACE.toSeconds();
        String command = "ulimit -v %d; ulimit -S -t %d; ulimit -H -t %d; exec \"$0\" \"$1\""
                .formatted(kilobytes, seconds, seconds + 1);
        Duration patience = limits.time().multipliedBy(3).plus(GRACE);
        return new ExternalCommand(
                        List.of("/bin/sh", "-c", command, program.toString(), file.toString()),
                        folder,
                        patience,
                        OUTPUT_BYTES_MAX)
                .run();
    }
}
