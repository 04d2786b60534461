package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has {@code coqchk}, a kernel of its own, check compiled proofs, their audits, and all that they load. Most of its work
 * is the prover's library, so proofs that are checked together cost little more than one: what it then says, it says of
 * each of them.
 */
final class IndependentCheck {
    private IndependentCheck() {}

    static void run(Subject subject) throws IOException, InterruptedException, GateFailure {
        run(subject.workspace, List.of(subject), Path.of("..", Compilation.FOLDER));
    }

    /** Checks them all at once; each must have been compiled from the same files where they share some. */
    static void run(Workspace workspace, List<Subject> subjects) throws IOException, InterruptedException, GateFailure {
        run(workspace, subjects, union(workspace, subjects));
    }

    /** A proof that was compiled and audited in {@code workspace}. */
    record Subject(Workspace workspace, Sources sources, Statement statement, StatementAudit audit) {
        List<String> modules() {
            return List.of(sources.nameOf(statement.proofFile()), audit.module());
        }
    }

    private static void run(Workspace workspace, List<Subject> subjects, Path sources)
            throws IOException, InterruptedException, GateFailure {
        List<String> arguments =
                new ArrayList<>(subjects.getFirst().sources.paths().arguments(sources));
        Set<String> modules = new LinkedHashSet<>();
        for (Subject subject : subjects) {
            arguments.addAll(subject.audit.ownPath());
            modules.addAll(subject.modules());
        }
        CommandOutcome outcome =
                workspace.recheck(workspace.folder(StatementAudit.FOLDER), arguments, List.copyOf(modules));
        if (!outcome.succeeded()) {
            throw failed("coqchk refuses the compiled proof and " + outcome.ending(), subjects, outcome);
        }
        List<String> objections = CheckerSummary.parse(outcome).objections();
        if (!objections.isEmpty()) {
            throw failed("coqchk reports " + objections, subjects, outcome);
        }
    }

    /** The compiled files of all {@code subjects} in one folder. */
    private static Path union(Workspace workspace, List<Subject> subjects) throws IOException, GateFailure {
        Path union = workspace.folder("union");
        for (Subject subject : subjects) {
            Path compiled = subject.workspace.folder(Compilation.FOLDER);
            for (String folder : subject.sources.paths().folders()) {
                Files.createDirectories(union.resolve(folder));
            }
            for (String source : subject.sources.compiled()) {
                Path from = compiled.resolve(source + "o");
                Path to = union.resolve(source + "o");
                Files.createDirectories(to.resolveSibling(""));
                if (!Files.exists(to)) {
                    Files.copy(from, to);
                } else if (Files.mismatch(from, to) != -1) {
                    throw new GateFailure(
                            Reason.PROVER_BROKEN,
                            source,
                            "two cores that share it have it compiled to different bytes",
                            "Check each core by itself");
                }
            }
        }
        return union;
    }

    private static GateFailure failed(String cause, List<Subject> subjects, CommandOutcome outcome) {
        return new GateFailure(
                Reason.CHECKER_FAILED,
                subjects.stream().map(subject -> subject.statement.proofFile()).collect(Collectors.joining(", ")),
                cause,
                outcome.said(),
                "The prover and its checker disagree about this proof: find what the checker names");
    }
}
