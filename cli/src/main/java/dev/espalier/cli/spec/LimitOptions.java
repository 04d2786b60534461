package dev.espalier.cli.spec;

import dev.espalier.synth.explore.ExplorationLimits;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How much an exploration may use. */
public final class LimitOptions {
    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Processor time of each question (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--states",
            paramLabel = "N",
            defaultValue = "5000000",
            description = "States that each question may meet (default: ${DEFAULT-VALUE}).")
    private long states;

    @Option(
            names = "--megabytes",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Memory of the exploration (default: ${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(
            names = "--deliveries",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often a replica may be given the same put: the network duplicates (default:"
                    + " ${DEFAULT-VALUE}).")
    private int deliveries;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "2",
            description = "Replicas, where their number matters; elsewhere any number is covered (default:"
                    + " ${DEFAULT-VALUE}).")
    private int replicas;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public LimitOptions() {}

    /** The limits that were given. */
    public ExplorationLimits limits() {
        try {
            return new ExplorationLimits(Duration.ofSeconds(seconds), states, megabytes, deliveries, replicas);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
