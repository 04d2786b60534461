package dev.espalier.cli.core;

import dev.espalier.cli.Home;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.core.Certificate;
import dev.espalier.core.Sha256;
import dev.espalier.synth.gate.CoreManifest;
import dev.espalier.synth.gate.GateFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A core's folder in {@code verified-cores}: manifest, extracted OCaml, generated Java, certificate. */
public final class CoreFolder {
    private final String name;
    private final Path path;

    private CoreFolder(String name, Path path) {
        this.name = name;
        this.path = path;
    }

    /** The folder of the core called {@code name}. */
    public static CoreFolder of(Home home, String name) {
        Path path = home.coreFolder(name);
        if (!Files.isRegularFile(path.resolve("core.json"))) {
            throw new CommandFailedException("there is no core \"" + name + "\"; there are " + home.coreNames());
        }
        return new CoreFolder(name, path);
    }

    /** The core's name. */
    public String name() {
        return name;
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** What the core consists of. */
    public CoreManifest manifest() throws IOException {
        try {
            return CoreManifest.read(path.resolve("core.json"));
        } catch (GateFailure e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** The certificate that is kept with the core. */
    public Certificate certificate() throws IOException {
        Path file = path.resolve("certificate.json");
        try {
            return JsonMapper.builder().build().readValue(Files.readAllBytes(file), Certificate.class);
        } catch (JacksonException e) {
            throw new CommandFailedException(file + " is not a certificate: " + e.getOriginalMessage()
                    + "; make it anew with `espalier core build " + name + "`");
        } catch (java.nio.file.NoSuchFileException e) {
            throw new CommandFailedException(
                    "core " + name + " has no certificate; make it with `espalier core build " + name + "`");
        }
    }

    /** Hashes of the files below {@code folder}, path to hash, sorted; empty if there is no such folder. */
    public static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(folder)) {
                files = all.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                hashes.put(folder.relativize(file).toString().replace('\\', '/'), Sha256.hex(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }
}
