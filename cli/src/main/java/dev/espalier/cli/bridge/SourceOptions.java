package dev.espalier.cli.bridge;

import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.ocaml.SeparateFiles;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import dev.espalier.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which file is meant, and which part of it. */
final class SourceOptions {
    @Parameters(
            paramLabel = "FILE.ml",
            description =
                    "What Rocq extracted; or the folder of a Separate Extraction, of which all .ml files are taken, a"
                            + " module each.")
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
        if (Files.isDirectory(implementation)) {
            return BridgeRequest.library(packageName, together(), null).only(module);
        }
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

    private SourceText together() throws IOException {
        if (signature != null) {
            throw new CommandFailedException("--interface " + signature + " is of one file, and " + implementation
                    + " is a folder; leave it out");
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(implementation)) {
            files = all.filter(file -> file.toString().endsWith(".ml")).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new CommandFailedException(
                    implementation + " has no .ml file; name the folder that Rocq's Separate Extraction wrote to");
        }
        List<SourceText> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(read(file));
        }
        String folder =
                String.valueOf(implementation.toRealPath().getFileName()).replaceAll("[^A-Za-z0-9]+", "_");
        String name = folder.matches("[A-Za-z].*") ? folder : "Extracted";
        try {
            return SeparateFiles.together(name + ".ml", sources);
        } catch (TranslationException refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()));
        }
    }

    private static SourceText read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CommandFailedException(file + " is a folder and no file; move it away");
        }
        try {
            return new SourceText(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new CommandFailedException(file + " is no text in UTF-8; name what Rocq's Extraction command wrote");
        }
    }
}
