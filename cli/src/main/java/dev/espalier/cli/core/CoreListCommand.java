package dev.espalier.cli.core;

import dev.espalier.bench.report.TextTable;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.cores.LoadedCore;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Lists the cores that a node could run. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the cores that a node can run, and whether each has a certificate that matches.",
        footerHeading = "%nExamples:%n",
        footer = {"  espalier core list", "  espalier core list --json"})
final class CoreListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CoreListCommand() {}

    @Override
    public Integer call() throws NodeStartException {
        List<CoreIdentity> cores = Cores.available(CoreListCommand.class.getClassLoader()).stream()
                .map(LoadedCore::identity)
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(cores));
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("core", "refines", "proved", "certificate", "hash"));
            for (CoreIdentity core : cores) {
                rows.add(List.of(
                        core.name(),
                        core.specification(),
                        String.join(" ", core.theorems()),
                        core.isVerified() ? "matches" : "NO: " + core.distrust(),
                        core.hash().substring(0, 16)));
            }
            out.print(TextTable.ofWords(rows));
        }
        out.flush();
        return 0;
    }
}
