package dev.espalier.synth.trellis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The record of a development: append-only, a JSON object a line, each on the disk before the move counts. One process at
 * a time has it open; a line that was cut off by a crash is removed when it is opened again.
 */
public final class MoveLog implements AutoCloseable {
    /** Its name in the folder of a development. */
    public static final String FILE = "moves.jsonl";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FileChannel channel;

    private MoveLog(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens {@code file} to go on with it, or makes it.
     *
     * @throws IOException if another process has it
     */
    static MoveLog open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                throw new IOException(file + " is open in another process; let it end first, or take another folder");
            }
            byte[] content = Files.readAllBytes(file);
            int end = content.length;
            while (end > 0 && content[end - 1] != '\n') {
                end--;
            }
            channel.truncate(end);
            channel.position(end);
            return new MoveLog(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /**
     * What is in {@code file}, without a line that was cut off.
     *
     * @throws IOException if it cannot be read, or a whole line of it is no entry; the message names the line
     */
    public static List<Entry> read(Path file) throws IOException {
        String text = Files.readString(file);
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            number++;
            try {
                entries.add(JSON.readValue(line, Entry.class));
            } catch (JacksonException e) {
                throw new IOException(
                        file + ":" + number + " is no entry of a record of moves (" + e.getOriginalMessage()
                                + "); restore the file, or open another development",
                        e);
            }
        }
        return entries;
    }

    /** Adds {@code entry}; returns once it is on the disk. */
    void add(Entry entry) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
