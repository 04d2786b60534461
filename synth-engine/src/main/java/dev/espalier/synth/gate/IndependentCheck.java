package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.util.List;

/** Has {@code coqchk}, a kernel of its own, check the compiled proof, its audit, and all that they load. */
final class IndependentCheck {
    private IndependentCheck() {}

    static void run(Workspace workspace, Sources sources, Statement statement)
            throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = workspace.recheck(
                workspace.folder(StatementAudit.FOLDER),
                StatementAudit.loadPath(sources),
                List.of(sources.nameOf(statement.proofFile()), StatementAudit.MODULE));
        if (!outcome.succeeded()) {
            throw failed("coqchk refuses the compiled proof and " + outcome.ending(), statement, outcome);
        }
        List<String> objections = CheckerSummary.parse(outcome).objections();
        if (!objections.isEmpty()) {
            throw failed("coqchk reports " + objections, statement, outcome);
        }
    }

    private static GateFailure failed(String cause, Statement statement, CommandOutcome outcome) {
        return new GateFailure(
                Reason.CHECKER_FAILED,
                statement.proofFile(),
                cause,
                outcome.said(),
                "The prover and its checker disagree about this proof: find what the checker names");
    }
}
