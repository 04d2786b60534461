package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.Channels.Kind;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.GlobPattern;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands that send and receive messages within this node. */
public final class ChannelCommands {
    private static final String WITHIN_THE_NODE = "Messages stay in their node and are not kept.";
    private static final String SHARDS = WITHIN_THE_NODE
            + " There are no shards: these channels are apart from the others, and patterns do not hear them.";
    private static final int SUBSCRIPTIONS_MAX = 10_000;

    private final Channels channels;

    public ChannelCommands(Channels channels) {
        this.channels = channels;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(command("subscribe", -2, "channel [channel ...]", "Listen to channels.")
                .answers(subscribes(Kind.CHANNEL)));
        table.add(command("psubscribe", -2, "pattern [pattern ...]", "Listen to all channels that match.")
                .answers(subscribes(Kind.PATTERN)));
        table.add(command("unsubscribe", -1, "[channel [channel ...]]", "Listen to channels no more.")
                .answers(unsubscribes(Kind.CHANNEL)));
        table.add(command("punsubscribe", -1, "[pattern [pattern ...]]", "Listen to channels that match no more.")
                .answers(unsubscribes(Kind.PATTERN)));
        table.add(command("ssubscribe", -2, "shardchannel [shardchannel ...]", "Listen to channels of shards.")
                .channels(KeyPositions.ALL)
                .meaning(SHARDS)
                .answers(subscribes(Kind.SHARD)));
        table.add(command(
                        "sunsubscribe",
                        -1,
                        "[shardchannel [shardchannel ...]]",
                        "Listen to channels of shards no more.")
                .channels(KeyPositions.ALL)
                .meaning(SHARDS)
                .answers(unsubscribes(Kind.SHARD)));
        table.add(named("publish", 3)
                .group("pubsub")
                .flags("pubsub", "loading", "stale", "fast")
                .syntax("channel message")
                .summary("Send a message to who listens.")
                .meaning(WITHIN_THE_NODE + " The reply counts the receivers at this node.")
                .answers((session, arguments, reply) ->
                        reply.integer(channels.publish(arguments.get(1), arguments.get(2)))));
        table.add(named("spublish", 3)
                .group("pubsub")
                .flags("pubsub", "loading", "stale", "fast")
                .channels(KeyPositions.ONE)
                .syntax("shardchannel message")
                .summary("Send a message to who listens to a channel of a shard.")
                .meaning(SHARDS)
                .answers((session, arguments, reply) ->
                        reply.integer(channels.publishToShard(arguments.get(1), arguments.get(2)))));
        table.add(named("pubsub", -2)
                .group("pubsub")
                .flags("pubsub", "loading", "stale")
                .summary("Tell who listens to what.")
                .meaning("At this node.")
                .sub(
                        "channels",
                        -2,
                        "[pattern]",
                        "Name the channels that somebody listens to.",
                        (session, arguments, reply) -> names(Kind.CHANNEL, arguments, reply))
                .sub(
                        "numsub",
                        -2,
                        "[channel [channel ...]]",
                        "Count who listens to each channel.",
                        (session, arguments, reply) -> counts(Kind.CHANNEL, arguments, reply))
                .sub(
                        "numpat",
                        2,
                        "",
                        "Count the patterns that somebody listens to.",
                        (session, arguments, reply) -> reply.integer(channels.patternCount()))
                .sub(
                        "shardchannels",
                        -2,
                        "[pattern]",
                        "Name the channels of shards that somebody listens to.",
                        (session, arguments, reply) -> names(Kind.SHARD, arguments, reply))
                .sub(
                        "shardnumsub",
                        -2,
                        "[shardchannel [shardchannel ...]]",
                        "Count who listens to each channel of a shard.",
                        (session, arguments, reply) -> counts(Kind.SHARD, arguments, reply))
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

    private CommandSpec.Answer subscribes(Kind kind) {
        return (session, arguments, reply) -> subscribe(kind, session, arguments, reply);
    }

    private CommandSpec.Answer unsubscribes(Kind kind) {
        return (session, arguments, reply) -> unsubscribe(kind, session, arguments, reply);
    }

    /** One reply a channel, as Redis has it. */
    private void subscribe(Kind kind, Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<Bytes> wanted = arguments.subList(1, arguments.size());
        if (session.state().subscriptions() + session.state().shardChannels().size() + wanted.size()
                > SUBSCRIPTIONS_MAX) {
            throw new CommandError(
                    "ERR a connection listens to " + SUBSCRIPTIONS_MAX + " channels at most; use a pattern");
        }
        if (kind == Kind.SHARD && session.state().transaction().isRunning()) {
            throw new CommandError("ERR SSUBSCRIBE isn't allowed for a DENY BLOCKING client");
        }
        for (Bytes channel : wanted) {
            channels.subscribe(session, kind, channel);
            confirm(kind, kind.subscribe(), channel, session, reply);
        }
    }

    private void unsubscribe(Kind kind, Session session, List<Bytes> arguments, ReplyWriter reply) {
        Set<Bytes> held = kind.of(session.state());
        List<Bytes> ended = arguments.size() > 1 ? arguments.subList(1, arguments.size()) : List.copyOf(held);
        for (Bytes channel : ended) {
            channels.unsubscribe(session, kind, channel);
            confirm(kind, kind.unsubscribe(), channel, session, reply);
        }
        if (ended.isEmpty()) {
            confirm(kind, kind.unsubscribe(), null, session, reply);
        }
    }

    /** A client that wants no replies is still sent messages, and these count among them. */
    private static void confirm(Kind kind, String what, @Nullable Bytes channel, Session session, ReplyWriter reply) {
        int count = kind.count(session.state());
        if (session.state().replies() == SessionState.Replies.ON) {
            confirm(what, channel, count, reply);
        } else {
            session.push(to -> confirm(what, channel, count, to));
        }
    }

    private static void confirm(String what, @Nullable Bytes channel, int count, ReplyWriter reply) {
        reply.push(3);
        reply.bulk(what);
        if (channel == null) {
            reply.nil();
        } else {
            reply.bulk(channel);
        }
        reply.integer(count);
    }

    private void names(Kind kind, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 3) {
            throw new CommandError(CommandTable.wrongSubcommand("pubsub", arguments.get(1)));
        }
        GlobPattern pattern = new GlobPattern(arguments.size() > 2 ? arguments.get(2) : Bytes.utf8("*"));
        List<Bytes> found =
                channels.names(kind).stream().filter(pattern::matches).toList();
        reply.array(found.size());
        found.forEach(reply::bulk);
    }

    private void counts(Kind kind, List<Bytes> arguments, ReplyWriter reply) {
        List<Bytes> wanted = arguments.subList(2, arguments.size());
        reply.array(2 * wanted.size());
        for (Bytes channel : wanted) {
            reply.bulk(channel);
            reply.integer(channels.subscribers(kind, channel));
        }
    }
}
