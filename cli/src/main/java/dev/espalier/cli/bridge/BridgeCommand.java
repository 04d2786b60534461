package dev.espalier.cli.bridge;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The extraction bridge, for any extracted file. */
@Command(
        name = "bridge",
        mixinStandardHelpOptions = true,
        description = {
            "Translate what Rocq extracts to OCaml into Java, and see that the two do the same.",
            "A core of verified-cores has commands of its own: espalier core build, espalier core verify."
        },
        subcommands = {BridgeTranslateCommand.class, BridgeValidateCommand.class, BridgeExplainCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bridge translate Sorting.ml -o java   write Java, and validate it",
            "  espalier bridge validate Sorting.ml            compare with native OCaml, write nothing",
            "  espalier bridge explain Sorting.ml             what becomes what"
        })
public final class BridgeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    BridgeCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say translate, validate or explain");
    }
}
