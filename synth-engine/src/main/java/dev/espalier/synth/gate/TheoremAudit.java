package dev.espalier.synth.gate;

import dev.espalier.core.Sha256;
import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Checks every theorem of a folder of specifications: finds the modules that prove a statement, compiles them under the
 * gate's rules, and has the prover say, in files that the proofs' authors have no hand in, that each module has the type
 * of its statement and what its theorems rest on.
 */
public final class TheoremAudit {
    /**
     * The folders of the cores' own programs: theorems are about them, but say nothing of their own in them, and what such a
     * program loads is none of a statement's either.
     */
    private static final Set<String> PROGRAMS = Set.of("reference/", "grown/");

    /** What a theorem may be stated over, and what that is in full. */
    private static final Map<String, String> PARAMETER_TYPES = new TreeMap<>(Map.of(
            "PARAMETERS", "Espalier.Framework.Parameters.PARAMETERS",
            "GUARANTEES", "Espalier.Strong.Guarantees.GUARANTEES",
            "LABELS", "Espalier.Suite.Labels.LABELS",
            "MAP", "Espalier.Kit.Map.MAP"));

    private final Path specs;
    private final Prover prover;
    private final GateLimits limits;
    private final GateListener listener;
    private final Path cache;

    /**
     * @param specs the folder; it is only read
     * @param limits whether coqchk is run over everything is said here too
     * @param cache where compiled files are kept, so that only what changed is compiled again
     */
    public TheoremAudit(Path specs, Prover prover, GateLimits limits, GateListener listener, Path cache) {
        this.specs = specs;
        this.prover = prover;
        this.limits = limits;
        this.listener = listener;
        this.cache = cache;
    }

    /**
     * Checks them all, in the order of the files.
     *
     * @throws GateFailure at the first that is not proved, or whose statement is not the frozen one: a hole, an axiom, another type than its statement, an
     *     assumption besides the parameters that it is stated over, or the independent checker's objection
     */
    public List<Theorem> run() throws GateFailure, IOException, InterruptedException {
        LogicalPaths paths = LogicalPaths.read(specs);
        List<ProofModule> proofs = new ArrayList<>();
        Sources sources = Sources.none(paths);
        for (String path : files(paths)) {
            sources.addReachable(specs, path);
            proofs.addAll(ProofModule.in(sources.file(path)));
        }
        for (String path : sources.compiled()) {
            SourceScan.check(sources.file(path));
            ProofModule.requireProofs(sources.file(path), proofs);
        }
        try (Workspace workspace = Workspace.create(prover, limits)) {
            started("test the prover");
            ProverSelfTest.run(workspace, limits.independentChecker());
            Dependencies dependencies = Dependencies.of(sources);
            started("compare the statements with their frozen hashes");
            checkFrozen(sources, dependencies, proofs);
            started("compile " + sources.compiled().size() + " files");
            Compilation compilation =
                    new Compilation(workspace, sources, dependencies, Optional.of(new CompiledCache(cache, prover)));
            compilation.run();
            List<Theorem> theorems = new ArrayList<>();
            for (ProofModule proof : proofs) {
                started("list the assumptions of " + proof.file());
                theorems.addAll(new One(workspace, sources, dependencies, compilation, proof, cache).audit());
            }
            if (limits.independentChecker()) {
                started("run the independent checker over all of them");
                recheck(workspace, sources, proofs);
            }
            return theorems;
        }
    }

    /** What a theorem says must not change unseen: its statement, and the specification that the statement loads. */
    private void checkFrozen(Sources sources, Dependencies dependencies, List<ProofModule> proofs)
            throws IOException, GateFailure {
        Set<String> specification = new LinkedHashSet<>();
        for (ProofModule proof : proofs) {
            String statement = statementFile(dependencies, proof);
            specification.add(statement);
            specification.addAll(dependencies.closure(statement, PROGRAMS));
        }
        FrozenSpecification.read(specs).check(sources, List.copyOf(specification));
    }

