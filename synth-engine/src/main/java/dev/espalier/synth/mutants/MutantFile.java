package dev.espalier.synth.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file {@code .mutant}: lines {@code name: text}, then edits of the file that the last line {@code file:} named. {@code
 * specs/mutants/README.md} tells the format.
 *
 * @param name the file's name without its ending
 * @param header the lines before and between the edits; of several with one name the last
 * @param edits at least one
 */
public record MutantFile(String name, Map<String, String> header, List<Edit> edits) {
    /** The ending of such files. */
    public static final String ENDING = ".mutant";

    /**
     * One edit.
     *
     * @param file the file that is changed, relative to {@code specs/}
     * @param find text that stands in it exactly once
     * @param replace what takes its place
     */
    public record Edit(String file, String find, String replace) {
        /**
         * Changes {@code text}.
         *
         * @throws IllegalArgumentException if what is to be replaced does not stand there exactly once
         */
        public String apply(String text) {
            int at = text.indexOf(find);
            if (at < 0 || text.indexOf(find, at + 1) >= 0) {
                throw new IllegalArgumentException(
                        file + " does not hold exactly once what a mutant replaces: " + find);
            }
            return text.substring(0, at) + replace + text.substring(at + find.length());
        }
    }

    public MutantFile {
        header = Map.copyOf(header);
        edits = List.copyOf(edits);
    }

    /**
     * Reads {@code path}.
     *
     * @throws IllegalArgumentException if it has no edit, or a line that is neither header nor edit
     */
    public static MutantFile read(Path path) throws IOException {
        Map<String, String> header = new LinkedHashMap<>();
        List<Edit> edits = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        String find = "";
        boolean inEdit = false;
        for (String line : Files.readAllLines(path)) {
            switch (line) {
                case "--- find" -> inEdit = true;
                case "--- replace" -> find = take(part);
                case "--- end" -> {
                    edits.add(new Edit(header.getOrDefault("file", ""), find, take(part)));
                    inEdit = false;
                }
                default -> {
                    if (inEdit) {
                        part.append(line).append('\n');
                    } else if (!line.isBlank()) {
                        readHeader(path, line, header);
                    }
                }
            }
        }
        if (edits.isEmpty()) {
            throw new IllegalArgumentException(path + " changes nothing; add --- find, --- replace, --- end");
        }
        String file = String.valueOf(path.getFileName());
        return new MutantFile(file.substring(0, file.length() - ENDING.length()), header, edits);
    }

    private static void readHeader(Path path, String line, Map<String, String> header) {
        int colon = line.indexOf(": ");
        if (colon <= 0) {
            throw new IllegalArgumentException(path + ": \"" + line + "\" is not of the form name: text");
        }
        header.put(line.substring(0, colon), line.substring(colon + 2));
    }

    /** Without the last line's end, so that a part of a line can be replaced. */
    private static String take(StringBuilder part) {
        String text = part.isEmpty() ? "" : part.substring(0, part.length() - 1);
        part.setLength(0);
        return text;
    }

    /**
     * The header's line called {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String required(String name) {
        return Optional.ofNullable(header.get(name))
                .orElseThrow(() -> new IllegalArgumentException("mutant " + this.name + " has no line " + name + ":"));
    }
}
