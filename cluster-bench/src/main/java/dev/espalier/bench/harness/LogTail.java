package dev.espalier.bench.harness;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, for error messages. */
final class LogTail {
    private static final int BYTES = 8 * 1024;
    private static final int LINES = 20;

    private LogTail() {}

    /** The last lines of what was written after the first {@code from} bytes. */
    static String of(Path log, long from) {
        if (!Files.exists(log)) {
            return "(it wrote no log)";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            // A log shorter than it was has been emptied meanwhile, and all of it is new.
            long start = Math.max(from <= length ? from : 0, length - BYTES);
            file.seek(start);
            byte[] end = new byte[(int) (length - start)];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .stripTrailing()
                    .lines()
                    .toList();
            String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
            return tail.isBlank() ? "(it wrote nothing there)" : tail;
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }
}
