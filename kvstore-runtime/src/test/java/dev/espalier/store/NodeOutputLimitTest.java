package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Clients that do not take what they are sent. */
class NodeOutputLimitTest {
    private static final int VALUE_BYTES = 1 << 20;

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private Node node;

    @BeforeEach
    void start() throws Exception {
        node = nodes.add(
                TestNodes.startAlone(directory, Map.of("client-output-buffer-limit", "normal 3mb 0 0 pubsub 0 2mb 1")));
        assertThat(replies(command("SET", "big", "x".repeat(VALUE_BYTES)))).isEqualTo("+OK\r\n");
    }

    private static String command(String... words) {
        StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        return text.toString();
    }

    private String replies(String requests) throws Exception {
        try (RawClient client = new RawClient(node.clientPort())) {
            return client.send(requests).finishSending().readToEnd();
        }
    }

    private long cutOff() throws Exception {
        String stats = replies("INFO stats\r\n");
        return Long.parseLong(stats.replaceAll("(?s).*client_output_buffer_limit_disconnections:(\\d+).*", "$1"));
    }

    @Test
    void aReplyBeyondTheHardLimitEndsTheConnectionWithoutIt() throws Exception {
        assertThat(replies("MGET big big\r\n")).hasSizeGreaterThan(2 * VALUE_BYTES);
        assertThat(replies("MGET big big big\r\n")).isEmpty();
        assertThat(replies("MULTI\r\nSET done 1\r\nMGET big big big\r\nSET done 2\r\nEXEC\r\n"))
                .doesNotContain("xxx");
        // The transaction ran to its end all the same.
        assertThat(replies("GET done\r\n")).isEqualTo("$1\r\n2\r\n");
        assertThat(cutOff()).isEqualTo(2);
    }

    @Test
    void aSubscriberBeyondTheSoftLimitForTooLongIsCutOff() throws Exception {
        try (RawClient slow = new RawClient(node.clientPort());
                RawClient publisher = new RawClient(node.clientPort())) {
            assertThat(slow.send("SUBSCRIBE news\r\n").read(3)).isEqualTo("*3\r");
            // More than the kernel takes for it, and than the soft limit.
            String published = command("PUBLISH", "news", "y".repeat(VALUE_BYTES));
            for (int i = 0; i < 30; i++) {
                publisher.send(published).read(4);
            }
            TestNodes.await("the slow subscriber to be cut off", () -> cutOff() == 1);
            assertThat(publisher.send("PUBLISH news z\r\n").read(4)).isEqualTo(":0\r\n");
        }
    }

    @Test
    void aSubscriberBeyondTheHardLimitIsCutOffAtOnce() throws Exception {
        replies("CONFIG SET client-output-buffer-limit 'pubsub 5mb 0 0'\r\n");
        try (RawClient slow = new RawClient(node.clientPort());
                RawClient publisher = new RawClient(node.clientPort())) {
            assertThat(slow.send("SUBSCRIBE news\r\n").read(3)).isEqualTo("*3\r");
            String receivers = ":1\r\n";
            for (int i = 0; i < 60 && receivers.equals(":1\r\n"); i++) {
                receivers = publisher
                        .send(command("PUBLISH", "news", "y".repeat(VALUE_BYTES)))
                        .read(4);
            }
            assertThat(receivers).isEqualTo(":0\r\n");
            assertThat(cutOff()).isEqualTo(1);
        }
    }
}
