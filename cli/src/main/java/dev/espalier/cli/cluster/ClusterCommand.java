package dev.espalier.cli.cluster;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A cluster of node processes on this machine. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "Run a cluster on this machine: nodes as separate processes on the loopback interface.",
        subcommands = {
            ClusterUpCommand.class,
            ClusterDownCommand.class,
            ClusterStatusCommand.class,
            ClusterAddCommand.class,
            ClusterRemoveCommand.class,
            ClusterReplaceCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier cluster up --nodes 3",
            "  redis-cli -p 7001 set tree pear && redis-cli -p 7003 get tree",
            "  espalier cluster status",
            "  espalier cluster add",
            "  espalier cluster down"
        })
public final class ClusterCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClusterCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say up, down, status, add, remove or replace");
    }
}
