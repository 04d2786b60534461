package dev.espalier.cli.bench;

import dev.espalier.store.config.NodeSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which nodes to load, as flags. */
final class NodeOptions {
    @Option(
            names = {"-t", "--target"},
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Servers to load. Default: the nodes of the local cluster.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--cluster",
            paramLabel = "N",
            description = "Start so many nodes for this run alone, and end them after it. Default: load what runs.")
    private int own;

    @Option(names = "--core", paramLabel = "NAME", description = "The core of --cluster. Default: ${DEFAULT-VALUE}.")
    private String core = NodeSettings.DEFAULT_CORE;

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            description = "Durability of --cluster: always, everysec or none. Default: ${DEFAULT-VALUE}.")
    private String durability = "everysec";

    @Option(
            names = "--node-disk",
            paramLabel = "MEGABYTES",
            description =
                    "With --cluster, as root: a file system of this size for each node, in memory, so that the fault"
                            + " disk-full fills a disk (ENOSPC). Default: the disk they share, and a limit on files (EFBIG).")
    private int diskMegabytes;

    /** Size of each node's own file system; 0 for none. */
    int diskMegabytes() {
        return diskMegabytes;
    }

    /** The servers that were named; empty if none were. */
    List<String> targets() {
        return targets;
    }

    /** How many nodes to start; 0 for none. */
    int own() {
        return own;
    }

    String core() {
        return core;
    }

    String durability() {
        return durability;
    }

    /**
     * Makes sure that they go together.
     *
     * @throws IllegalArgumentException if they do not
     */
    void validate() {
        if (own != 0 && !targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "--cluster starts nodes to load and --target names others; give one of them");
        }
        if (diskMegabytes < 0 || (diskMegabytes > 0 && own == 0)) {
            throw new IllegalArgumentException("--node-disk " + diskMegabytes
                    + " is the size of a disk for each node that --cluster N starts; give both, and 1 or more");
        }
    }
}
