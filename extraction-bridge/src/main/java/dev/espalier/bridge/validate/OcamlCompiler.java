package dev.espalier.bridge.validate;

import dev.espalier.bridge.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles an extracted file to native code and links it with the driver. */
final class OcamlCompiler {
    /** The name under which the file is compiled: one that no library has. */
    static final String SUBJECT = "Espalier_subject";

    private static final Pattern LINE = Pattern.compile("espalier_table\\.ml\", lines? (\\d+)");
    private static final Pattern UNBOUND = Pattern.compile("Unbound module ([\\w.]+)");
    private static final int SECONDS_MAX = 300;

    private final Path folder;
    private final List<String> packages = new ArrayList<>();
    private boolean recursiveTypes;

    /** What a compiler run said. */
    record Run(int exitCode, String output) {}

    private OcamlCompiler(Path folder) {
        this.folder = folder;
    }

    /** The version of the OCaml that is installed; nothing if there is none. */
    static Optional<String> version() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("ocamlfind", "ocamlopt", "-version")
                    .redirectErrorStream(true)
                    .start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(version)
                    : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /**
     * Compiles {@code implementation} in {@code folder}.
     *
     * @throws ValidationException if OCaml does not accept it
     */
    static OcamlCompiler compile(Path folder, SourceText implementation, @Nullable SourceText signature)
            throws IOException, InterruptedException {
        OcamlCompiler compiler = new OcamlCompiler(folder);
        String text = implementation.content();
        compiler.packages.add("unix");
        if (text.contains("Big_int_Z") || text.contains("Zarith") || text.matches("(?s).*\\bZ\\.[a-z].*")) {
            compiler.packages.add("zarith");
        }
        if (text.matches("(?s).*\\b(Uint63|Float64|Parray)\\..*")) {
            compiler.packages.add("coq-core.kernel");
            compiler.recursiveTypes = true;
        }
        OcamlDriver.compiled().copyTo(folder);
        if (compiler.packages.contains("zarith")) {
            OcamlDriver.copySource("espalier_zarith.ml", folder);
            compiler.must(List.of("espalier_zarith.ml"), List.of());
        }
        Files.writeString(folder.resolve("espalier_subject.ml"), text);
        Run bare = compiler.run(List.of("-c", "espalier_subject.ml"));
        if (bare.exitCode != 0 && signature != null) {
            // A value whose type inference leaves open, and the interface decides.
            Files.writeString(folder.resolve("espalier_subject.mli"), signature.content());
            bare = compiler.run(List.of("-c", "espalier_subject.mli", "espalier_subject.ml"));
        }
        if (bare.exitCode != 0) {
            throw new ValidationException("OCaml does not compile " + implementation.name()
                    + "; give the bridge what extraction writes:\n" + bare.output.strip());
        }
        return compiler;
    }

    /**
     * Why each of the table's entries cannot be reached from outside of the file; {@code null} for those that can.
     *
     * @param table the table, in which each entry is a line
     */
    List<@Nullable String> reachable(OcamlTable table) throws IOException, InterruptedException {
        List<@Nullable String> reasons = new ArrayList<>();
        table.entries().forEach(entry -> reasons.add(null));
        while (true) {
            Files.writeString(folder.resolve("espalier_table.ml"), table.text(reasons));
            Run run = run(List.of("-c", "espalier_table.ml"));
            if (run.exitCode == 0) {
                return reasons;
            }
            Matcher matcher = LINE.matcher(run.output);
            int entry = matcher.find() ? table.entryAt(Integer.parseInt(matcher.group(1))) : -1;
            if (entry < 0 || reasons.get(entry) != null) {
                throw new ValidationException("the table of values does not compile:\n" + run.output.strip());
            }
            String error = run.output.contains("Error: ")
                    ? run.output
                            .substring(run.output.indexOf("Error: ") + 7)
                            .strip()
                            .replaceAll("\\s+", " ")
                    : run.output.strip();
            Matcher unbound = UNBOUND.matcher(error);
            String module = unbound.find() ? unbound.group(1) + "." : "";
            String path = table.entries().get(entry);
            // All that is in a module that is not there is not there either.
            String prefix = module.isEmpty() || !path.contains(module)
                    ? path
                    : path.substring(0, path.indexOf(module) + module.length());
            for (int i = 0; i < reasons.size(); i++) {
                if (i == entry
                        || (!prefix.equals(path) && table.entries().get(i).startsWith(prefix))) {
                    reasons.set(i, "OCaml does not reach it from outside of the file: " + error);
                }
            }
        }
    }

    /** Links the program of the table that was compiled last. */
    Path link() throws IOException, InterruptedException {
        return link("plain");
    }

    /** The same program with arithmetic that notices when it leaves its range. */
    Path linkChecked() throws IOException, InterruptedException {
        boolean interfaced = Files.exists(folder.resolve("espalier_subject.mli"));
        List<String> files = interfaced
                ? List.of("-c", "espalier_subject.mli", "espalier_subject.ml")
                : List.of("-c", "espalier_subject.ml");
        must(files.subList(1, files.size()), List.of("-open", "Espalier_checked"));
        must(List.of("espalier_table.ml"), List.of());
        return link("checked");
    }

    private Path link(String name) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-linkpkg", "-o", name));
        OcamlDriver.PARTS.forEach(part -> arguments.add(part + ".cmx"));
        if (packages.contains("zarith")) {
            arguments.add("espalier_zarith.cmx");
        }
        arguments.addAll(List.of("espalier_subject.cmx", "espalier_table.cmx"));
        Run run = run(arguments);
        if (run.exitCode != 0) {
            throw new ValidationException("OCaml does not link the file:\n" + run.output.strip());
        }
        return folder.resolve(name);
    }

    private void must(List<String> files, List<String> options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("-c");
        arguments.addAll(files);
        Run run = run(arguments);
        if (run.exitCode != 0) {
            throw new ValidationException("OCaml does not compile " + files + ":\n" + run.output.strip());
        }
    }

    private Run run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("ocamlfind", "ocamlopt", "-w", "-a", "-package", String.join(",", packages)));
        if (recursiveTypes) {
            command.add("-rectypes");
        }
        command.addAll(arguments);
        return run(command, folder);
    }

    /** Runs a compiler in {@code folder}; what it says is kept there. */
    static Run run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("compile.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new ValidationException("ocamlopt did not end within " + SECONDS_MAX + " seconds");
        }
        return new Run(process.exitValue(), Files.readString(log));
    }
}
