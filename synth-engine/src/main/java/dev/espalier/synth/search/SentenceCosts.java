package dev.espalier.synth.search;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What sentences cost when they were judged first, in processor time of the prover. In a file, a line each, since searches
 * that are compared may be made by several processes one after another; a line that was cut off is not read.
 */
public final class SentenceCosts implements AutoCloseable {
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();
    /** No channel: a search that is told to stop while it writes would close that for the others. */
    private final RandomAccessFile written;

    private SentenceCosts(RandomAccessFile written) {
        this.written = written;
    }

    /** Opens {@code file}, or makes it. */
    public static SentenceCosts open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw");
        SentenceCosts costs = new SentenceCosts(opened);
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        whole.lines()
                .map(line -> line.split(" "))
                .filter(line -> line.length == 2)
                .forEach(line -> costs.nanos.put(line[0], Long.parseLong(line[1])));
        opened.setLength(whole.length());
        opened.seek(whole.length());
        return costs;
    }

    /** Of the sentence that leads, or would lead, to the state {@code hash}. */
    OptionalLong find(String hash) {
        Long known = nanos.get(hash);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** The first cost of a sentence is the one that stays. */
    void keep(String hash, long cost) {
        if (nanos.putIfAbsent(hash, cost) == null) {
            byte[] line = (hash + " " + cost + "\n").getBytes(StandardCharsets.UTF_8);
            try {
                synchronized (written) {
                    written.write(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("what a sentence cost cannot be written", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        written.close();
    }
}
