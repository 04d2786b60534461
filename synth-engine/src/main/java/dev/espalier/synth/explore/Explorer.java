package dev.espalier.synth.explore;

import dev.espalier.synth.explore.LitmusResult.CaseResult;
import dev.espalier.synth.prover.ProgramPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Explores machines. It has a working folder of its own, which {@link #close} deletes, and compiles each machine once.
 * Not for use by several threads. All answers are the same every time, unless a time limit ends the exploration.
 *
 * <p>Every question throws {@link ExplorationFailure} if a machine is not OCaml of the shape it should have, or if it
 * fails while it runs.
 */
public final class Explorer implements AutoCloseable {
    private final Path folder;
    private final Questioner questioner;

    private Explorer(Path folder, Questioner questioner) {
        this.folder = folder;
        this.questioner = questioner;
    }

    /** What looking for a compiler ended in. */
    public sealed interface Search {}

    /**
     * There is one.
     *
     * @param compiler the program {@code ocamlopt}
     */
    public record Found(Path compiler) implements Search {
        /** An explorer with a new working folder; a second or so for the first of a process. */
        public Explorer open() throws IOException, InterruptedException, ExplorationFailure {
            return Explorer.open(compiler);
        }
    }

    /**
     * There is none.
     *
     * @param reason why, and what to install
     */
    public record Absent(String reason) implements Search {}

    /** Looks for OCaml's native compiler on the program search path. */
    public static Search find() {
        Optional<Path> compiler = ProgramPath.find("ocamlopt");
        if (compiler.isEmpty()) {
            return new Absent("ocamlopt is not on the PATH; install OCaml 4.13 or newer (Debian: apt-get install"
                    + " ocaml-nox)");
        }
        return new Found(compiler.get());
    }

    private static Explorer open(Path compiler) throws IOException, InterruptedException, ExplorationFailure {
        ExplorerParts parts = ExplorerParts.compiledBy(compiler);
        Path folder = Files.createTempDirectory("espalier-explore");
        return new Explorer(folder, new Questioner(new ExplorerProgram(parts, folder), folder));
    }

    /** Whether {@code machine} allows the anomaly of {@code test}; the limits are for each of its programs. */
    public LitmusResult litmus(ExploredMachine machine, LitmusTest test, ExplorationLimits limits)
            throws IOException, InterruptedException, ExplorationFailure {
        return litmus(machine, List.of(test), limits).getFirst();
    }

    /** The same for several tests, in one run: the answers are in their order. */
    public List<LitmusResult> litmus(ExploredMachine machine, List<LitmusTest> tests, ExplorationLimits limits)
            throws IOException, InterruptedException, ExplorationFailure {
        List<List<String>> questions = new ArrayList<>();
        for (LitmusTest test : tests) {
            for (LitmusCase each : cases(machine, test)) {
                String code = new ProgramCode(each.program()).encode();
                questions.add(List.of("litmus m0", code, each.outcome()));
            }
        }
        List<JsonNode> answers = questioner.ask(List.of(machine), limits, questions);
        List<LitmusResult> results = new ArrayList<>();
        int next = 0;
        for (LitmusTest test : tests) {
            List<CaseResult> cases = new ArrayList<>();
            for (LitmusCase each : cases(machine, test)) {
                cases.add(Answers.litmusCase(each, answers.get(next)));
                next++;
            }
            results.add(new LitmusResult(machine.name(), test, cases));
        }
        return results;
    }

    private static List<LitmusCase> cases(ExploredMachine machine, LitmusTest test) {
        boolean applicable = machine.kind() == ExploredMachine.Kind.LABELLED || !test.labelled();
        return applicable ? test.cases() : List.of();
    }

    /**
     * Searches programs, the smallest first, for a client history that one machine has and the other has not, in both
     * directions. The limits are for each direction.
     */
    public DiffResult diff(
            ExploredMachine first, ExploredMachine second, ProgramBounds bounds, ExplorationLimits limits)
            throws IOException, InterruptedException, ExplorationFailure {
        List<JsonNode> answers = questioner.ask(
                List.of(first, second),
                limits,
                List.of(
                        List.of(search(first, second) + " m0 m1 " + bounds.words()),
                        List.of(search(first, second) + " m1 m0 " + bounds.words())));
        return new DiffResult(
                Answers.inclusion(first, second, Optional.empty(), bounds.text(), answers.get(0)),
                Answers.inclusion(second, first, Optional.empty(), bounds.text(), answers.get(1)));
    }

    private static String search(ExploredMachine first, ExploredMachine second) {
        boolean labelled = Stream.of(first, second).anyMatch(m -> m.kind() == ExploredMachine.Kind.LABELLED);
        return labelled ? "search-labels" : "search";
    }

    /**
     * The same for one program, incomplete histories included. The limits are for each direction.
     */
    public DiffResult diff(
            ExploredMachine first, ExploredMachine second, ExplorationProgram program, ExplorationLimits limits)
            throws IOException, InterruptedException, ExplorationFailure {
        String code = new ProgramCode(program).encode();
        List<JsonNode> answers = questioner.ask(
                List.of(first, second),
                limits,
                List.of(List.of("difference m0 m1", code), List.of("difference m1 m0", code)));
        String bound = "this program";
        return new DiffResult(
                Answers.inclusion(first, second, Optional.of(program), bound, answers.get(0)),
                Answers.inclusion(second, first, Optional.of(program), bound, answers.get(1)));
    }

    /**
     * Whether every client history of {@code core} is one of {@code specification}, program by program until one differs.
     * The limits are for each program.
     */
    public InclusionResult conforms(
            ExploredMachine core,
            ExploredMachine specification,
            List<ExplorationProgram> programs,
            ExplorationLimits limits)
            throws IOException, InterruptedException, ExplorationFailure {
        List<List<String>> questions = programs.stream()
                .map(program -> List.of("difference m0 m1", new ProgramCode(program).encode()))
                .toList();
        List<JsonNode> answers = questioner.ask(List.of(core, specification), limits, questions);
        List<InclusionResult> results = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            results.add(Answers.inclusion(
                    core, specification, Optional.of(programs.get(i)), programs.size() + " programs", answers.get(i)));
        }
        return Answers.together(core, specification, results);
    }

    /** The same for all programs up to a size, the smallest first; the limits are for all together. */
    public InclusionResult conforms(
            ExploredMachine core, ExploredMachine specification, ProgramBounds bounds, ExplorationLimits limits)
            throws IOException, InterruptedException, ExplorationFailure {
        List<JsonNode> answers = questioner.ask(
                List.of(core, specification),
                limits,
                List.of(List.of(search(core, specification) + " m0 m1 " + bounds.words())));
        return Answers.inclusion(core, specification, Optional.empty(), bounds.text(), answers.getFirst());
    }

    /** Whether the machine does anything at all, and whether a replica can be stuck, over all programs up to a size. */
    public VacuityResult vacuity(ExploredMachine machine, ProgramBounds bounds, ExplorationLimits limits)
            throws IOException, InterruptedException, ExplorationFailure {
        List<JsonNode> answers =
                questioner.ask(List.of(machine), limits, List.of(List.of("vacuity m0 " + bounds.words())));
        return Answers.vacuity(machine, bounds, answers.getFirst());
    }

    /** Whether every step of the witness is one that the machine does. */
    public ReplayResult replay(ExploredMachine machine, Witness witness, ExplorationLimits limits)
            throws IOException, InterruptedException, ExplorationFailure {
        List<String> question = new ArrayList<>(List.of("replay m0", new ProgramCode(witness.program()).encode()));
        question.addAll(new WitnessCode(witness.program()).encode(witness));
        JsonNode answer =
                questioner.ask(List.of(machine), limits, List.of(question)).getFirst();
        boolean holds = answer.path("verdict").asString().equals("holds");
        return new ReplayResult(
                holds ? Optional.empty() : Optional.of(answer.path("reason").asString()));
    }

    /**
     * Whether the exploration finds of this program what the model says word for word (worlds.ml, node_worlds.ml), with the limits'
     * replicas, with losses, and with one copy of a message fewer than the limits' deliveries. Exponential: for programs of
     * two or three operations.
     *
     * @return whether it does; empty if a limit was exceeded
     */
    public Optional<Boolean> agreesWithModel(
            ExploredMachine machine, ExplorationProgram program, ExplorationLimits limits)
            throws IOException, InterruptedException, ExplorationFailure {
        List<String> question = List.of("crosscheck m0", new ProgramCode(program).encode());
        JsonNode answer =
                questioner.ask(List.of(machine), limits, List.of(question)).getFirst();
        String verdict = answer.path("verdict").asString();
        return verdict.equals("unknown") ? Optional.empty() : Optional.of(verdict.equals("same"));
    }

    /** For tests: the machines that were asked whose types were not understood, and which are therefore slow. */
    List<String> namedByRepresentation() {
        return questioner.namedByRepresentation();
    }

    /** Deletes the working folder. */
    @Override
    public void close() {
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the working folder " + folder + " could not be deleted", e);
        }
    }

    /** Deletes {@code folder} and what is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
