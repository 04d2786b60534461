package dev.espalier.synth.ablation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of runs, a JSON object a line, on the disk before the next begins. A line that was cut off when the command was
 * killed is removed when the log is opened again, and its run made again.
 */
public final class TrialLog implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FileChannel channel;
    private final List<Trialled> trials;

    private TrialLog(FileChannel channel, List<Trialled> trials) {
        this.channel = channel;
        this.trials = trials;
    }

    /**
     * Opens {@code file}, or makes it. One process at a time has it.
     *
     * @throws IOException if it cannot be read, another process has it, or a whole line of it is no run; the message says which
     */
    public static TrialLog open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw new IOException(
                        file + " is in use: the same campaign runs already; wait for it, or name another -o");
            }
            String whole = whole(file);
            List<Trialled> trials = read(file, whole);
            long end = whole.getBytes(StandardCharsets.UTF_8).length;
            channel.truncate(end);
            channel.position(end);
            return new TrialLog(channel, trials);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** What is in {@code file}, which another process may be adding to; nothing if there is no such file. */
    public static List<Trialled> read(Path file) throws IOException {
        return Files.exists(file) ? List.copyOf(read(file, whole(file))) : List.of();
    }

    /** Its lines without one that was cut off. */
    private static String whole(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process has it already
        }
    }

    private static List<Trialled> read(Path file, String whole) throws IOException {
        List<Trialled> trials = new ArrayList<>();
        for (String line : whole.lines().toList()) {
            try {
                trials.add(JSON.readValue(line, Trialled.class));
            } catch (JacksonException e) {
                throw new IOException(
                        file + ":" + (trials.size() + 1) + " is no run of an ablation (" + e.getOriginalMessage()
                                + "); remove that line to have the run made again",
                        e);
            }
        }
        return trials;
    }

    /** All so far, in the order in which they were made. */
    public List<Trialled> trials() {
        return List.copyOf(trials);
    }

    /** Adds {@code trialled}; returns once it is on the disk. */
    void add(Trialled trialled) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(trialled) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
        trials.add(trialled);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
