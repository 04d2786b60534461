package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which logical name a file has: the {@code -Q} lines of {@code _CoqProject}. Each folder has one name, under
 * {@code Espalier}, which is the folder's own: a project file that gave another folder the framework's name, or a flag
 * to the prover, would change what a proof means.
 */
final class LogicalPaths {
    static final String ROOT = "Espalier";
    private static final String PROJECT = "_CoqProject";
    private static final Pattern FOLDER = Pattern.compile("-Q ([a-z][a-z0-9_]*) Espalier\\.([A-Z][A-Za-z0-9_]*)");
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9_/]*/[A-Za-z0-9_]+\\.v");

    private final Map<String, String> names = new LinkedHashMap<>();

    private LogicalPaths() {}

    static LogicalPaths read(Path specs) throws IOException, GateFailure {
        LogicalPaths paths = new LogicalPaths();
        List<String> lines = Files.readAllLines(specs.resolve(PROJECT));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher folder = FOLDER.matcher(line);
            if (folder.matches()
                    && folder.group(2).equalsIgnoreCase(folder.group(1).replace("_", ""))) {
                paths.names.put(folder.group(1), ROOT + "." + folder.group(2));
            } else if (!line.isEmpty()
                    && !line.startsWith("#")
                    && !SOURCE.matcher(line).matches()) {
                throw new GateFailure(
                        Reason.MANIFEST_INVALID,
                        PROJECT + ":" + (i + 1),
                        "\"" + line + "\" is neither \"-Q folder Espalier.Folder\" nor a source",
                        "Remove the line: a flag here could change what is proved");
            }
        }
        return paths;
    }

    /** Gives {@code folder}, which the project file does not name, a logical name of its own too. */
    void add(String folder, String name) {
        if (names.putIfAbsent(folder, ROOT + "." + name) != null) {
            throw new IllegalArgumentException("the folder " + folder + " has a logical name already");
        }
    }

    /** The prover's arguments for these folders below {@code sources}. */
    List<String> arguments(Path sources) {
        return names.entrySet().stream()
                .flatMap(entry -> List.of("-Q", sources.resolve(entry.getKey()).toString(), entry.getValue()).stream())
                .toList();
    }

    /** The folders that have a name. */
    List<String> folders() {
        return List.copyOf(names.keySet());
    }

    /** The logical name of {@code file}, if its folder has one. */
    Optional<String> nameOf(String file) {
        int slash = file.indexOf('/');
        return Optional.ofNullable(names.get(file.substring(0, slash)))
                .map(root -> root
                        + file.substring(slash, file.length() - ".v".length()).replace('/', '.'));
    }
}