    private static String statementFile(Dependencies dependencies, ProofModule proof) throws GateFailure {
        String stem = proof.statement().substring(0, proof.statement().indexOf('.'));
        for (String path : dependencies.direct(proof.file())) {
            if (path.endsWith("/" + stem + ".v")) {
                return path;
            }
        }
        throw new GateFailure(
                Reason.STATEMENT_MISMATCH,
                proof.file(),
                "its statement " + proof.statement() + " is in no file that it loads",
                "Name the statement by its file: FileName.STATEMENT");
    }

    private void started(String step) {
        listener.started(step);
    }

    /** Compiled in the order of their paths, where no other order is due. */
    private List<String> files(LogicalPaths paths) throws IOException {
        List<String> files = new ArrayList<>();
        for (String folder : paths.folders()) {
            if (Files.isDirectory(specs.resolve(folder))) {
                try (Stream<Path> all = Files.list(specs.resolve(folder))) {
                    all.map(file -> folder + "/" + file.getFileName())
                            .filter(path -> path.endsWith(".v"))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    private static void recheck(Workspace workspace, Sources sources, List<ProofModule> proofs)
            throws IOException, InterruptedException, GateFailure {
        Set<String> modules = new LinkedHashSet<>();
        proofs.forEach(proof -> modules.add(sources.nameOf(proof.file())));
        CommandOutcome outcome = workspace.recheck(
                workspace.folder(StatementAudit.FOLDER), StatementAudit.loadPath(sources), List.copyOf(modules));
        List<String> objections =
                outcome.succeeded() ? CheckerSummary.parse(outcome).objections() : List.of("it " + outcome.ending());
        if (!objections.isEmpty()) {
            throw new GateFailure(
                    Reason.CHECKER_FAILED,
                    "specs",
                    "coqchk refuses the compiled proofs: " + objections,
                    outcome.said(),
                    "The prover and its checker disagree: find what the checker names");
        }
    }

    /** The audit of one module. */
    private record One(
            Workspace workspace,
            Sources sources,
            Dependencies dependencies,
            Compilation compilation,
            ProofModule proof,
            Path cache) {

        List<Theorem> audit() throws IOException, InterruptedException, GateFailure {
            String statementFile = statementFile(dependencies, proof);
            Map<String, Integer> declared = Statement.declared(
                    sources.file(statementFile),
                    proof.statement().substring(proof.statement().indexOf('.') + 1));
            List<Map<String, String>> printed = printed(List.copyOf(declared.keySet()));
            List<Theorem> theorems = new ArrayList<>();
            int index = 0;
            for (Map.Entry<String, Integer> theorem : declared.entrySet()) {
                theorems.add(new Theorem(
                        theorem.getKey(),
                        statementFile + ":" + theorem.getValue(),
                        sources.nameOf(proof.file()) + "." + proof.name(),
                        proof.file(),
                        allowed(theorem.getKey(), printed.get(index++)),
                        compilation.took(proof.file()),
                        everything()));
            }
            return theorems;
        }

        private Duration everything() {
            return dependencies.closure(proof.file()).stream()
                    .map(compilation::took)
                    .reduce(Duration.ZERO, Duration::plus);
        }

        private List<Map<String, String>> printed(List<String> theorems)
                throws IOException, InterruptedException, GateFailure {
            Path folder = workspace.folder(StatementAudit.FOLDER);
            String name = "Audit_" + sources.nameOf(proof.file()).replace('.', '_') + "_" + proof.name();
            Files.writeString(folder.resolve(name + ".v"), text(theorems));
            CommandOutcome outcome = compiled(folder, name);
            List<Map<String, String>> printed = outcome.succeeded() ? PrintedAssumptions.parse(outcome) : List.of();
            if (printed.size() != theorems.size()) {
                throw new GateFailure(
                        Reason.STATEMENT_MISMATCH,
                        proof.file(),
                        proof.name() + " does not prove " + proof.statement() + ": the prover " + outcome.ending(),
                        outcome.said(),
                        "Prove the statement as its file has it");
            }
            return printed;
        }

        /** What the prover said the last time of the very same files is what it would say. */
        private CommandOutcome compiled(Path folder, String name)
                throws IOException, InterruptedException, GateFailure {
            StringBuilder made = new StringBuilder(workspace.prover().version() + "\n"
                    + workspace.prover().compiler() + "\n" + Files.readString(folder.resolve(name + ".v")));
            sources.hashes(List.copyOf(dependencies.closure(proof.file())))
                    .forEach((path, hash) ->
                            made.append('\n').append(path).append(' ').append(hash));
            Path kept = cache.resolve(Sha256.hex(made.toString().getBytes(StandardCharsets.UTF_8)) + ".assumptions");
            if (Files.isRegularFile(kept)) {
                return new CommandOutcome(0, false, Files.readString(kept), "", false, Duration.ZERO);
            }
            CommandOutcome outcome = workspace.compile(folder, StatementAudit.loadPath(sources), name + ".v");
            if (outcome.succeeded() && !outcome.truncated()) {
                Path part = Files.createTempFile(cache, "new", ".part");
                Files.writeString(part, outcome.output());
                Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            return outcome;
        }

        /**
         * Only files named in full are loaded, and the parameters are those of every specification: what the proof's
         * author calls PARAMETERS may be something else, with the claim among its fields.
         */
        private String text(List<String> theorems) throws GateFailure {
            String module = sources.nameOf(proof.file()) + "." + proof.name() + proof.arguments();
            String statement = sources.nameOf(statementFile(dependencies, proof))
                    + proof.statement().substring(proof.statement().indexOf('.')) + " " + proof.statementArguments();
            String parameters = parameters();
            StringBuilder text = new StringBuilder();
            for (String path : dependencies.closure(proof.file())) {
                text.append("Require ").append(sources.nameOf(path)).append(".\n");
            }
            text.append("Module Matches%s <: %s := %s.\n".formatted(parameters, statement, module));
            text.append("Module Printed%s.\nModule Theorems := %s.\n".formatted(parameters, module));
            theorems.forEach(theorem ->
                    text.append("Print Assumptions Theorems.").append(theorem).append(".\n"));
            return text.append("End Printed.\n").toString();
        }

        private String parameters() throws GateFailure {
            StringBuilder written = new StringBuilder();
            for (ProofModule.Parameter parameter : proof.parameters()) {
                String[] type = parameter.type().split(" ", 2);
                String full = PARAMETER_TYPES.get(type[0].substring(type[0].lastIndexOf('.') + 1));
                if (full == null) {
                    throw new GateFailure(
                            Reason.STATEMENT_MISMATCH,
                            proof.file(),
                            proof.name() + " has a parameter of the type " + parameter.type()
                                    + ", which could assume anything",
                            "Theorems are stated over " + PARAMETER_TYPES.keySet() + " alone");
                }
                written.append(" (").append(parameter.name()).append(" : ").append(full);
                written.append(type.length > 1 ? " " + type[1] : "").append(')');
            }
            return written.toString();
        }

        private List<String> allowed(String theorem, Map<String, String> printed) throws GateFailure {
            for (Map.Entry<String, String> assumption : printed.entrySet()) {
                boolean parameter = proof.parameters().stream()
                        .anyMatch(each -> assumption.getKey().startsWith(each.name() + "."));
                if (!parameter) {
                    throw new GateFailure(
                            Reason.ASSUMPTION_NOT_ALLOWED,
                            proof.file(),
                            theorem + " rests on " + assumption.getKey() + " : " + assumption.getValue()
                                    + ", which is no parameter that it is stated over",
                            "Prove it");
                }
            }
            return printed.keySet().stream().sorted().toList();
        }
    }
}
