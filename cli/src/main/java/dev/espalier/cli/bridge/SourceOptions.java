package dev.espalier.cli.bridge;

import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which file is meant, and which part of it. */
final class SourceOptions {
    @Parameters(paramLabel = "FILE.ml", description = "What Rocq extracted.")
    private Path implementation;

    @Option(
            names = "--interface",
            paramLabel = "FILE.mli",
            description = "Its interface. Unless it is named, the .mli beside the .ml is used if it is there.")
    private @Nullable Path signature;

    @Option(names = "--module", paramLabel = "M", description = "Only this module, and what it needs.")
    private @Nullable String module;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SourceOptions() {}

    /** What to translate. */
    BridgeRequest request(String packageName) throws IOException {
        String name = String.valueOf(implementation.getFileName());
        if (!name.endsWith(".ml")) {
            throw new CommandFailedException(
                    implementation + " is no .ml file; name what Rocq's Extraction command wrote");
        }
        Path declared = signature;
        if (declared == null) {
            Path beside = implementation.resolveSibling(name + "i");
            declared = Files.exists(beside) ? beside : null;
        }
        return BridgeRequest.library(packageName, read(implementation), declared == null ? null : read(declared))
                .only(module);
    }

    private static SourceText read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CommandFailedException(file + " is a folder; name a file in it");
        }
        try {
            return new SourceText(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new CommandFailedException(file + " is no text in UTF-8; name what Rocq's Extraction command wrote");
        }
    }
}
