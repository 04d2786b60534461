package dev.espalier.synth.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An append-only file of events, one JSON object a line. Each line is on the disk before the next is added, and what tells
 * of a design before another takes its turn; a line that was cut off when the engine was killed is removed when the journal is opened again.
 */
public final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FileChannel channel;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens {@code file} to go on with it, or makes it. */
    public static Journal open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        byte[] content = Files.readAllBytes(file);
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        channel.truncate(end);
        channel.position(end);
        return new Journal(channel);
    }

    /** Writes the journal of a search that is over; there is none, or the whole of it. */
    public static void write(Path file, List<Event> events) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, "journal", ".part");
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            text.append(JSON.writeValueAsString(event)).append('\n');
        }
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The events in {@code file}, without a line that was cut off.
     *
     * @throws IOException if it cannot be read, or a whole line of it is no event; the message names the line
     */
    public static List<Event> read(Path file) throws IOException {
        String text = Files.readString(file);
        List<Event> events = new ArrayList<>();
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        int number = 0;
        for (String line : whole.lines().toList()) {
            number++;
            try {
                events.add(JSON.readValue(line, Event.class));
            } catch (JacksonException e) {
                throw new IOException(
                        file + ":" + number + " is no event of a search (" + e.getOriginalMessage()
                                + "); remove the journal, or what was changed in it",
                        e);
            }
        }
        return events;
    }

    /** Adds {@code event}; returns once it is on the disk. */
    public void add(Event event) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
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
