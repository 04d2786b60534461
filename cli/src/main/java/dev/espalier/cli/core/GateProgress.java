package dev.espalier.cli.core;

import dev.espalier.cli.terminal.Terminal;
import dev.espalier.synth.gate.GateListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says on the error stream what the proof gate does: on a terminal as it goes, elsewhere not at all. */
public final class GateProgress implements GateListener {
    private final PrintStream out = System.err;
    private final boolean onTerminal = Terminal.isPerson();

    @Override
    public void core(String core) {
        if (onTerminal) {
            out.printf("\r\033[K%s%n", core);
        }
    }

    @Override
    public void started(String step) {
        if (onTerminal) {
            out.print("\r\033[K  ... " + step);
            out.flush();
        }
    }

    @Override
    public void passed(String step, Duration took) {
        if (onTerminal) {
            out.printf(Locale.ROOT, "\r\033[K  %5.1f s  %s%n", took.toMillis() / 1e3, step);
        }
    }

    /** Clears the line of a step that goes on. */
    public void clear() {
        if (onTerminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
