package dev.espalier.synth.emit;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts an emission in its place, in two steps. First all of it is made in a folder of its own, beside a copy of the
 * specifications, where the proof gate can judge it. Only what has its certificate is moved, each file at once, in an
 * order that leaves a working repository wherever it is cut off.
 */
public final class Installation {
    private static final String FROZEN = "FROZEN.sha256";
    private static final String CORES = "verified-cores";
    private static final Pattern SOURCE_FOLDER =
            Pattern.compile("(?m)^([ \\t]*)<source>([a-z0-9-]+)/generated</source>[ \\t]*\\R");

    private final Path root;
    private final Emission emission;

    private Installation(Path root, Emission emission) {
        this.root = root;
        this.emission = emission;
    }

    /** Makes {@code emission} in {@code root}, a new folder, beside a copy of {@code specs}. */
    public static Installation stage(Path specs, Emission emission, Path root) throws IOException {
        Installation staged = new Installation(root, emission);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(specs, 2)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".v")
                            || specs.relativize(file).getNameCount() == 1)
                    .toList();
        }
        for (Path file : files) {
            Path copy = staged.specs().resolve(specs.relativize(file).toString());
            Files.createDirectories(copy.resolveSibling(""));
            Files.copy(file, copy);
        }
        for (Map.Entry<String, String> source : emission.sources().entrySet()) {
            write(staged.specs().resolve(source.getKey()), source.getValue());
        }
        Path list = staged.specs().resolve(FROZEN);
        write(list, frozen(Files.readString(list), emission));
        write(staged.core().resolve("core.json"), emission.manifest());
        return staged;
    }

    /** The folder that stands for the repository. */
    public Path root() {
        return root;
    }

    /** The specifications with the new files among them. */
    public Path specs() {
        return root.resolve("specs");
    }

    /** The core's folder: so far with its manifest alone. */
    public Path core() {
        return root.resolve(CORES).resolve(emission.name().core());
    }

    /** Moves what is staged: its sources into {@code specs}, its folder into {@code cores}. */
    public void install(Path specs, Path cores) throws IOException {
        // A line for a file that is not there yet does no harm; a statement without its line is refused by the audit.
        replace(specs.resolve(FROZEN), frozen(Files.readString(specs.resolve(FROZEN)), emission));
        for (Map.Entry<String, String> source : emission.sources().entrySet()) {
            replace(specs.resolve(source.getKey()), source.getValue());
        }
        Path target = cores.resolve(emission.name().core());
        Files.createDirectories(cores);
        if (Files.exists(target)) {
            move(target, root.resolve("replaced"));
        }
        move(core(), target);
        Path build = cores.resolve("pom.xml");
        if (Files.isRegularFile(build)) {
            replace(build, compiled(Files.readString(build), emission.name().core()));
        }
    }

    /** {@code list} with the emission's files; of the files that it has already, only the emission's own change. */
    static String frozen(String list, Emission emission) {
        Map<String, String> hashes = new TreeMap<>();
        list.lines().forEach(line -> hashes.put(line.substring(line.lastIndexOf(' ') + 1), line));
        emission.frozen().forEach((path, hash) -> {
            String line = hash + "  " + path;
            if (emission.sources().containsKey(path)) {
                hashes.put(path, line);
            } else {
                hashes.putIfAbsent(path, line);
            }
        });
        return String.join("\n", hashes.values()) + "\n";
    }

    /** {@code build} with the folder of {@code core} among those that are compiled. */
    static String compiled(String build, String core) {
        Matcher folder = SOURCE_FOLDER.matcher(build);
        TreeSet<String> names = new TreeSet<>();
        String indent = "";
        int begin = -1;
        int end = -1;
        while (folder.find()) {
            begin = begin < 0 ? folder.start() : begin;
            end = folder.end();
            indent = folder.group(1);
            names.add(folder.group(2));
        }
        if (begin < 0 || !names.add(core)) {
            return build;
        }
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            lines.append(indent).append("<source>").append(name).append("/generated</source>\n");
        }
        return build.substring(0, begin) + lines + build.substring(end);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // Another file system: copied beside its place first. What makes it a core comes last.
            Path part = to.resolveSibling("." + to.getFileName() + ".part");
            deleteIfPresent(part);
            for (Path file : inOrder(from)) {
                Path copy = part.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            deleteIfPresent(from);
        }
    }

    private static List<Path> inOrder(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = new ArrayList<>(walk.filter(Files::isRegularFile).toList());
            files.sort(Comparator.comparing(file -> file.toString().endsWith(".json")));
            return files;
        }
    }

    private static void deleteIfPresent(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.toList().reversed();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    /** Another process sees the old text or the new one. */
    private static void replace(Path file, String text) throws IOException {
        if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
            return;
        }
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        write(part, text);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
