package dev.espalier.cli.synth;

import dev.espalier.synth.report.LiveView;
import dev.espalier.synth.search.Event;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Shows a search on a terminal: the same few lines, painted over each other, while it runs and once at its end. */
final class LiveProgress implements Watcher {
    private static final Duration BETWEEN = Duration.ofMillis(250);

    /** Wider than terminals are: they cut lines by themselves while wrapping is off. */
    private static final int WIDTH = 400;

    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintWriter out;
    private final LiveView view;
    private final Thread painter;
    private int painted;
    private boolean closed;

    private LiveProgress(PrintWriter out, boolean colour) {
        this.out = out;
        this.view = new LiveView(InstantSource.system(), colour);
        this.painter = Thread.ofPlatform().daemon().name("live-view").unstarted(this::paintOften);
    }

    /** One that paints from now on. */
    static LiveProgress open(PrintWriter out, boolean colour) {
        LiveProgress progress = new LiveProgress(out, colour);
        progress.painter.start();
        return progress;
    }

    @Override
    public synchronized void event(Event event) {
        view.event(event);
    }

    private void paintOften() {
        try {
            while (true) {
                paint();
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private synchronized void paint() {
        if (closed) {
            return;
        }
        List<String> lines = view.lines(WIDTH);
        StringBuilder text = new StringBuilder(NO_WRAP);
        if (painted > 0) {
            text.append("\u001b[").append(painted).append("F");
        }
        lines.forEach(line -> text.append(line).append(CLEAR_REST).append('\n'));
        painted = lines.size();
        out.print(text.append(WRAP));
        out.flush();
    }

    /** Paints the end. */
    @Override
    public synchronized void close() {
        paint();
        closed = true;
        painter.interrupt();
    }
}
