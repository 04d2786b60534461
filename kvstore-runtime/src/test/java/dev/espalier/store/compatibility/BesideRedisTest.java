package dev.espalier.store.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.Node;
import dev.espalier.store.compatibility.Script.Step;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same commands to Redis and to a node: every reply must be the same, byte for byte, but where a script says that it
 * differs and why; there it must differ, so that no excuse outlives its reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BesideRedisTest {
    /** DEBUG has no subcommands in Redis's table. */
    private static final Set<String> OF_ANOTHER_KIND = Set.of("debug");

    private RedisServer redis;
    private Node node;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        redis = RedisServer.start(directory);
        node = TestNodes.startAlone(directory, Map.of());
    }

    @AfterAll
    void stop() {
        if (node != null) {
            node.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "strings.txt, 2",
        "strings.txt, 3",
        "bits.txt, 2",
        "bits.txt, 3",
        "images.txt, 2",
        "images.txt, 3",
        "counters.txt, 2",
        "counters.txt, 3",
        "databases.txt, 2",
        "databases.txt, 3",
        "keys.txt, 2",
        "keys.txt, 3",
        "expiry.txt, 2",
        "expiry.txt, 3",
        "transactions.txt, 2",
        "transactions.txt, 3",
        "protocol.txt, 2",
        "connection.txt, 2",
        "connection.txt, 3",
        "channels.txt, 2",
        "channels.txt, 3",
        "access.txt, 2",
        "access.txt, 3",
        "server.txt, 2",
        "server.txt, 3"
    })
    void repliesAreRediss(String script, int protocol) throws Exception {
        StringBuilder found = new StringBuilder();
        try (Pair pair = new Pair(protocol)) {
            pair.command("", List.of("FLUSHALL"));
            for (Step step : Script.read(script).steps()) {
                String difference = pair.run(step);
                if (!difference.isEmpty()) {
                    found.append(script)
                            .append(':')
                            .append(step.line())
                            .append(": ")
                            .append(difference);
                }
            }
        }
        assertThat(found.toString()).isEmpty();
    }

    /** Arity, flags, positions of keys and categories of every command and subcommand that both have. */
    @Test
    void andWhatCommandTellsOfThem() throws Exception {
        try (Pair pair = new Pair(2)) {
            StringBuilder found = new StringBuilder();
            int compared = 0;
            for (String name : commandNames()) {
                String[] replies = pair.command("", List.of("COMMAND", "INFO", name));
                if (!replies[0].equals("*1\r\n$-1\r\n") && !OF_ANOTHER_KIND.contains(name)) {
                    compared++;
                    List<String> theirs = told(replies[0]);
                    List<String> ours = told(replies[1]);
                    found.append(theirs.equals(ours) ? "" : name + ": " + theirs + " there, " + ours + " here\n");
                }
            }
            assertThat(found.toString()).isEmpty();
            assertThat(compared).isGreaterThan(120);
        }
    }

    private List<String> commandNames() throws Exception {
        try (RespClient client = new RespClient(node.clientPort())) {
            client.send(List.of("COMMAND", "LIST"));
            List<String> names = new ArrayList<>();
            for (String line : client.reply().split("\r\n", -1)) {
                if (!line.startsWith("*") && !line.startsWith("$") && !line.isEmpty()) {
                    names.add(line);
                    client.send(List.of("COMMAND", "DOCS", line));
                    Arrays.stream(client.reply().split("\r\n", -1))
                            .filter(word -> word.startsWith(line + "|"))
                            .forEach(names::add);
                }
            }
            return names;
        }
    }

    /** The first seven of the fields of COMMAND INFO; flags and categories, whose order means nothing, sorted. */
    private static List<String> told(String reply) {
        String[] lines = reply.split("\r\n", -1);
        List<String> fields = new ArrayList<>();
        int at = 2;
        for (int set = 0; set < 2; set++) {
            while (!lines[at].startsWith("*")) {
                fields.add(lines[at++]);
            }
            int members = Integer.parseInt(lines[at].substring(1));
            fields.addAll(
                    Arrays.stream(lines, at + 1, at + 1 + members).sorted().toList());
            at += 1 + members;
        }
        return fields;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void andSoAreThoseToCommandsMadeUp(long seed) throws Exception {
        RandomCommands commands = new RandomCommands(seed);
        StringBuilder history = new StringBuilder();
        try (Pair pair = new Pair(seed % 2 == 0 ? 3 : 2)) {
            pair.command("", List.of("FLUSHALL"));
            for (int i = 0; i < 4000; i++) {
                List<String> command = commands.next();
                history.append(command).append('\n');
                String[] replies = pair.command("", command);
                if (!replies[0].equals(replies[1])) {
                    String last = history.substring(Math.max(0, history.length() - 600));
                    assertThat(replies[1])
                            .as("seed " + seed + ", after " + last)
                            .isEqualTo(replies[0]);
                }
            }
        }
    }

    /** Connections to both servers. */
    private final class Pair implements AutoCloseable {
        private final int protocol;
        private final Map<String, RespClient[]> connections = new HashMap<>();

        Pair(int protocol) {
            this.protocol = protocol;
        }

        private RespClient[] connection(String name) throws Exception {
            RespClient[] pair = connections.get(name);
            if (pair == null) {
                pair = new RespClient[] {new RespClient(redis.port()), new RespClient(node.clientPort())};
                connections.put(name, pair);
                if (protocol == 3) {
                    for (RespClient client : pair) {
                        client.send(List.of("HELLO", "3"));
                        client.reply();
                    }
                }
            }
            return pair;
        }

        String[] command(String name, List<String> words) throws Exception {
            RespClient[] pair = connection(name);
            pair[0].send(words);
            pair[1].send(words);
            return new String[] {pair[0].reply(), pair[1].reply()};
        }

        /** Carries a step out; says how the replies differ that should not, or agree that should differ. */
        String run(Step step) throws Exception {
            RespClient[] pair = connection(step.connection());
            switch (step.kind()) {
                case SLEEP -> {
                    Thread.sleep(Long.parseLong(step.words().getFirst()));
                    return "";
                }
                case COMMAND -> {
                    pair[0].send(step.words());
                    pair[1].send(step.words());
                }
                case RAW -> {
                    pair[0].sendRaw(step.words().getFirst());
                    pair[1].sendRaw(step.words().getFirst());
                }
                case READ -> {}
            }
            String theirs = pair[0].reply();
            String ours = pair[1].reply();
            if (theirs.equals(RespClient.NOTHING) && ours.equals(RespClient.NOTHING)) {
                // Two time limits for nothing: what has no reply is sent together with what has one.
                return step.words() + " has no reply at either; send it by !raw, before a command that has one\n";
            }
            boolean same = step.near() > 0
                    ? Math.abs(number(theirs) - number(ours)) <= step.near()
                    : step.unordered() ? sorted(theirs).equals(sorted(ours)) : theirs.equals(ours);
            if (same != step.reason().isEmpty()) {
                return step.words() + " gives " + shown(theirs) + " at Redis and " + shown(ours) + " here"
                        + (same ? ", but should differ: " + step.reason() : "") + "\n";
            }
            return "";
        }

        private static long number(String reply) {
            return reply.startsWith(":") ? Long.parseLong(reply.substring(1).strip()) : Long.MIN_VALUE / 2;
        }

        private static List<String> sorted(String reply) {
            return Arrays.stream(reply.split("\r\n", -1)).sorted().toList();
        }

        private static String shown(String reply) {
            String text = reply.replace("\r\n", "|");
            return text.length() > 300 ? text.substring(0, 300) + "..." : text;
        }

        @Override
        public void close() throws Exception {
            for (RespClient[] pair : connections.values()) {
                pair[0].close();
                pair[1].close();
            }
        }
    }
}
