package dev.espalier.bridge.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reads calls and prints results, and arithmetic that notices when it leaves its range: the same for every file that
 * is validated, so those of a process share it, compiled, in a folder that is deleted when the process ends.
 */
final class OcamlDriver {
    /** What each program is linked of first, without endings, in this order. */
    static final List<String> PARTS = List.of("espalier_checked", "espalier_driver");

    private static final List<String> COMPILED = List.of(".cmi", ".cmx", ".o");

    private static @Nullable OcamlDriver shared;

    private final Path folder;

    private OcamlDriver(Path folder) {
        this.folder = folder;
    }

    /**
     * The driver, which the first call compiles.
     *
     * @throws ValidationException if OCaml does not accept it
     */
    static synchronized OcamlDriver compiled() throws IOException, InterruptedException {
        OcamlDriver present = shared;
        if (present == null || !present.isWhole()) {
            OcamlDriver made = new OcamlDriver(Files.createTempDirectory("espalier-validation-driver"));
            Runtime.getRuntime().addShutdownHook(new Thread(made::delete));
            made.compile();
            shared = made;
            present = made;
        }
        return present;
    }

    /** Whoever tidies the temporary folder does not ask. */
    private boolean isWhole() {
        return PARTS.stream()
                .allMatch(part -> COMPILED.stream().allMatch(end -> Files.isRegularFile(folder.resolve(part + end))));
    }

    private void compile() throws IOException, InterruptedException {
        List<String> files = PARTS.stream().map(part -> part + ".ml").toList();
        for (String file : files) {
            copySource(file, folder);
        }
        OcamlCompiler.Run run = OcamlCompiler.run(
                List.of("ocamlfind", "ocamlopt", "-w", "-a", "-package", "unix", "-c", files.get(0), files.get(1)),
                folder);
        if (run.exitCode() != 0) {
            throw new ValidationException(
                    "OCaml does not compile " + files + ":\n" + run.output().strip());
        }
    }

    /** Copies the source {@code file} of this program into {@code target}. */
    static void copySource(String file, Path target) throws IOException {
        try (InputStream in = OcamlDriver.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("resource " + file + " is missing: build espalier anew");
            }
            Files.copy(in, target.resolve(file));
        }
    }

    /** Copies it, compiled, into {@code target}. */
    void copyTo(Path target) throws IOException {
        for (String part : PARTS) {
            for (String ending : COMPILED) {
                Files.copy(folder.resolve(part + ending), target.resolve(part + ending));
            }
        }
    }

    private void delete() {
        try {
            Validator.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + ": " + e.getMessage());
        }
    }
}
