package dev.espalier.cli.trellis;

import dev.espalier.cli.terminal.CommandFailedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the moves to coding agents. */
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        description = {
            "Serve the moves to a coding agent by the Model Context Protocol: over standard input and output, which is how"
                    + " agents start such a server, or over HTTP on this machine. Moves are graded and kept on record as those of"
                    + " the commands; docs/growing-by-hand.md is the guide.",
            "One development is open at a time. Ends when its input does, or is interrupted."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth mcp                    for an agent's configuration: command espalier, arguments synth mcp",
            "  espalier synth mcp --http 7900        then http://127.0.0.1:7900/mcp"
        })
public final class McpCommand implements Callable<Integer> {
    private static final String VERSION = "0.1.0";

    @Option(names = "--http", paramLabel = "PORT", description = "Over HTTP on 127.0.0.1; 0 for any free port.")
    private @Nullable Integer port;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public McpCommand() {}

    @Override
    public Integer call() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        PrintWriter err = spec.commandLine().getErr();
        try (ToolBench bench = new ToolBench(Developments.open())) {
            try (McpServing serving = serving(bench, ended)) {
                if (port != null) {
                    err.printf("http://127.0.0.1:%d%s%n", serving.port(), McpServing.ENDPOINT);
                    err.flush();
                }
                ended.await();
            }
        }
        return 0;
    }

    private McpServing serving(ToolBench bench, CountDownLatch ended) throws Exception {
        if (port == null) {
            return McpServing.overStreams(bench, VERSION, new Watched(System.in, ended), System.out);
        }
        try {
            return McpServing.overHttp(bench, VERSION, port);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "port " + port + " of 127.0.0.1 cannot be served: " + e.getMessage() + ". Say another: --http 0");
        }
    }

    /** Tells when the input ends: the agent is gone. */
    private static final class Watched extends FilterInputStream {
        private final CountDownLatch ended;

        Watched(InputStream in, CountDownLatch ended) {
            super(in);
            this.ended = ended;
        }

        @Override
        public int read() throws IOException {
            return watched(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return watched(super.read(bytes, offset, length));
        }

        private int watched(int read) {
            if (read < 0) {
                ended.countDown();
            }
            return read;
        }
    }
}
