package dev.espalier.cli.bench;

import dev.espalier.bench.program.ProgramListener;
import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.program.RoundResult;
import dev.espalier.cli.terminal.Terminal;
import java.io.PrintStream;
import java.util.Locale;

/** One line on the error stream that tells of the last round; rewritten on a terminal, silent elsewhere. */
final class ProgramProgress implements ProgramListener, AutoCloseable {
    private final PrintStream out;
    private final boolean onTerminal;
    private int rounds;

    private ProgramProgress(PrintStream out, boolean onTerminal) {
        this.out = out;
        this.onTerminal = onTerminal;
    }

    /** Shows progress if somebody looks. */
    static ProgramProgress onErrorStream() {
        return new ProgramProgress(System.err, Terminal.isPerson());
    }

    @Override
    public void round(ProgramPoint point, String core, RoundResult result) {
        rounds++;
        if (onTerminal) {
            out.printf(
                    Locale.ROOT,
                    "\r\033[Kround %,d  %s  %,d operations a node, %,d keys, %d%% puts  %s  %,.0f ops/s",
                    rounds,
                    core,
                    point.operations(),
                    point.keys(),
                    point.putPercent(),
                    result.phase().name().toLowerCase(Locale.ROOT),
                    result.operationsPerSecond());
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
