package dev.espalier.cli.core;

import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Puts a core in the place of the one that a cluster runs. */
@Command(
        name = "swap",
        mixinStandardHelpOptions = true,
        description = {
            "Put another core in force at running nodes while their clients go on.",
            "Where the new core can go on from the state of the old, one node after the other swaps at once, and if one"
                    + " refuses, those before it swap back. Otherwise the first node leads an epoch of its whole cluster:"
                    + " puts wait until every node has everything, and all go on with the new core or none does.",
            "Name every node of the cluster: the core is loaded at those named.",
            "Exit code 0 when the core is in force at all of them, 1 when it was refused and nothing has changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier core swap causal-plus-frugal --target 127.0.0.1:7001,127.0.0.1:7002,127.0.0.1:7003",
            "  espalier core swap /srv/cores/frugal.jar --target db1:6379,db2:6379 --json",
            "  espalier core swap my-core --force --target 127.0.0.1:6379      although its certificate does not verify"
        })
final class CoreSwapCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CORE",
            description = "Name of a core that comes with the nodes, or the path of an archive on each node's machine.")
    private String core;

    @Option(
            names = "--target",
            required = true,
            split = ",",
            paramLabel = "HOST:PORT",
            description = "The nodes' ports for clients, all of one cluster.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--force", description = "Run the core although its certificate does not verify.")
    private boolean force;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CoreSwapCommand() {}

    @Override
    public Integer call() throws IOException {
        List<Target> nodes = new ArrayList<>();
        for (String target : targets) {
            try {
                nodes.add(Target.parse(target));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
        // A path means the same file at each node only if it is absolute.
        String what = core.indexOf('/') >= 0 || core.endsWith(".jar") ? absolute(core) : core;
        Map<String, String> results = new LinkedHashMap<>();
        try (RunningCores running = RunningCores.connect(nodes, this::progress)) {
            results = new CoreSwap(running, what, force).run();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(results));
        } else {
            results.forEach((node, result) -> out.println(node + "  " + result));
        }
        out.flush();
        return 0;
    }

    private static String absolute(String path) {
        Path file = Path.of(path);
        return Files.exists(file) ? file.toAbsolutePath().toString() : path;
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
