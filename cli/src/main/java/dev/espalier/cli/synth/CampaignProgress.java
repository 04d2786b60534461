package dev.espalier.cli.synth;

import dev.espalier.cli.terminal.Terminal;
import dev.espalier.synth.ablation.Campaign;
import dev.espalier.synth.ablation.Trial;
import dev.espalier.synth.ablation.Trialled;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** How a campaign gets on: a line for each run that is over, and on a terminal a bar below them. */
final class CampaignProgress implements Campaign.Listener {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean onTerminal = Terminal.isPerson();
    private final long start = System.nanoTime();
    private final int before;
    private int over;

    /**
     * @param before how many runs were made before
     */
    CampaignProgress(PrintWriter out, int before) {
        this.out = out;
        this.before = before;
    }

    @Override
    public void begins(Trial trial, int number, int all) {
        if (onTerminal) {
            int filled = (before + over) * WIDTH / all;
            out.printf(
                    "\r\033[K[%s%s] %d of %d  %s%s",
                    "#".repeat(filled), " ".repeat(WIDTH - filled), before + over, all, trial, left(all));
            out.flush();
        }
    }

    private String left(int all) {
        if (over == 0) {
            return "";
        }
        Duration each = Duration.ofNanos(System.nanoTime() - start).dividedBy(over);
        return "  about " + each.multipliedBy(all - before - over).toMinutes() + " min left";
    }

    @Override
    public void done(Trialled trialled) {
        over++;
        line(String.format(
                Locale.ROOT,
                "%-50s %-9s %6.1f s, prover %6.1f s, %5d sentences, %4d designs%s",
                trialled.trial(),
                trialled.outcome(),
                trialled.seconds(),
                trialled.proverSeconds(),
                trialled.sentences(),
                trialled.designs(),
                trialled.claimed() && !trialled.right() ? ", CLAIMED" : ""));
    }

    @Override
    public void failed(Trial trial, String why) {
        over++;
        line(trial + " could not be made: " + why);
    }

    private void line(String text) {
        out.println((onTerminal ? "\r\033[K" : "") + text);
        out.flush();
    }
}
