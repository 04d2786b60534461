package dev.espalier.cli.backup;

import dev.espalier.core.NodeId;
import dev.espalier.store.backup.BackupException;
import dev.espalier.store.backup.Restore;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.Cores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier restore}: the first node of a new cluster, from a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Begin a new cluster with what a backup holds.",
            "Every hash is checked; then the values of all keys, with their deadlines, are put anew by the first node of a"
                    + " cluster of another name. Its other nodes start empty and receive everything from it.",
            "A backup never becomes the node that it was made from: its peers hold later puts of that node, whose numbers"
                    + " it would use again. If one node of several was lost, start it empty, under a node-id that was never"
                    + " used, instead of restoring it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier restore /mnt/backups/monday --dir n1 --cluster-id shop-2",
            "  espalier serve --node-id 1 --cluster-id shop-2 --data-dir n1 --peers 2@127.0.0.1:7102",
            "  espalier restore s3://bucket/espalier/monday --endpoint http://127.0.0.1:9000 --dir n1 --cluster-id shop-2"
        })
public final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FROM", description = "The folder of the backup, or s3://bucket/prefix.")
    private String from;

    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "The data-dir to make; new or empty.")
    private Path directory;

    @Option(
            names = "--cluster-id",
            paramLabel = "NAME",
            required = true,
            description = "Name of the new cluster, not that of the backup's.")
    private String cluster;

    @Option(
            names = "--node-id",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of the node in the new cluster. Default: ${DEFAULT-VALUE}.")
    private int node;

    @Option(names = "--allow-unverified-core", description = "Use a core whose certificate does not verify.")
    private boolean unverified;

    @Mixin
    private StoreOptions stores;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    RestoreCommand() {}

    @Override
    public Integer call() throws IOException, BackupException, NodeStartException {
        if (!StoreOptions.isObjectStore(from)) {
            return restore(Path.of(from));
        }
        Path parent = directory.toAbsolutePath().normalize().getParent();
        Path fetched = Files.createTempDirectory(parent == null ? Path.of("/") : parent, "restore-");
        try {
            Path folder = fetched.resolve("backup");
            stores.at(from).download(folder);
            return restore(folder);
        } finally {
            try (Stream<Path> walk = Files.walk(fetched)) {
                List<Path> found = walk.sorted(Comparator.reverseOrder()).toList();
                for (Path each : found) {
                    Files.delete(each);
                }
            }
        }
    }

    private int restore(Path backup) throws BackupException, NodeStartException {
        PrintWriter out = spec.commandLine().getOut();
        Restore restore = Restore.of(backup, directory, cluster);
        out.println("backup of node " + restore.manifest().nodeId() + " of cluster "
                + restore.manifest().clusterId() + ", made "
                + restore.manifest().made() + ", core "
                + restore.manifest().coreName() + ": all hashes match");
        long keys = restore.run(Cores.load(restore.manifest().coreName(), unverified), cluster, new NodeId(node));
        out.println(keys + " keys in " + directory + ", node " + node + " of cluster " + cluster
                + "; start it with these, and its peers empty");
        out.flush();
        return 0;
    }
}
