package dev.espalier.store.event;

import java.util.Arrays;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** A change of state that a monitor may wait for. Names stay as they are; the sentences of the log may change. */
public enum NodeEvent {
    NODE_STARTED("The node serves clients and peers."),
    NODE_RECOVERED("What was on the disk is in memory; the start goes on."),
    NODE_STOPPING("The node takes no more connections and lets go of those it has."),
    NODE_STOPPED("Everything is durable, directory and ports are free."),
    NODE_FAILED("A write, a sync or the core failed: the node answers errors until it is restarted."),
    CORE_LOADED("The core that the node runs, and whether its certificate was verified."),
    PEER_CONNECTED("Puts of this node flow to a peer."),
    PEER_LOST("A peer is unreachable, gone or refuses this node; it is tried again."),
    PEER_DIVERGED("A peer and this node no longer share a history; a person must decide."),
    PEER_SENDING("A peer has greeted this node and sends its puts."),
    PEER_REFUSED("A connection to the peer port was refused or broke the protocol."),
    LINK_PAUSED("Too many puts of a peer wait for others; it is not read for a while."),
    LINK_RESUMED("A paused link is read again."),
    CERTIFICATE_LOADED("Another certificate holds for new connections."),
    CERTIFICATE_REFUSED("Changed TLS files are unsound; the old ones still hold."),
    CONFIGURATION_RELOADED("The configuration file was read again and what can change did."),
    BACKUP_MADE("A backup is complete.");

    private final String description;

    NodeEvent(String description) {
        this.description = description;
    }

    /** The name as logs have it, in the field {@code event}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it means, in a sentence. */
    public String description() {
        return description;
    }

    /** Tells of this event; {@code message} has a pair of braces for each argument. */
    public void info(Logger log, String message, Object... arguments) {
        tell(log.atInfo(), message, arguments);
    }

    /** As above, as a warning. */
    public void warn(Logger log, String message, Object... arguments) {
        tell(log.atWarn(), message, arguments);
    }

    /** As above, as an error. */
    public void error(Logger log, String message, Object... arguments) {
        tell(log.atError(), message, arguments);
    }

    private void tell(LoggingEventBuilder line, String message, Object... arguments) {
        LoggingEventBuilder marked = line.addKeyValue("event", text());
        if (arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable cause) {
            marked = marked.setCause(cause);
            arguments = Arrays.copyOf(arguments, arguments.length - 1);
        }
        marked.log(message, arguments);
    }

    /** All events as a table in Markdown, for the documentation. */
    public static String markdown() {
        StringBuilder table = new StringBuilder("| event | what happened |\n|---|---|\n");
        for (NodeEvent event : values()) {
            table.append("| `")
                    .append(event.text())
                    .append("` | ")
                    .append(event.description)
                    .append(" |\n");
        }
        return table.toString();
    }
}
