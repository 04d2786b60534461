package dev.espalier.cli.core;

import dev.espalier.bridge.certificate.TranslationAudit;
import dev.espalier.cli.Home;
import dev.espalier.core.Certificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
        List<CoreFolder> cores = new LinkedHashSet<>(chosen)
                .stream().map(name -> CoreFolder.of(home, name)).toList();
        Certification.run(home.specs(), cores, new GateProgress(), this::print);
        return 0;
    }

    private void print(CoreFolder core, Certificate certificate) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("core %s is proved to refine %s%n", core.name(), certificate.specificationName());
        out.printf("its Java %s%n", certificate.audit().get(TranslationAudit.NAME));
        out.printf("certificate: %s%n", core.path().resolve("certificate.json"));
        out.flush();
    }
}
