package dev.espalier.bench.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines that run something on another machine. */
final class RemoteShell {
    private final List<String> ssh;

    RemoteShell(List<String> ssh) {
        this.ssh = List.copyOf(ssh);
    }

    /** What runs {@code command}, word by word, at {@code login}. */
    List<String> running(String login, List<String> command) {
        return script(login, command.stream().map(RemoteShell::quoted).collect(Collectors.joining(" ")));
    }

    /** What runs a script of its shell at {@code login}. */
    List<String> script(String login, String script) {
        List<String> line = new ArrayList<>(ssh);
        line.add(login);
        line.add(script);
        return line;
    }

    /** A word that a shell takes as it is. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
