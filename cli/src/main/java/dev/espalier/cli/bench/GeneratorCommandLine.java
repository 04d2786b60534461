package dev.espalier.cli.bench;

import dev.espalier.bench.generator.GeneratorWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Generates the share of a load that it is told; started by a bench, on this machine or another. */
@Command(
        name = GeneratorCommandLine.NAME,
        mixinStandardHelpOptions = true,
        hidden = true,
        description = {
            "Generate the share of a load that a line of JSON on standard input tells, and answer with what was measured.",
            "`espalier bench --generators N` and `--inventory FILE` start it; it is not meant to be typed.",
            "With --task, as the pod of a Job, it reads its share from a file and waits for the others at the store.",
            "Exit codes: 0 done, 1 failed, as the last line of the answer says."
        },
        footerHeading = "%nExamples:%n",
        footer = "  espalier bench --generators 2          starts two of these")
final class GeneratorCommandLine implements Callable<Integer> {
    static final String NAME = "generator";

    @Option(names = "--task", paramLabel = "FILE", description = "What to do, if nobody will tell.")
    private @Nullable Path task;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    GeneratorCommandLine() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (task != null) {
            return GeneratorWorker.perform(
                            Files.readString(task), spec.commandLine().getOut())
                    ? 0
                    : 1;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return GeneratorWorker.serve(in, spec.commandLine().getOut()) ? 0 : 1;
    }
}
