package dev.espalier.cli.bench;

import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.versus.Contest;
import dev.espalier.bench.versus.VersusListener;
import dev.espalier.cli.terminal.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * How a comparison with Redis gets on, on the error stream: a line for each round that is over, for a run takes minutes and
 * is often not watched; on a terminal the turn under way as well, rewritten.
 */
final class VersusProgress implements VersusListener, AutoCloseable {
    private final PrintStream out;
    private final boolean onTerminal;
    private final int contests;
    private final int rounds;
    private long startNanos;
    private String turn = "filling";

    VersusProgress(PrintStream out, boolean onTerminal, int contests, int rounds) {
        this.out = out;
        this.onTerminal = onTerminal;
        this.contests = contests;
        this.rounds = rounds;
    }

    static VersusProgress onErrorStream(int contests, int rounds) {
        return new VersusProgress(System.err, Terminal.isPerson(), contests, rounds);
    }

    /** Shows the rate of the load under way. */
    ProgressListener load() {
        return progress -> {
            if (onTerminal) {
                out.printf(Locale.ROOT, "\r\033[K%s  %,.0f ops/s", turn, progress.operationsPerSecond());
                out.flush();
            }
        };
    }

    @Override
    public void turn(int round, Contest contest, String side) {
        if (startNanos == 0) {
            // Starting and filling the servers is not part of any round.
            startNanos = System.nanoTime();
        }
        turn = "round " + round + " of " + rounds + "  " + contest.title() + "  " + side;
    }

    @Override
    public void roundOver(int round) {
        close();
        Duration passed = Duration.ofNanos(System.nanoTime() - startNanos);
        Duration left = passed.dividedBy(round).multipliedBy(rounds - round);
        out.println("round " + round + " of " + rounds + " of " + contests + " contests is over after "
                + passed.toSeconds() + " s" + (round < rounds ? ", about " + left.toSeconds() + " s to go" : ""));
        out.flush();
    }

    /** Clears the line of the turn under way. */
    @Override
    public void close() {
        if (onTerminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
