package dev.espalier.cli.bridge;

import dev.espalier.bridge.dump.IrPrinter;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Pipeline;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps what passes made and how long they took, for {@code --dump} and {@code --time}. */
final class PassLog implements Pipeline.Observer {
    private final @Nullable String dumped;
    private final boolean timed;
    private final StringBuilder dumps = new StringBuilder();
    private final StringBuilder times = new StringBuilder();

    /**
     * For one translation.
     *
     * @param dumped the pass after which the program is shown, or {@code all}; {@code null} for none
     * @param timed whether times are kept
     */
    PassLog(@Nullable String dumped, boolean timed) {
        this.dumped = dumped;
        this.timed = timed;
    }

    @Override
    public void after(int number, Pass pass, long nanoseconds, Program program) {
        if (timed) {
            times.append(String.format(Locale.ROOT, "%2d %-20s %8.2f ms%n", number, pass.name(), nanoseconds / 1e6));
        }
        if (dumped != null && (dumped.equals("all") || dumped.equals(pass.name()))) {
            dumps.append("after ")
                    .append(number)
                    .append(' ')
                    .append(pass.name())
                    .append(":\n");
            dumps.append(IrPrinter.print(program)).append('\n');
        }
    }

    /** What was asked for. */
    String text() {
        return dumps.toString() + times;
    }
}
