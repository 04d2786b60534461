package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Has the prover say what was proved, and on what it rests, in files that the proof's author has no hand in: the proof
 * has the statement's type; over any parameters its theorems rest on nothing but those; over numbers, and a map that is a
 * function, on nothing.
 */
final class StatementAudit {
    static final String FOLDER = "audit";

    private final Workspace workspace;
    private final Sources sources;
    private final CoreManifest manifest;
    private final Statement statement;
    private final Path folder;

    StatementAudit(Workspace workspace, Sources sources, CoreManifest manifest, Statement statement)
            throws IOException {
        this.workspace = workspace;
        this.sources = sources;
        this.manifest = manifest;
        this.statement = statement;
        folder = workspace.folder(FOLDER);
    }

    /** Logical name of this core's audit: cores that are checked together have audits of different names. */
    private String root() {
        return "EspalierAudit.core_" + manifest.core().replace('-', '_');
    }

    /** Logical name of the compiled file that holds it all, for the independent checker. */
    String module() {
        return root() + ".Instance";
    }

    /** Where the prover finds this audit, seen from anywhere. */
    List<String> ownPath() {
        return List.of("-Q", folder.toAbsolutePath().toString(), root());
    }

    /** Where the prover finds the sources and an audit, seen from the audit's folder. */
    static List<String> loadPath(Sources sources) {
        List<String> arguments = new ArrayList<>(sources.paths().arguments(Path.of("..", Compilation.FOLDER)));
        arguments.addAll(List.of("-Q", ".", "EspalierAudit"));
        return arguments;
    }

    /**
     * What the theorems rest on, a line each, with the theorem's name before it; fails unless the proof module has the
     * statement's type, for all parameters, and the core the module type that its kind stands for. To load the proof takes
     * the prover longer than each of these, so one file asks for all that is said for all parameters, and only if that is
     * refused a file each, which tells why.
     */
    List<String> assumptions() throws IOException, InterruptedException, GateFailure {
        CommandOutcome together =
                compile("Printed", requirements() + kindRequirement() + matches() + kind() + general());
        if (!together.succeeded()) {
            matchStatement();
            matchKind();
            throw mismatch(together);
        }
        List<String> lines = new ArrayList<>();
        describe("", printed(together, statement.assumable()), lines);
        describe(" over natural numbers", printed(instance(), Set.of()), lines);
        return lines;
    }

    private void matchStatement() throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = compile("Matches", requirements() + matches());
        if (!outcome.succeeded()) {
            throw mismatch(outcome);
        }
    }

    private void matchKind() throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = compile("Kind", requirements() + kindRequirement() + kind());
        if (!outcome.succeeded()) {
            throw new GateFailure(
                    Reason.MANIFEST_INVALID,
                    statement.file(),
                    "the manifest says that " + manifest.core() + " is of kind \""
                            + manifest.kind().word()
                            + "\", and " + statement.core() + " does not have the module type "
                            + manifest.kind().moduleType() + ": the prover " + outcome.ending(),
                    outcome.said(),
                    "Correct \"kind\" in the core's manifest");
        }
    }

    private List<Map<String, String>> printed(CommandOutcome outcome, Set<String> allowed) throws GateFailure {
        List<Map<String, String>> printed = PrintedAssumptions.parse(outcome);
        if (printed.size() != manifest.theorems().size()) {
            throw new GateFailure(
                    Reason.PROVER_BROKEN,
                    manifest.proofModule(),
                    "the prover told the assumptions of " + printed.size() + " theorems when asked for those of "
                            + manifest.theorems(),
                    outcome.said(),
                    "Reinstall the prover");
        }
        for (int i = 0; i < printed.size(); i++) {
            for (Map.Entry<String, String> assumption : printed.get(i).entrySet()) {
                if (!allowed.contains(assumption.getKey())) {
                    throw new GateFailure(
                            Reason.ASSUMPTION_NOT_ALLOWED,
                            statement.proofFile(),
                            manifest.theorems().get(i) + " rests on " + assumption.getKey() + " : "
                                    + assumption.getValue() + ", which is no parameter that a core may have",
                            "Prove it");
                }
            }
        }
        return printed;
    }

    private void describe(String over, List<Map<String, String>> printed, List<String> lines) {
        for (int i = 0; i < printed.size(); i++) {
            String theorem = manifest.theorems().get(i) + over + ": ";
            if (printed.get(i).isEmpty()) {
                lines.add(theorem + "Closed under the global context");
            }
            new TreeMap<>(printed.get(i)).forEach((name, type) -> lines.add(theorem + name + " : " + type));
        }
    }

    private String matches() {
        return "Module Matches %s <: %s %s := %s %s.\n"
                .formatted(declared(), manifest.statementModule(), applied(), manifest.proofModule(), applied());
    }

    private String kindRequirement() {
        return "Require " + manifest.kind().file() + ".\n";
    }

    private String kind() {
        return "Module Kind " + declared() + ".\n"
                + "Module Theorems := " + manifest.proofModule() + " " + applied() + ".\n"
                + "Module Core <: " + manifest.kind().moduleType() + " P := Theorems.Core.\n"
                + "End Kind.\n";
    }

    private String general() {
        return "Module Printed " + declared() + ".\n"
                + "Module Theorems := " + manifest.proofModule() + " " + applied() + ".\n"
                + printCommands()
                + "End Printed.\n";
    }

    private CommandOutcome instance() throws IOException, InterruptedException, GateFailure {
        String instances = CoreParameter.instantiated(statement.over());
        CommandOutcome outcome = compile(
                "Instance",
                requirements()
                        + CoreParameter.instances(statement.over())
                        + "Module Theorems <: %s %s := %s %s.\n"
                                .formatted(manifest.statementModule(), instances, manifest.proofModule(), instances)
                        + printCommands());
        if (!outcome.succeeded()) {
            throw mismatch(outcome);
        }
        return outcome;
    }

    private String requirements() {
        return CoreParameter.requirements(statement.over())
                + "Require %s.\nRequire %s.\n"
                        .formatted(sources.nameOf(statement.file()), sources.nameOf(statement.proofFile()));
    }

    private String declared() {
        return CoreParameter.declared(statement.over());
    }

    private String applied() {
        return CoreParameter.applied(statement.over());
    }

    private String printCommands() {
        StringBuilder commands = new StringBuilder();
        manifest.theorems()
                .forEach(theorem -> commands.append("Print Assumptions Theorems.")
                        .append(theorem)
                        .append(".\n"));
        return commands.toString();
    }

    private CommandOutcome compile(String name, String text) throws IOException, InterruptedException, GateFailure {
        Files.writeString(folder.resolve(name + ".v"), text);
        List<String> arguments = new ArrayList<>(sources.paths().arguments(Path.of("..", Compilation.FOLDER)));
        arguments.addAll(ownPath());
        return workspace.compile(folder, arguments, name + ".v");
    }

    private GateFailure mismatch(CommandOutcome outcome) {
        return new GateFailure(
                Reason.STATEMENT_MISMATCH,
                statement.proofFile(),
                manifest.proofModule() + " does not prove " + manifest.statementModule() + ": the prover "
                        + outcome.ending(),
                outcome.said(),
                "Prove the statement as " + statement.file() + " has it");
    }
}
