package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.prover.ProgramPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Extracts a proved core to OCaml, and has OCaml compile it. */
final class CoreExtraction {
    private static final String UNREALISED = "AXIOM TO BE REALIZED";

    private final Workspace workspace;
    private final Sources sources;
    private final CoreManifest manifest;
    private final Path folder;

    CoreExtraction(Workspace workspace, Sources sources, CoreManifest manifest) throws IOException {
        this.workspace = workspace;
        this.sources = sources;
        this.manifest = manifest;
        folder = workspace.folder("extraction");
    }

    /** Extracts; what comes out stays in the workspace. */
    void run() throws IOException, InterruptedException, GateFailure {
        Files.writeString(
                folder.resolve("Extract.v"), sources.file(manifest.extraction()).text());
        CommandOutcome outcome =
                workspace.compile(folder, sources.paths().arguments(Path.of("..", Compilation.FOLDER)), "Extract.v");
        if (!outcome.succeeded()) {
            throw failed("the prover does not extract the core and " + outcome.ending(), outcome.said());
        }
        for (Path file : List.of(implementation(), signature())) {
            if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                throw failed("extraction gave no " + file.getFileName(), outcome.said());
            }
        }
        if (Files.readString(implementation()).contains(UNREALISED)) {
            throw failed("the extracted program has a place \"" + UNREALISED + "\", which fails when reached", "");
        }
    }

    /** Has OCaml compile what was extracted; false if OCaml is not installed. */
    boolean compiles(Duration limit) throws IOException, InterruptedException, GateFailure {
        Optional<Path> compiler = ProgramPath.find("ocamlopt").or(() -> ProgramPath.find("ocamlc"));
        if (compiler.isEmpty()) {
            return false;
        }
        List<String> arguments = List.of("-c", manifest.extractedName() + ".mli", manifest.extractedName() + ".ml");
        CommandOutcome outcome = workspace.run(compiler.get(), arguments, folder, limit, manifest.extraction());
        if (!outcome.succeeded()) {
            throw failed("OCaml does not compile what was extracted and " + outcome.ending(), outcome.said());
        }
        return true;
    }

    /** Puts the extracted files into {@code target}, each whole or not at all. */
    void deliver(Path target) throws IOException {
        Files.createDirectories(target);
        for (Path file : List.of(implementation(), signature())) {
            Path part = Files.createTempFile(target, manifest.extractedName(), ".part");
            try {
                Files.writeString(part, Files.readString(file));
                Files.move(
                        part,
                        target.resolve(String.valueOf(file.getFileName())),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    private Path implementation() {
        return folder.resolve(manifest.extractedName() + ".ml");
    }

    private Path signature() {
        return folder.resolve(manifest.extractedName() + ".mli");
    }

    private GateFailure failed(String cause, String said) {
        return new GateFailure(
                Reason.EXTRACTION_FAILED,
                manifest.extraction(),
                cause,
                said,
                "Write the core so that it extracts to plain OCaml");
    }
}
