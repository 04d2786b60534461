package dev.espalier.cli.terminal;

import dev.espalier.bench.load.ProgressListener;
import java.io.PrintStream;
import java.util.Locale;

/** One line on the error stream that says how a load gets on; rewritten on a terminal, silent elsewhere. */
public final class LoadProgress implements ProgressListener, AutoCloseable {
    private final PrintStream out;
    private final boolean onTerminal;

    private LoadProgress(PrintStream out, boolean onTerminal) {
        this.out = out;
        this.onTerminal = onTerminal;
    }

    /** Shows progress if somebody looks. */
    public static LoadProgress onErrorStream() {
        return new LoadProgress(System.err, Terminal.isPerson());
    }

    @Override
    public void progress(Progress progress) {
        if (onTerminal) {
            out.printf(
                    Locale.ROOT,
                    "\r\033[K%s %5.1f s  %,d operations  %,.0f ops/s  %,d errors",
                    progress.warmingUp() ? "warming up" : "measuring ",
                    progress.elapsed().toMillis() / 1e3,
                    progress.operationsSoFar(),
                    progress.operationsPerSecond(),
                    progress.errors());
            out.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }

    /** Clears the line, so that something else may be printed. */
    public void clear() {
        if (onTerminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
