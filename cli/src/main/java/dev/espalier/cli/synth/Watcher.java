package dev.espalier.cli.synth;

import dev.espalier.cli.terminal.Terminal;
import dev.espalier.synth.search.Event;
import java.io.PrintWriter;

/** Shows a search to whoever waits for it. */
interface Watcher extends AutoCloseable {
    /** Takes the next event. */
    void event(Event event);

    @Override
    void close();

    /** For a terminal a view that is painted again and again, without colour if {@code NO_COLOR} is set; else lines. */
    static Watcher of(PrintWriter out) {
        return Terminal.isPerson() ? LiveProgress.open(out, System.getenv("NO_COLOR") == null) : new Progress(out);
    }
}
