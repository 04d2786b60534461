package dev.espalier.bench.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a node's own, in memory and small, that can really be full: every write fails with ENOSPC then. Only
 * root may mount one.
 */
public final class NodeDisk {
    /** More than this is not filled: it is no disk that was made for it. */
    static final long FILLED_BYTES_MAX = 4L << 30;

    private static final String FILLER = "filler";
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int LAST_BYTES = 512;
    private static final long COMMAND_LIMIT_SECONDS = 20;

    private NodeDisk() {}

    /**
     * Makes {@code directory} a file system of its own.
     *
     * @param megabytes its size, 1 or more
     * @throws IOException with what the system said, if it may not be mounted
     */
    public static void mount(Path directory, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        run(
                List.of(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + megabytes + "m,mode=0700",
                        "tmpfs",
                        directory.toString()),
                "only root may give nodes disks of their own; leave them out, and a full disk is EFBIG instead");
    }

    /** Takes it away again, with all that is on it. */
    public static void unmount(Path directory) throws IOException, InterruptedException {
        run( // Lazily: a node that was killed may be on it for a moment longer.
                List.of("umount", "--lazy", directory.toString()), "unmount it by hand");
    }

    /** Whether the node with its data in {@code directory} has a file system of its own that is small enough to fill. */
    static boolean isOwn(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        var store = Files.getFileStore(directory);
        return parent != null && !store.equals(Files.getFileStore(parent)) && store.getTotalSpace() <= FILLED_BYTES_MAX;
    }

    /** Leaves no byte free. */
    static void fill(Path directory) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        try (FileChannel filler =
                FileChannel.open(directory.resolve(FILLER), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            int bytes = BLOCK_BYTES;
            while (bytes >= LAST_BYTES) {
                block.clear().limit(bytes);
                try {
                    filler.write(block);
                } catch (IOException e) {
                    // No room for so much; perhaps for less.
                    bytes /= 2;
                }
            }
        }
    }

    /** Gives the room back that {@link #fill} took. */
    static void free(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILLER));
    }

    private static void run(List<String> command, String otherwise) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(COMMAND_LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("\"" + String.join(" ", command) + "\" failed: " + output.strip() + "; " + otherwise);
        }
    }
}
