package dev.espalier.cli.trellis;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.trellis.Trellis;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.json.JsonMapper;

/** Which development, and how to print. */
final class DevelopmentOptions {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(
            names = "--in",
            paramLabel = "DIR",
            description = "The development's folder; by default the one opened last.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    DevelopmentOptions() {}

    @Nullable
    Path folder() {
        return folder;
    }

    boolean json() {
        return json;
    }

    /** What is done with an open development. */
    interface Work {
        int on(Trellis trellis) throws IOException, InterruptedException;
    }

    /** Does {@code work} on the development; its exit code. */
    int with(Work work) throws IOException, InterruptedException {
        try (Developments developments = Developments.open();
                Trellis trellis = developments.resume(folder)) {
            return work.on(trellis);
        }
    }

    /** Prints {@code report} as JSON, or {@code text}. */
    void print(Object report, String text) {
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? JSON.writeValueAsString(report) : text.stripTrailing());
        out.flush();
    }

    /** Tells how far it came, beside what is printed. */
    void progress(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /** A text that is said, or is in a file, or comes from standard input where {@code -} is said. */
    String text(@Nullable String said, @Nullable Path file, String what) throws IOException {
        if ((said == null) == (file == null)) {
            throw new ParameterException(
                    command.commandLine(),
                    "say " + what + " once: as an argument, - for standard input, or --file FILE");
        }
        if (file != null) {
            if (!Files.isRegularFile(file)) {
                throw new CommandFailedException(file + " is no file");
            }
            return Files.readString(file);
        }
        return "-".equals(said) ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : String.valueOf(said);
    }
}
