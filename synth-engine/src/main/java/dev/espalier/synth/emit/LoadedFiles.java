package dev.espalier.synth.emit;

import dev.espalier.synth.rocq.Requirement;
import dev.espalier.synth.rocq.RocqLexer;
import dev.espalier.synth.rocq.RocqSyntaxException;
import dev.espalier.synth.rocq.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files of a folder of specifications a file loads, and they in turn. */
final class LoadedFiles {
    static final String PROJECT = "_CoqProject";
    private static final Pattern FOLDER = Pattern.compile("(?m)^-Q (\\S+) (Espalier\\.\\w+)\\s*$");

    private final Path specs;
    private final Map<String, String> written;
    private final Map<String, String> folders = new LinkedHashMap<>();

    /**
     * @param written new files, which count as if they were in {@code specs} already
     */
    LoadedFiles(Path specs, Map<String, String> written) throws IOException, EmissionException {
        this.specs = specs;
        this.written = written;
        Matcher folder = FOLDER.matcher(text(PROJECT));
        while (folder.find()) {
            folders.put(folder.group(2), folder.group(1));
        }
    }

    /** What {@code path} loads, each after what it loads itself, {@code path} last; {@code without} is left out. */
    List<String> of(String path, Set<String> without) throws IOException, EmissionException {
        Set<String> visited = new LinkedHashSet<>(without);
        List<String> ordered = new ArrayList<>();
        visit(path, visited, ordered);
        return ordered;
    }

    private void visit(String path, Set<String> visited, List<String> ordered) throws IOException, EmissionException {
        if (!visited.add(path)) {
            return;
        }
        for (String name : required(path)) {
            int dot = name.lastIndexOf('.');
            String folder = folders.get(name.substring(0, dot));
            if (folder == null) {
                throw new EmissionException(
                        path,
                        "it loads " + name + ", whose folder has no line in specs/" + PROJECT,
                        "Search again: this core was found with other specifications");
            }
            visit(folder + "/" + name.substring(dot + 1) + ".v", visited, ordered);
        }
        ordered.add(path);
    }

    private List<String> required(String path) throws IOException, EmissionException {
        List<String> names = new ArrayList<>();
        try {
            for (Sentence sentence : RocqLexer.sentences(text(path))) {
                for (Requirement requirement : Requirement.of(sentence).orElse(List.of())) {
                    if (requirement.written().startsWith("Espalier.")) {
                        names.add(requirement.written());
                    }
                }
            }
        } catch (RocqSyntaxException e) {
            throw new EmissionException(
                    path + ":" + e.line(), String.valueOf(e.getMessage()), "Restore the file, or search again");
        }
        return names;
    }

    /** The text of {@code path}. */
    String text(String path) throws IOException, EmissionException {
        String text = written.get(path);
        if (text != null) {
            return text;
        }
        Path file = specs.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new EmissionException(file.toString(), "there is no such file", "Restore it from version control");
        }
        return Files.readString(file);
    }
}
