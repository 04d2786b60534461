package dev.espalier.cli.bench;

import dev.espalier.bench.generator.GeneratorWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Generates the share of a load that it is told; started by a bench, on this machine or another. */
@Command(
        name = GeneratorCommandLine.NAME,
        mixinStandardHelpOptions = true,
        hidden = true,
        description = {
            "Generate the share of a load that a line of JSON on standard input tells, and answer with what was measured.",
            "`espalier bench --generators N` and `--inventory FILE` start it; it is not meant to be typed.",
            "Exit codes: 0 done, 1 failed, as the last line of the answer says."
        },
        footerHeading = "%nExamples:%n",
        footer = "  espalier bench --generators 2          starts two of these")
final class GeneratorCommandLine implements Callable<Integer> {
    static final String NAME = "generator";

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    GeneratorCommandLine() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return GeneratorWorker.serve(in, spec.commandLine().getOut()) ? 0 : 1;
    }
}
