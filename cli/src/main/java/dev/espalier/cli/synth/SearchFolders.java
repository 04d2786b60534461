package dev.espalier.cli.synth;

import dev.espalier.cli.Home;
import dev.espalier.cli.spec.Library;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.emit.SearchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folders that searches leave their results in where no other is named. */
final class SearchFolders {
    private final Path folder;

    private SearchFolders(Path folder) {
        this.folder = folder;
    }

    static SearchFolders in(Home home) {
        return new SearchFolders(home.work().resolve("synth"));
    }

    /** The folder for a search for {@code specification}. */
    Path of(String specification) {
        return folder.resolve(specification.replaceAll("[^A-Za-z0-9+]", "-"));
    }

    /** The folder of a search that is called by its specification's name, or is named itself; or the only one. */
    Path chosen(@Nullable String nameOrFolder, Library library) throws IOException {
        if (nameOrFolder == null) {
            return only();
        }
        Path named = Path.of(nameOrFolder);
        if (Files.isDirectory(named)) {
            return named;
        }
        Path searched = of(library.find(nameOrFolder).name());
        if (!Files.isDirectory(searched)) {
            throw new CommandFailedException("nothing was searched for " + nameOrFolder + " (" + searched
                    + " does not exist). Search first: espalier synth " + nameOrFolder);
        }
        return searched;
    }

    private Path only() throws IOException {
        List<Path> found = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> folders = Files.list(folder)) {
                found = folders.filter(each -> Files.isRegularFile(each.resolve(SearchFolder.JOURNAL)))
                        .filter(each -> Files.isRegularFile(each.resolve("Core.v")))
                        .sorted()
                        .toList();
            }
        }
        if (found.size() != 1) {
            throw new CommandFailedException(
                    found.isEmpty()
                            ? "no search left a core in " + folder + ". Search first: espalier synth SPEC"
                            : "several searches left cores; name one of " + found);
        }
        return found.getFirst();
    }
}
