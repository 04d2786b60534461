package dev.espalier.cli.serve;

import dev.espalier.store.Node;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.cores.LoadedCore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one node in the foreground until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run one node. Any Redis client can talk to it.",
            "Settings come from a file, from flags of the same names, or both; flags win.",
            "Durability: every level survives the death of the process without losing what was acknowledged. 'always'"
                    + " also survives power loss; with 'everysec' power loss may take the last second, with 'none'"
                    + " whatever the kernel had not written back."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier serve",
            "  espalier serve --config espalier.conf",
            "  espalier serve --node-id 1 --port 7001 --peer-port 7101 --data-dir n1 --peers 2@127.0.0.1:7102",
            "  espalier serve --node-id 2 --port 7002 --peer-port 7102 --data-dir n2 --peers 1@127.0.0.1:7101"
        })
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "A file with a line for each setting: key value.")
    private @Nullable Path config;

    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli calls spec()
    ServeCommand() {}

    @Spec
    void spec(CommandSpec own) {
        spec = own;
        NodeFlags.addTo(own);
    }

    @Override
    public Integer call() throws NodeStartException, InterruptedException {
        NodeConfig settings = settings();
        LogFormat.use(settings.operations().logsJson());
        LoadedCore core = Cores.load(settings.core(), settings.allowUnverifiedCore());
        Node node = Node.start(settings, core.core(), core.identity());
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "shutdown"));
        Reload.onHangup(config, NodeFlags.given(spec), node);
        node.awaitClosed();
        return 0;
    }

    private NodeConfig settings() {
        Map<String, String> flags = NodeFlags.given(spec);
        try {
            return config == null ? NodeConfig.of(flags) : NodeConfig.load(config, flags);
        } catch (NodeStartException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
