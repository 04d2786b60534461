package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who watches the commands of this node's clients go by. A command is shown when it has run, those of a transaction before
 * its EXEC; administration is not shown, nor are passwords.
 */
final class Monitors {
    private final Set<Session> watching = new LinkedHashSet<>();

    void add(Session session) {
        session.state().monitors(true);
        watching.add(session);
    }

    void forget(Session session) {
        session.state().monitors(false);
        watching.remove(session);
    }

    /** Shows a command of {@code session} that has run in database {@code database}. */
    void ran(CommandSpec spec, Session session, int database, List<Bytes> arguments) {
        if (watching.isEmpty() || spec.has("admin") || spec.has("skip_monitor")) {
            return;
        }
        Instant now = Instant.now();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%d.%06d [%d %s]",
                now.getEpochSecond(),
                now.getNano() / 1000,
                database,
                session.remoteAddress()));
        Redaction.shown(spec, arguments).forEach(argument -> quote(argument, line.append(' ')));
        String shown = line.toString();
        watching.forEach(monitor -> monitor.push(reply -> reply.simple(shown)));
    }

    /** As Redis quotes: printable ASCII as it is, the rest by its number. */
    private static void quote(Bytes argument, StringBuilder line) {
        line.append('"');
        for (byte b : argument.shared()) {
            switch (b) {
                case '\\', '"' -> line.append('\\').append((char) b);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                case 7 -> line.append("\\a");
                case '\b' -> line.append("\\b");
                default -> {
                    if (b >= ' ' && b < 127) {
                        line.append((char) b);
                    } else {
                        line.append(String.format(Locale.ROOT, "\\x%02x", b & 0xff));
                    }
                }
            }
        }
        line.append('"');
    }
}
