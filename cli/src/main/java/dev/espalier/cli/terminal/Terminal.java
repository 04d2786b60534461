package dev.espalier.cli.terminal;

import java.io.Console;

/** Whether a person looks at the output. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard input and output are a terminal that can rewrite a line. */
    public static boolean isPerson() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }
}
