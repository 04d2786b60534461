package dev.espalier.bench.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file that lets another process find a cluster's nodes. Replaced as a whole, so it is never half written. */
final class ClusterStateFile {
    private static final String NAME = "cluster.json";
    private static final int FORMAT = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** The file's content. */
    record Content(int format, List<NodeState> nodes) {}

    private ClusterStateFile() {}

    static boolean exists(Path directory) {
        return Files.exists(directory.resolve(NAME));
    }

    static List<NodeState> read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            throw new IOException("there is no cluster in " + directory + " (no " + NAME + "); start one there first");
        }
        try {
            Content content = JSON.readValue(Files.readString(file), Content.class);
            if (content.format() != FORMAT || content.nodes() == null) {
                throw new IOException(file + " has format " + content.format() + ", and this version reads format "
                        + FORMAT + "; end its nodes by hand and delete the file");
            }
            return List.copyOf(content.nodes());
        } catch (JacksonException e) {
            throw new IOException(
                    file + " is not a cluster's state (" + e.getOriginalMessage()
                            + "); end its nodes by hand and delete the file",
                    e);
        }
    }

    static void write(Path directory, List<NodeState> nodes) throws IOException {
        Path temporary = directory.resolve(NAME + ".tmp");
        Files.write(
                temporary, JSON.writeValueAsString(new Content(FORMAT, nodes)).getBytes(StandardCharsets.UTF_8));
        Files.move(
                temporary,
                directory.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(NAME));
    }
}
