package dev.espalier.bridge.coverage;

import dev.espalier.bridge.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One Rocq development of the corpus.
 *
 * @param name the file's name without its ending; what it extracts is called the same
 * @param what its first comment: what it is
 * @param directives the extraction directives that it loads, without what their names have in common
 * @param text the file
 */
record Development(String name, String what, List<String> directives, String text) {
    private static final Path CORPUS = Path.of("src/test/resources/coverage");
    private static final Pattern COMMENT = Pattern.compile("\\A\\(\\*+\\s*(.*?)\\s*\\*+\\)", Pattern.DOTALL);
    private static final Pattern DIRECTIVES = Pattern.compile("\\bExtr(?:Ocaml|OCaml)(\\w+)");

    /** The whole corpus, by name. */
    static List<Development> all() throws IOException {
        List<Development> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".v")).sorted().toList()) {
                all.add(read(file));
            }
        }
        return all;
    }

    private static Development read(Path file) throws IOException {
        String text = Files.readString(file);
        String name = file.getFileName().toString().replace(".v", "");
        Matcher comment = COMMENT.matcher(text);
        String what = comment.find() ? comment.group(1).replaceAll("\\s+", " ") : name;
        List<String> directives = DIRECTIVES
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .sorted()
                .toList();
        return new Development(name, what, directives, text);
    }

    /** What Rocq extracts, in {@code folder}. */
    SourceText extracted(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(name + ".v"), text);
        Path log = folder.resolve("coqc.log");
        Process process = new ProcessBuilder("coqc", name + ".v")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("coqc does not accept " + name + ".v:\n" + Files.readString(log));
        }
        return new SourceText(name + ".ml", Files.readString(folder.resolve(name + ".ml")));
    }
}
