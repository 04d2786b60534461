package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.rocq.Requirement;
import dev.espalier.synth.rocq.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources of a core, by path, and which logical name each has. */
final class Sources {
    private final LogicalPaths paths;
    private final Map<String, SourceFile> files = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    /** Sources that stand in the place of files, by path. */
    private final Map<String, SourceFile> instead = new LinkedHashMap<>();

    private Sources(LogicalPaths paths) {
        this.paths = paths;
    }

    static Sources read(Path specs, CoreManifest manifest) throws IOException, GateFailure {
        Sources sources = new Sources(LogicalPaths.read(specs));
        for (String path : manifest.files()) {
            sources.files.put(
                    path, readOne(specs, path, manifest.specification().contains(path)));
        }
        for (String path : manifest.files()) {
            if (!path.equals(manifest.extraction())) {
                sources.name(path);
            }
        }
        sources.refuseEqualFileNames();
        return sources;
    }

    /** No source yet. */
    static Sources none(LogicalPaths paths) {
        return new Sources(paths);
    }

    /** From now on {@code file} stands in the place of the file of its path. */
    void replace(SourceFile file) {
        instead.put(file.path(), file);
    }

    /** {@code root}, and whatever of {@code specs} it loads, directly or not. */
    static Sources reachableFrom(Path specs, LogicalPaths paths, SourceFile root) throws IOException, GateFailure {
        Sources sources = new Sources(paths);
        sources.addReachable(specs, root);
        return sources;
    }

    /** Adds the file {@code path} of {@code specs} too, with what it loads. */
    void addReachable(Path specs, String path) throws IOException, GateFailure {
        addReachable(specs, read(specs, path));
    }

    private SourceFile read(Path specs, String path) throws IOException, GateFailure {
        SourceFile replacement = instead.get(path);
        return replacement == null ? SourceFile.read(specs, path) : replacement;
    }

    private void addReachable(Path specs, SourceFile root) throws IOException, GateFailure {
        Deque<SourceFile> waiting = new ArrayDeque<>(List.of(root));
        while (!waiting.isEmpty()) {
            SourceFile file = waiting.remove();
            if (files.putIfAbsent(file.path(), file) == null) {
                name(file.path());
                for (Requirement requirement : required(file)) {
                    waiting.add(locate(specs, file, requirement));
                }
            }
        }
        refuseEqualFileNames();
    }

    private static List<Requirement> required(SourceFile file) throws GateFailure {
        List<Requirement> required = new ArrayList<>();
        for (Sentence sentence : file.sentences()) {
            for (Requirement requirement : Requirement.of(sentence).orElse(List.of())) {
                if (requirement.written().startsWith(LogicalPaths.ROOT + ".")) {
                    required.add(requirement);
                }
            }
        }
        return required;
    }

    private SourceFile locate(Path specs, SourceFile from, Requirement requirement) throws IOException, GateFailure {
        for (String folder : paths.folders()) {
            String path = folder + "/" + requirement.name() + ".v";
            if (paths.nameOf(path).equals(Optional.of(requirement.written()))
                    && Files.isRegularFile(specs.resolve(path))) {
                return read(specs, path);
            }
        }
        throw new GateFailure(
                Reason.MANIFEST_INVALID,
                from.path() + ":" + requirement.line(),
                "it loads " + requirement.written() + ", and there is no such file",
                "Write the full name of a file of specs/, for example From Espalier.Kit Require Import FiniteSet");
    }

    private static SourceFile readOne(Path specs, String path, boolean frozen) throws IOException, GateFailure {
        try {
            return SourceFile.read(specs, path);
        } catch (NoSuchFileException e) {
            throw new GateFailure(
                    frozen ? Reason.SPECIFICATION_CHANGED : Reason.MANIFEST_INVALID,
                    path,
                    "the core's manifest names this file, and there is none",
                    "Restore it, or correct the manifest");
        }
    }

    /**
     * A file called {@code Espalier} could define an {@code Espalier.Framework.Parameters} of its own inside, which
     * would hide the real one wherever the file is loaded.
     */
    private static void refuseReservedName(String path) throws GateFailure {
        String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".v".length());
        if (name.equals(LogicalPaths.ROOT) || name.equals("Coq")) {
            throw new GateFailure(
                    Reason.MANIFEST_INVALID,
                    path,
                    "a file of this name could hide the files of " + name,
                    "Give it another name");
        }
    }

    private void name(String path) throws GateFailure {
        refuseReservedName(path);
        String name = paths.nameOf(path)
                .orElseThrow(() -> new GateFailure(
                        Reason.MANIFEST_INVALID,
                        path,
                        "_CoqProject gives its folder no logical name",
                        "Add a line \"-Q folder Espalier.Folder\" to _CoqProject"));
        names.put(path, name);
    }

    /** Rocq would pick one of two files with the same short name; which one is not for a reader to guess. */
    private void refuseEqualFileNames() throws GateFailure {
        Map<String, String> seen = new HashMap<>();
        for (String path : names.keySet()) {
            String other = seen.put(path.substring(path.lastIndexOf('/') + 1), path);
            if (other != null) {
                throw new GateFailure(
                        Reason.MANIFEST_INVALID,
                        path,
                        "it has the same file name as " + other,
                        "Rename one of them, so that a short name means one file");
            }
        }
    }

    LogicalPaths paths() {
        return paths;
    }

    /** The file at {@code path}, which the manifest names. */
    SourceFile file(String path) {
        SourceFile file = files.get(path);
        if (file == null) {
            throw new IllegalArgumentException(path + " is not a source of this core");
        }
        return file;
    }

    /** The files that are compiled: all but the extraction. */
    List<String> compiled() {
        return List.copyOf(names.keySet());
    }

    /** The logical name of {@code path}. */
    String nameOf(String path) {
        String name = names.get(path);
        if (name == null) {
            throw new IllegalArgumentException(path + " is not compiled");
        }
        return name;
    }

    /** Path to hash of {@code paths}. */
    Map<String, String> hashes(List<String> paths) {
        Map<String, String> hashes = new LinkedHashMap<>();
        paths.forEach(path -> hashes.put(path, file(path).hash()));
        return hashes;
    }
}
