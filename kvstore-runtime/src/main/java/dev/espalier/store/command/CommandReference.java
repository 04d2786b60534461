package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import dev.espalier.store.access.Users;
import dev.espalier.store.config.OutputLimits;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.resp.RespLimits;
import dev.espalier.store.session.TokenSeal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of all commands, made from the table that nodes run them by. */
public final class CommandReference {
    private static final List<String> GROUPS =
            List.of("string", "bitmap", "generic", "transactions", "session", "pubsub", "connection", "server");

    private CommandReference() {}

    /** The reference as Markdown: what there is, with its options and its meaning, and what there is not, and why. */
    public static String markdown() {
        StringBuilder text = new StringBuilder("# Commands\n\n");
        text.append(
                        "Written by `./espalier commands --markdown` from the table that a node runs commands by. Replies and ")
                .append(
                        "errors are Redis 7.0's, byte for byte, as far as a test that asks both can tell; where they differ, ")
                .append("its scripts (`kvstore-runtime/src/test/resources/redis`) say so and why.\n\n")
                .append(
                        "Every key holds a string. A put travels to every node and is seen there once everything is that ")
                .append(
                        "the session which made it had seen; of two concurrent puts of a key the later by its stamp wins ")
                .append(
                        "whole, on every node the same. Commands marked **reads and writes** are atomic among the clients ")
                .append("of one node only; `read-modify-write refuse` turns them off.\n");
        Map<String, CommandSpec> all = new TreeMap<>();
        table().all().forEach(spec -> all.put(spec.name(), spec));
        for (String group : GROUPS) {
            text.append("\n## ").append(Character.toUpperCase(group.charAt(0))).append(group.substring(1));
            text.append("\n\n| command | what it does | where several nodes take writes |\n|---|---|---|\n");
            all.values().stream().filter(spec -> spec.group().equals(group)).forEach(spec -> append(spec, text));
        }
        appendMissing(text);
        return text.toString();
    }

    private static void append(CommandSpec spec, StringBuilder text) {
        String meaning =
                spec.has(CommandSpec.READ_MODIFY_WRITE) ? "**Reads and writes.** " + spec.meaning() : spec.meaning();
        row(text, usage(spec), spec.summary(), meaning);
        spec.subcommands().values().forEach(sub -> append(sub, text));
    }

    private static String usage(CommandSpec spec) {
        String name = spec.name().replace('|', ' ').toUpperCase(Locale.ROOT);
        return "`" + (spec.syntax().isEmpty() ? name : name + " " + spec.syntax()) + "`";
    }

    private static void row(StringBuilder text, String... cells) {
        for (String cell : cells) {
            text.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        text.append("|\n");
    }

    private static void appendMissing(StringBuilder text) {
        text.append("\n## Not supported\n\n| what | why | commands |\n|---|---|---|\n");
        for (MissingCommands.Group group : MissingCommands.GROUPS) {
            row(text, group.what(), sentence(group.reason()), listed(group.names()));
        }
        text.append(
                "\nOf commands that there are, these subcommands are missing:\n\n| what | why | subcommands |\n|---|---|---|\n");
        for (MissingCommands.Group group : MissingCommands.SUBCOMMANDS) {
            row(text, group.what(), sentence(group.reason()), listed(group.names()));
        }
    }

    private static String sentence(String reason) {
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
    }

    private static String listed(List<String> names) {
        return names.stream()
                .map(name -> "`" + name.replace('|', ' ').toUpperCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(" "));
    }

    /** The names of all commands and subcommands of a node. */
    static Set<String> names() {
        return table().all().stream()
                .flatMap(spec -> Stream.concat(Stream.of(spec), spec.subcommands().values().stream()))
                .map(CommandSpec::name)
                .collect(Collectors.toSet());
    }

    /** The table of a node that does not run. */
    private static CommandTable table() {
        Nowhere nowhere = new Nowhere();
        return new CommandSet(new CommandSet.Surroundings(
                        "",
                        nowhere,
                        new Keyspace(() -> 0, null),
                        nowhere,
                        nowhere,
                        new TokenSeal("", new byte[1], ""),
                        new Users(),
                        null,
                        new LiveSettings(1, 1, false, true, OutputLimits.DEFAULT),
                        name -> {
                            throw Nowhere.onlyDescribed();
                        },
                        nowhere,
                        nowhere,
                        new Configuration(),
                        new InfoReport(),
                        RespLimits.forBulk(1),
                        nowhere,
                        List::of,
                        () -> {},
                        () -> {}))
                .table();
    }

    /** What commands that are only described work on. */
    private static final class Nowhere
            implements KeyValueStore, Replication, ClusterMembers, CoreControl, Saves, Shutdown {
        private static UnsupportedOperationException onlyDescribed() {
            return new UnsupportedOperationException("commands are only described here");
        }

        @Override
        public Value get(Bytes key) {
            throw onlyDescribed();
        }

        @Override
        public void put(Bytes key, Value value) {
            throw onlyDescribed();
        }

        @Override
        public int size() {
            throw onlyDescribed();
        }

        @Override
        public long lastPut() {
            throw onlyDescribed();
        }

        @Override
        public NodeId self() {
            throw onlyDescribed();
        }

        @Override
        public Map<NodeId, Long> applied() {
            throw onlyDescribed();
        }

        @Override
        public boolean hasApplied(NodeId node, long sequence) {
            throw onlyDescribed();
        }

        @Override
        public int holders(long sequence) {
            throw onlyDescribed();
        }

        @Override
        public int linkedPeers(long seconds) {
            throw onlyDescribed();
        }

        @Override
        public Attempt begin(Wish wish) {
            throw onlyDescribed();
        }

        @Override
        public boolean abort() {
            throw onlyDescribed();
        }

        @Override
        public Job begin() {
            throw onlyDescribed();
        }

        @Override
        public boolean isRunning() {
            throw onlyDescribed();
        }

        @Override
        public long lastSeconds() {
            throw onlyDescribed();
        }

        @Override
        public long putsSince() {
            throw onlyDescribed();
        }

        @Override
        public String putsHeld() {
            throw onlyDescribed();
        }

        @Override
        public CompletableFuture<String> load(String nameOrPath) {
            throw onlyDescribed();
        }

        @Override
        public List<Map<String, String>> list() {
            throw onlyDescribed();
        }

        @Override
        public CompletableFuture<String> swap(String name, boolean forced) {
            throw onlyDescribed();
        }

        @Override
        public void unload(String name) {
            throw onlyDescribed();
        }

        @Override
        public Map<String, String> status() {
            throw onlyDescribed();
        }

        @Override
        public List<Member> members() {
            throw onlyDescribed();
        }

        @Override
        public long epoch() {
            throw onlyDescribed();
        }

        @Override
        public void add(PeerAddress member) {
            throw onlyDescribed();
        }

        @Override
        public void remove(NodeId id, boolean force) {
            throw onlyDescribed();
        }

        @Override
        public void replace(NodeId old, PeerAddress member, boolean force) {
            throw onlyDescribed();
        }
    }
}
