package dev.espalier.cli.core;

import dev.espalier.bridge.certificate.CoreEmitter;
import dev.espalier.bridge.source.TranslationException;
import dev.espalier.cli.Folders;
import dev.espalier.cli.Home;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.core.Certificate;
import dev.espalier.synth.gate.GateResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a core's Rocq files to its certificate. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = {
            "Check a core's proof, extract it, translate it to Java, and write its certificate.",
            "Needs a prover. Run ./espalier build afterwards, or any command: it compiles what changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier core build vector-clock"})
final class CoreBuildCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CORE", description = "Name of the core: a folder of verified-cores with a core.json.")
    private String name;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CoreBuildCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        CoreFolder core = CoreFolder.of(home, name);
        Path extraction = Files.createTempDirectory("espalier-extraction");
        try {
            GateResult proved = proved(core, home, extraction);
            Certificate certificate = CoreEmitter.emit(
                    core.path(), core.name(), proved.implementation(), proved.signature(), proved.evidence());
            PrintWriter out = spec.commandLine().getOut();
            out.printf("core %s is proved to refine %s%n", core.name(), certificate.specificationName());
            out.printf("certificate: %s%n", core.path().resolve("certificate.json"));
            out.flush();
            return 0;
        } catch (TranslationException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        } finally {
            Folders.delete(extraction);
        }
    }

    private static GateResult proved(CoreFolder core, Home home, Path extraction)
            throws IOException, InterruptedException {
        return switch (ProofCheck.run(core, home.specs(), extraction, new GateProgress())) {
            case ProofCheck.Proved(GateResult result) -> result;
            case ProofCheck.Refused(String reason) ->
                throw new CommandFailedException("core " + core.name() + " gets no certificate: " + reason);
            case ProofCheck.NotAsked(String reason) ->
                throw new CommandFailedException("without a prover there is no certificate: " + reason);
        };
    }
}
