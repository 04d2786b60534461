package dev.espalier.cli.core;

import dev.espalier.bridge.certificate.CoreEmitter;
import dev.espalier.bridge.certificate.TranslationAudit;
import dev.espalier.bridge.source.TranslationException;
import dev.espalier.cli.Folders;
import dev.espalier.cli.Home;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.core.Certificate;
import dev.espalier.synth.gate.CoreManifest;
import dev.espalier.synth.gate.GateResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a core's Rocq files to its certificate. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = {
            "Check cores' proofs, extract them, translate them to Java, validate that, and write their certificates.",
            "Needs a prover and OCaml. Run ./espalier build afterwards, or any command: it compiles what changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier core build vector-clock", "  espalier core build --all"})
final class CoreBuildCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CORE",
            arity = "0..*",
            description = "Names of cores: folders of verified-cores with a core.json.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--all", description = "Every core.")
    private boolean all;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CoreBuildCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        List<String> chosen = all ? home.coreNames() : names;
        if (chosen.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name a core, or say --all");
        }
        Path extraction = Files.createTempDirectory("espalier-extraction");
        try {
            Map<CoreFolder, Path> cores = new LinkedHashMap<>();
            for (String name : new LinkedHashSet<>(chosen)) {
                cores.put(CoreFolder.of(home, name), extraction.resolve(name));
            }
            Map<String, ProofCheck.Outcome> outcomes = ProofCheck.run(cores, home.specs(), new GateProgress());
            // Those that are proved get their certificates even if others are not.
            List<String> refused = new ArrayList<>();
            for (CoreFolder core : cores.keySet()) {
                switch (outcomes.get(core.name())) {
                    case ProofCheck.Proved(GateResult result) ->
                        certify(core, result)
                                .ifPresent(reason ->
                                        refused.add("core " + core.name() + " gets no certificate: " + reason));
                    case ProofCheck.Refused(String reason) ->
                        refused.add("core " + core.name() + " gets no certificate: " + reason);
                    case ProofCheck.NotAsked(String reason) ->
                        throw new CommandFailedException("without a prover there is no certificate: " + reason);
                    case null -> throw new IllegalStateException("no outcome for core " + core.name());
                }
            }
            if (!refused.isEmpty()) {
                throw new CommandFailedException(String.join("\n", refused));
            }
            return 0;
        } catch (TranslationException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        } finally {
            Folders.delete(extraction);
        }
    }

    private Optional<String> certify(CoreFolder core, GateResult proved) throws IOException, InterruptedException {
        CoreManifest manifest = core.manifest();
        Optional<String> isolated = Isolation.found(
                core.name(), proved.implementation(), manifest.extractedName(), manifest.kind(), proved.overMap());
        if (isolated.isPresent()) {
            return isolated;
        }
        return switch (CoreEmitter.emit(
                core.path(), core.name(), proved.implementation(), proved.signature(), proved.evidence())) {
            case CoreEmitter.Refused(String reason) -> Optional.of(reason);
            case CoreEmitter.Emitted(Certificate certificate) -> {
                PrintWriter out = spec.commandLine().getOut();
                out.printf("core %s is proved to refine %s%n", core.name(), certificate.specificationName());
                out.printf("its Java %s%n", certificate.audit().get(TranslationAudit.NAME));
                out.printf("certificate: %s%n", core.path().resolve("certificate.json"));
                out.flush();
                yield Optional.empty();
            }
        };
    }
}
