package dev.espalier.cli.synth;

import dev.espalier.bridge.certificate.CoreEmitter;
import dev.espalier.bridge.certificate.TranslationAudit;
import dev.espalier.cli.Home;
import dev.espalier.cli.core.Certification;
import dev.espalier.cli.core.CoreFolder;
import dev.espalier.cli.core.GateProgress;
import dev.espalier.cli.spec.Library;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.core.Certificate;
import dev.espalier.synth.emit.CoreName;
import dev.espalier.synth.emit.Emission;
import dev.espalier.synth.emit.EmissionException;
import dev.espalier.synth.emit.Installation;
import dev.espalier.synth.emit.Origin;
import dev.espalier.synth.emit.SearchFolder;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a grown core among the verified cores. */
@Command(
        name = "emit",
        mixinStandardHelpOptions = true,
        description = {
            "Put a grown core among the verified cores: its Rocq files go to specs/grown, then the proof gate judges it as"
                    + " any other core, it is extracted, translated to Java, validated, and gets its certificate.",
            "A specification from outside of specs/ is copied to specs/own, and frozen: it is what the certificate speaks"
                    + " of. Everything is made in a folder of its own first; what fails, or is killed, leaves nothing.",
            "Exit code 1 if the core gets no certificate."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth emit                         what espalier synth found, if that is one core",
            "  espalier synth emit strong/ryw+ --name grown-ryw",
            "  espalier synth emit grown --specification MySpecification.v"
        })
final class EmitCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME-OR-FOLDER",
            arity = "0..1",
            description = "The specification that was searched for, or the folder with the search's results.")
    private @Nullable String target;

    @Option(
            names = "--name",
            paramLabel = "CORE",
            description = "What to call the core; by default after the specification: ryw-plus for strong/ryw+.")
    private @Nullable String name;

    @Option(
            names = "--specification",
            paramLabel = "FILE",
            description = "The specification's file, if it is neither in specs/ nor where it was for the search.")
    private @Nullable String file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder of cores (default: verified-cores of the project).")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace a core of the same name, whoever made it.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    EmitCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Library library = Library.open();
        Home home = library.home();
        try {
            SearchFolder found = SearchFolder.read(SearchFolders.in(home).chosen(target, library));
            Specification specification = library.find(file != null ? file : searched(found, library));
            CoreName chosen = name == null ? CoreName.of(specification) : CoreName.chosen(name);
            Emission emission = Emission.of(home.specs(), chosen, specification, found);
            Path cores = output == null ? home.cores() : output;
            Origin.check(home.specs(), cores.resolve(chosen.core()), emission, force);
            emit(home, emission, cores);
            return 0;
        } catch (EmissionException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** The journal has the specification's name, or its file where it was. */
    private static String searched(SearchFolder found, Library library) throws EmissionException {
        String name = found.start().specification();
        boolean known = library.all().stream().anyMatch(one -> one.name().equals(name));
        if (known || (name.endsWith(".v") && Files.isRegularFile(Path.of(name)))) {
            return name;
        }
        throw new EmissionException(
                name,
                "this specification is neither in specs/ nor is there a file of this name",
                "Say where it is: --specification FILE");
    }

    private void emit(Home home, Emission emission, Path cores) throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "core %s for %s: proof gate, extraction, bridge, validation%n",
                emission.name().core(), emission.specification());
        err.flush();
        // Beside the cores' own file system, so that what is finished can be moved.
        try (StagingFolder staging = StagingFolder.in(home.work())) {
            Installation staged = Installation.stage(home.specs(), emission, staging.path());
            CoreFolder core =
                    CoreFolder.of(Home.at(staged.root()), emission.name().core());
            Certification.run(
                    staged.specs(),
                    List.of(core),
                    new GateProgress(),
                    (any, certificate) -> print(emission, certificate));
            staged.install(home.specs(), cores);
            CoreEmitter.listCores(cores);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("certificate: %s%n", cores.resolve(emission.name().core()).resolve("certificate.json"));
        emission.copied().ifPresent(copy -> out.printf("the specification is now specs/%s%n", copy));
        out.println(
                output == null
                        ? "the next command builds it in; then: espalier cluster up --core "
                                + emission.name().core()
                        : "it is not built in: that is done with the cores of " + home.cores());
        out.flush();
    }

    private void print(Emission emission, Certificate certificate) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("core %s is proved to refine %s%n", certificate.core(), certificate.specificationName());
        out.printf("theorems: %s%n", String.join(", ", emission.theorems()));
        for (String lacking : emission.lacking()) {
            out.printf("NOT proved: %s%n", Lacking.words(lacking));
        }
        out.printf("its Java %s%n", certificate.audit().get(TranslationAudit.NAME));
        out.flush();
    }
}
