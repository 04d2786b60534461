package dev.espalier.cli.core;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Cores and their certificates. */
@Command(
        name = "core",
        mixinStandardHelpOptions = true,
        description =
                "List cores, verify their certificates, build them from their proofs, pack them, swap them in running nodes.",
        subcommands = {
            CoreListCommand.class,
            CoreVerifyCommand.class,
            CoreBuildCommand.class,
            CorePackCommand.class,
            CoreSwapCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier core list",
            "  espalier core verify vector-clock",
            "  espalier core build vector-clock       after its Rocq files changed",
            "  espalier core pack vector-clock        an archive for CORE LOAD",
            "  espalier core swap causal-plus-frugal --target 127.0.0.1:7001,127.0.0.1:7002"
        })
public final class CoreCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CoreCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say list, verify, build, pack or swap");
    }
}
