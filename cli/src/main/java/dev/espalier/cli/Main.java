package dev.espalier.cli;

import dev.espalier.cli.bench.BenchCommand;
import dev.espalier.cli.bench.CheckCommand;
import dev.espalier.cli.bridge.BridgeCommand;
import dev.espalier.cli.cluster.ClusterCommand;
import dev.espalier.cli.core.CoreCommand;
import dev.espalier.cli.demo.DemoCommand;
import dev.espalier.cli.serve.CommandsCommand;
import dev.espalier.cli.serve.ServeCommand;
import dev.espalier.cli.simulate.SimulateCommand;
import dev.espalier.cli.spec.SpecCommand;
import dev.espalier.cli.synth.SynthCommand;
import dev.espalier.cli.terminal.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code espalier} command. Exit codes: 0 done, 1 failed or found violations, 2 wrong usage. */
@Command(
        name = "espalier",
        mixinStandardHelpOptions = true,
        version = "espalier 0.1.0",
        description = "A causally consistent, replicated key-value store whose consistency logic is machine-checked.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CommandsCommand.class,
            ClusterCommand.class,
            BenchCommand.class,
            CheckCommand.class,
            SimulateCommand.class,
            CoreCommand.class,
            SpecCommand.class,
            BridgeCommand.class,
            SynthCommand.class,
            LauncherCommands.TestCommand.class,
            LauncherCommands.BuildCommand.class,
            LauncherCommands.FormatCommand.class,
            LauncherCommands.MicrobenchCommand.class,
            LauncherCommands.BridgeCoverageCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier demo                       the whole way, from the proof to checked figures",
            "  espalier cluster up                 three nodes on this machine",
            "  redis-cli -p 7001 set tree pear     talk to one of them",
            "  espalier commands                   what it understands",
            "  espalier bench --put 20 --check     load it, and check what the sessions saw",
            "  espalier cluster down",
            "  espalier core list                  the verified cores",
            "  espalier spec litmus suite/ryw      what a specification allows, with a witness",
            "  espalier bridge translate F.ml -o D what Rocq extracted, as Java that is checked against OCaml",
            "  espalier synth strong/causal+        grow a core for a specification, proof and all",
            "",
            "Exit codes: 0 done, 1 failed or violations found, 2 wrong usage."
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    Main() {}

    /** Runs the command line and exits. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, as tests use it. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler(Failure::report);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
