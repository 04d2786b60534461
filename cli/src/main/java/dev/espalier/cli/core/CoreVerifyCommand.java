package dev.espalier.cli.core;

import dev.espalier.cli.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Verifies certificates. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Recompute what a core's certificate says. Exit code 1 if anything differs.",
            "Without a prover: hashes, translation, compiled classes. With one: also the proof, from nothing unless --compiled is given.",
            "Of several cores it compiles shared files once, and runs the independent checker once over all."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier core verify vector-clock",
            "  espalier core verify --all --json",
            "  espalier core verify --no-prover vector-clock"
        })
final class CoreVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CORE", arity = "0..*", description = "Names of cores.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--all", description = "Every core.")
    private boolean all;

    @Option(names = "--no-prover", description = "Do not run the prover even if there is one.")
    private boolean noProver;

    @Option(
            names = "--compiled",
            paramLabel = "DIR",
            description = {
                "Take compiled sources from DIR, by the hash of their text, of all they load and of the prover, and keep"
                        + " new ones there. Faster; but a file planted in DIR would be taken for the prover's, and only"
                        + " the independent checker would then stand against it."
            })
    private @Nullable Path compiled;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CoreVerifyCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        List<String> chosen = all ? home.coreNames() : names;
        if (chosen.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name a core, or say --all");
        }
        List<CoreFolder> cores = chosen.stream()
                .distinct()
                .map(name -> CoreFolder.of(home, name))
                .toList();
        Map<String, List<CheckLine>> results =
                CoreVerification.runAll(home, cores, !noProver, Optional.ofNullable(compiled), new GateProgress());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(results));
        } else {
            results.forEach((name, lines) -> {
                out.println("core " + name);
                out.print(CheckTable.of(lines));
            });
        }
        out.flush();
        return results.values().stream().allMatch(CoreVerification::passed) ? 0 : 1;
    }
}
