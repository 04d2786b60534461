package dev.espalier.cli;

import dev.espalier.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the project's own files are: the launcher says it in the system property {@code espalier.home}. */
public final class Home {
    private final Path root;

    Home(Path root) {
        this.root = root;
    }

    /** The home that the launcher named, or the working directory. */
    public static Home find() {
        return new Home(Path.of(System.getProperty("espalier.home", "")).toAbsolutePath());
    }

    /** The home whose files are in {@code root}. */
    public static Home at(Path root) {
        return new Home(root.toAbsolutePath());
    }

    /** The Rocq development. */
    public Path specs() {
        return root.resolve("specs");
    }

    /** Where the folders of cores are. */
    public Path cores() {
        return root.resolve("verified-cores");
    }

    /** The folder of a core that the bridge writes. */
    public Path coreFolder(String name) {
        return cores().resolve(name);
    }

    /** Working files that no one need keep: builds, logs, the local cluster. */
    public Path work() {
        return root.resolve(".espalier");
    }

    /** Names of the cores that have a folder with a manifest, sorted. */
    public List<String> coreNames() {
        try (Stream<Path> folders = Files.list(cores())) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("core.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailedException(
                    "the folder of verified cores cannot be read (" + e + "); run ./espalier in the project's folder");
        }
    }
}
