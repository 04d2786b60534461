package dev.espalier.cli.terminal;

import dev.espalier.store.config.NodeStartException;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one line and exit code 1; only what nobody foresaw keeps its stack trace. */
public final class Failure {
    private static final Set<Class<? extends Exception>> FORESEEN =
            Set.of(CommandFailedException.class, NodeStartException.class);

    private Failure() {}

    /** Prints {@code failure} to the command's error stream and gives the exit code. */
    public static int report(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (FORESEEN.contains(failure.getClass())) {
            err.println("espalier: " + failure.getMessage());
        } else {
            err.println("espalier: unexpected " + failure);
            failure.printStackTrace(err);
        }
        err.flush();
        return 1;
    }
}
