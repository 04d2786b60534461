package dev.espalier.cli.bridge;

import dev.espalier.bridge.validate.Validator;
import dev.espalier.cli.terminal.Terminal;
import java.io.PrintStream;
import java.util.Locale;

/** A bar on the error stream that shows how far validation is; on a terminal only. */
final class ValidationProgress implements Validator.Listener, AutoCloseable {
    private static final int WIDTH = 30;

    private final PrintStream out = System.err;
    private final boolean onTerminal = Terminal.isPerson();

    @Override
    public void tried(long done, long all) {
        if (onTerminal && all > 0) {
            int full = (int) (WIDTH * done / all);
            out.printf(
                    Locale.ROOT,
                    "\r\033[K[%s%s] %,d of %,d inputs",
                    "#".repeat(full),
                    ".".repeat(WIDTH - full),
                    done,
                    all);
            out.flush();
        }
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (onTerminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
