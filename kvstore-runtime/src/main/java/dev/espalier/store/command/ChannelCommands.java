package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.GlobPattern;
import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands that send and receive messages within this node. */
public final class ChannelCommands {
    private static final String WITHIN_THE_NODE = "Messages stay in their node and are not kept.";
    private static final int SUBSCRIPTIONS_MAX = 10_000;

    private final Channels channels;

    public ChannelCommands(Channels channels) {
        this.channels = channels;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(command("subscribe", -2, "channel [channel ...]", "Listen to channels.")
                .answers((session, arguments, reply) -> subscribe(session, arguments, false, reply)));
        table.add(command("psubscribe", -2, "pattern [pattern ...]", "Listen to all channels that match.")
                .answers((session, arguments, reply) -> subscribe(session, arguments, true, reply)));
        table.add(command("unsubscribe", -1, "[channel [channel ...]]", "Listen to channels no more.")
                .answers((session, arguments, reply) -> unsubscribe(session, arguments, false, reply)));
        table.add(command("punsubscribe", -1, "[pattern [pattern ...]]", "Listen to channels that match no more.")
                .answers((session, arguments, reply) -> unsubscribe(session, arguments, true, reply)));
        table.add(named("publish", 3)
                .group("pubsub")
                .flags("pubsub", "loading", "stale", "fast")
                .syntax("channel message")
                .summary("Send a message to who listens.")
                .meaning(WITHIN_THE_NODE + " The reply counts the receivers at this node.")
                .answers((session, arguments, reply) ->
                        reply.integer(channels.publish(arguments.get(1), arguments.get(2)))));
        table.add(named("pubsub", -2)
                .group("pubsub")
                .flags("pubsub", "loading", "stale")
                .summary("Tell who listens to what.")
                .meaning("At this node.")
                .sub("channels", -2, "[pattern]", "Name the channels that somebody listens to.", this::names)
                .sub("numsub", -2, "[channel [channel ...]]", "Count who listens to each channel.", this::counts)
                .sub(
                        "numpat",
                        2,
                        "",
                        "Count the patterns that somebody listens to.",
                        (session, arguments, reply) -> reply.integer(channels.patternCount()))
                .container());
    }

    private static CommandSpec.Builder command(String name, int arity, String syntax, String summary) {
        return named(name, arity)
                .group("pubsub")
                .flags("pubsub", "noscript", "loading", "stale")
                .syntax(syntax)
                .summary(summary)
                .meaning(WITHIN_THE_NODE + " With notify-keyspace-events set, puts of this node's clients and of other "
                        + "nodes are told on __keyspace@0__: and __keyevent@0__: once they are durable here.");
    }

    /** One reply a channel, as Redis has it. */
    private void subscribe(Session session, List<Bytes> arguments, boolean patterns, ReplyWriter reply) {
        List<Bytes> wanted = arguments.subList(1, arguments.size());
        if (session.state().subscriptions() + wanted.size() > SUBSCRIPTIONS_MAX) {
            throw new CommandError(
                    "ERR a connection listens to " + SUBSCRIPTIONS_MAX + " channels at most; use a pattern");
        }
        for (Bytes channel : wanted) {
            if (patterns) {
                channels.subscribeToPattern(session, channel);
            } else {
                channels.subscribe(session, channel);
            }
            reply.push(3);
            reply.bulk(patterns ? "psubscribe" : "subscribe");
            reply.bulk(channel);
            reply.integer(session.state().subscriptions());
        }
    }

    private void unsubscribe(Session session, List<Bytes> arguments, boolean patterns, ReplyWriter reply) {
        String kind = patterns ? "punsubscribe" : "unsubscribe";
        Set<Bytes> held =
                patterns ? session.state().patterns() : session.state().channels();
        List<Bytes> ended = arguments.size() > 1 ? arguments.subList(1, arguments.size()) : List.copyOf(held);
        for (Bytes channel : ended) {
            if (patterns) {
                channels.unsubscribeFromPattern(session, channel);
            } else {
                channels.unsubscribe(session, channel);
            }
            reply.push(3);
            reply.bulk(kind);
            reply.bulk(channel);
            reply.integer(session.state().subscriptions());
        }
        if (ended.isEmpty()) {
            reply.push(3);
            reply.bulk(kind);
            reply.nil();
            reply.integer(session.state().subscriptions());
        }
    }

    private void names(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 3) {
            throw new CommandError(CommandTable.wrongSubcommand("pubsub", arguments.get(1)));
        }
        GlobPattern pattern = new GlobPattern(arguments.size() > 2 ? arguments.get(2) : Bytes.utf8("*"));
        List<Bytes> found = new ArrayList<>();
        for (Bytes channel : channels.names()) {
            if (pattern.matches(channel)) {
                found.add(channel);
            }
        }
        reply.array(found.size());
        found.forEach(reply::bulk);
    }

    private void counts(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<Bytes> wanted = arguments.subList(2, arguments.size());
        reply.array(2 * wanted.size());
        for (Bytes channel : wanted) {
            reply.bulk(channel);
            reply.integer(channels.subscribers(channel));
        }
    }
}
