package dev.espalier.cli.bridge;

import dev.espalier.bridge.validate.ValidationOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How much is validated. */
final class InputOptions {
    @Option(
            names = "--inputs",
            paramLabel = "N",
            defaultValue = "" + ValidationOptions.INPUTS,
            description = "Different inputs for each function (1 to 1000000, default: ${DEFAULT-VALUE}).")
    private int inputs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + ValidationOptions.SEED,
            description = "What the inputs are made from: the same seed gives the same (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    InputOptions() {}

    ValidationOptions options() {
        try {
            return ValidationOptions.of(inputs, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
