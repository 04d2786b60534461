package dev.espalier.cli.cluster;

import dev.espalier.cli.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a local cluster keeps its state, logs and data, as a flag. */
public final class ClusterDirectory {
    @Option(
            names = {"-d", "--dir"},
            paramLabel = "DIR",
            description = "Directory of the local cluster. Default: .espalier/cluster in the project.")
    private @Nullable Path directory;

    /** The directory, whether it exists or not. */
    public Path path() {
        return directory != null ? directory : Home.find().work().resolve("cluster");
    }
}
