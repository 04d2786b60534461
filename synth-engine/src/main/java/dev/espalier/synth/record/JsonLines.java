package dev.espalier.synth.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An append-only file of JSON objects, one a line. Each line is on the disk before {@link #add} returns; one that was cut off
 * when its writer was killed is removed when the file is opened again. One process at a time has it open.
 *
 * @param <T> what a line says
 */
public final class JsonLines<T> implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How much is read at a time where the end of the last whole line is looked for. */
    private static final int BLOCK_BYTES = 1 << 16;

    /** No channel: an interruption of whoever writes would close that for all others. */
    private final RandomAccessFile written;

    private JsonLines(RandomAccessFile written) {
        this.written = written;
    }

    /**
     * Opens {@code file} to go on with it, or makes it and the folders that it is in.
     *
     * @throws IOException if another process has it open, or it cannot be written
     */
    public static <T> JsonLines<T> open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw");
        try {
            FileChannel channel = opened.getChannel();
            if (lock(channel) == null) {
                throw new IOException(file + " is open in another process; let it end first, or take another folder");
            }
            long end = wholeLines(channel);
            opened.setLength(end);
            opened.seek(end);
            return new JsonLines<>(opened);
        } catch (IOException | RuntimeException e) {
            opened.close();
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

    /** Where the last whole line ends, found from the end of the file. */
    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        long end = channel.size();
        while (end > 0) {
            long start = Math.max(0, end - BLOCK_BYTES);
            block.clear().limit((int) (end - start));
            while (block.hasRemaining()) {
                if (channel.read(block, start + block.position()) < 0) {
                    throw new IOException("a record became shorter while it was opened");
                }
            }
            for (int i = block.limit() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    /**
     * What is in {@code file}, without a line that was cut off.
     *
     * @param type what a line says
     * @param objection what is said of a line that is none, such as "is no event of a search"
     * @param next what the user is to do then
     * @throws IOException if it cannot be read, or a whole line of it is none; the message names the line
     */
    public static <T> List<T> read(Path file, Class<T> type, String objection, String next) throws IOException {
        String text = Files.readString(file);
        List<T> all = new ArrayList<>();
        int number = 0;
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            number++;
            try {
                all.add(JSON.readValue(line, type));
            } catch (JacksonException e) {
                throw new IOException(
                        file + ":" + number + " " + objection + " (" + e.getOriginalMessage() + "); " + next, e);
            }
        }
        return all;
    }

    /** Writes {@code lines} to {@code file}, in the place of what it had; all of them are there, or none. */
    public static <T> void write(Path file, List<T> lines) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file; name one");
        }
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "lines", ".part");
        StringBuilder text = new StringBuilder();
        for (T line : lines) {
            text.append(JSON.writeValueAsString(line)).append('\n');
        }
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Adds a line; returns once it is on the disk. */
    public void add(T line) throws IOException {
        written.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        written.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        written.close();
    }
}
