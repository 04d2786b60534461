package dev.espalier.store.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long this process has had processors.
 *
 * @param userMillis for its own code
 * @param systemMillis for the kernel's on its behalf
 */
public record ProcessTimes(long userMillis, long systemMillis) {
    private static final Path STATISTICS = Path.of("/proc/self/stat");

    /** The kernel counts in hundredths of a second, on every machine. */
    private static final int MILLIS_A_TICK = 10;

    /** The times so far; {@code null} where the system does not tell them apart. */
    public static @Nullable ProcessTimes now() {
        try {
            String line = Files.readString(STATISTICS);
            // The name of the process stands in parentheses and may hold anything.
            List<String> fields =
                    List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
            return new ProcessTimes(ticks(fields.get(11)), ticks(fields.get(12)));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static long ticks(String count) {
        return Long.parseLong(count) * MILLIS_A_TICK;
    }
}
