package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Asks the prover things whose answers are known, on every run: a false lemma must be refused for being false, a true
 * one accepted, and an axiom reported. A program that says yes to everything proves nothing.
 */
final class ProverSelfTest {
    private static final String FALSE_LEMMA = """
            Lemma one_and_one_is_three : 1 + 1 = 3.
            Proof. reflexivity. Qed.
            """;
    private static final String TRUE_LEMMA = """
            Lemma one_and_one_is_two : 1 + 1 = 2.
            Proof. reflexivity. Qed.
            Print Assumptions one_and_one_is_two.
            """;
    private static final String AXIOM = """
            Axiom one_and_one_is_three : 1 + 1 = 3.
            Lemma two_is_three : 2 = 3.
            Proof. exact one_and_one_is_three. Qed.
            Print Assumptions two_is_three.
            """;
    private static final List<String> LOAD_PATH = List.of("-Q", ".", "EspalierSelfTest");

    private final Workspace workspace;
    private final Path folder;

    private ProverSelfTest(Workspace workspace) throws IOException {
        this.workspace = workspace;
        folder = workspace.folder("self-test");
    }

    /** Runs the tests of the prover; {@code checkerToo} for those of the independent checker. */
    static void run(Workspace workspace, boolean checkerToo) throws IOException, InterruptedException, GateFailure {
        ProverSelfTest test = new ProverSelfTest(workspace);
        test.refusesFalseLemma();
        test.acceptsTrueLemma();
        test.reportsAxiom();
        if (checkerToo) {
            test.checkerReportsAxiom();
        }
    }

    private void refusesFalseLemma() throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = compile("FalseLemma.v", FALSE_LEMMA);
        boolean refused = outcome.exitCode() == 1
                && outcome.errors().contains("FalseLemma.v\", line 2")
                && outcome.errors().contains("Unable to unify")
                && Files.notExists(folder.resolve("FalseLemma.vo"));
        if (!refused) {
            throw broken("it did not refuse the lemma 1 + 1 = 3 for being false: it " + outcome.ending(), outcome);
        }
    }

    private void acceptsTrueLemma() throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = compile("TrueLemma.v", TRUE_LEMMA);
        boolean accepted = outcome.succeeded()
                && Files.isRegularFile(folder.resolve("TrueLemma.vo"))
                && PrintedAssumptions.parse(outcome).equals(List.of(Map.of()));
        if (!accepted) {
            throw broken("it did not accept the lemma 1 + 1 = 2: it " + outcome.ending(), outcome);
        }
    }

    private void reportsAxiom() throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = compile("Axiom.v", AXIOM);
        boolean reported = outcome.succeeded()
                && PrintedAssumptions.parse(outcome).equals(List.of(Map.of("one_and_one_is_three", "1 + 1 = 3")));
        if (!reported) {
            throw broken("it did not report an axiom that a lemma rests on: it " + outcome.ending(), outcome);
        }
    }

    private void checkerReportsAxiom() throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = workspace.recheck(folder, LOAD_PATH, List.of("EspalierSelfTest.Axiom"));
        CheckerSummary summary = CheckerSummary.parse(outcome);
        if (!outcome.succeeded() || !summary.axioms().equals(List.of("EspalierSelfTest.Axiom.one_and_one_is_three"))) {
            throw broken("the checker did not report an axiom: it " + outcome.ending(), outcome);
        }
    }

    private CommandOutcome compile(String file, String text) throws IOException, InterruptedException, GateFailure {
        Files.writeString(folder.resolve(file), text);
        return workspace.compile(folder, LOAD_PATH, file);
    }

    private static GateFailure broken(String cause, CommandOutcome outcome) {
        return new GateFailure(
                Reason.PROVER_BROKEN,
                "the prover",
                cause,
                outcome.said(),
                "Nothing that it says counts; reinstall it and run the gate again");
    }
}
