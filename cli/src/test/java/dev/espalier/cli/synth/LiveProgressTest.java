package dev.espalier.cli.synth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.search.Event;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveProgressTest {
    private static final String UP = "\u001b[8F";

    @Test
    void linesArePaintedOverTheLastOnesAndTheEndIsShown() {
        StringWriter text = new StringWriter();
        LiveProgress progress = LiveProgress.open(new PrintWriter(text), false);
        while (!painted(text).contains("tried    0 designs")) {
            Thread.onSpinWait();
        }
        assertThat(painted(text)).as("nothing to paint over at first").startsWith("\u001b[?7l00:00");
        progress.event(new Event.Designed(0, -1, "everything as specified", Map.of(), "first"));
        progress.event(new Event.End("proved", 0, "", "", 1));
        progress.close();
        String end = painted(text);
        assertThat(end.substring(end.lastIndexOf(UP)))
                .contains("over: proved", "tried    1 design")
                .endsWith("\u001b[?7h");
    }

    private static String painted(StringWriter text) {
        return text.toString();
    }
}
