package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Replies byte for byte, as Redis words them. */
class NodeCommandsTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private @Nullable Node node;

    private String replies(String requests) throws Exception {
        Node running = node;
        if (running == null) {
            running = nodes.add(TestNodes.startAlone(directory, Map.of()));
            node = running;
        }
        try (RawClient client = new RawClient(running.clientPort())) {
            return client.send(requests).finishSending().readToEnd();
        }
    }

    @Test
    void errorsAreRediss() throws Exception {
        assertThat(replies("foo bar 'b z'\r\n"))
                .isEqualTo("-ERR unknown command 'foo', with args beginning with: 'bar' 'b z' \r\n");
        assertThat(replies("get\r\n")).isEqualTo("-ERR wrong number of arguments for 'get' command\r\n");
        assertThat(replies("MSET a 1 b\r\n")).isEqualTo("-ERR wrong number of arguments for 'mset' command\r\n");
        assertThat(replies("ping a b\r\n")).isEqualTo("-ERR wrong number of arguments for 'ping' command\r\n");
        assertThat(replies("select 16\r\n")).isEqualTo("-ERR DB index is out of range\r\n");
        assertThat(replies("select x\r\n")).isEqualTo("-ERR value is not an integer or out of range\r\n");
        assertThat(replies("hello 4\r\n")).isEqualTo("-NOPROTO unsupported protocol version\r\n");
        assertThat(replies("hello x\r\n")).isEqualTo("-ERR Protocol version is not an integer or out of range\r\n");
        assertThat(replies("hello 3 auth u p\r\n"))
                .isEqualTo("-WRONGPASS invalid username-password pair or user is disabled.\r\n");
        assertThat(replies("lpush k v\r\n"))
                .startsWith("-ERR unknown command 'lpush', with args beginning with: 'k' 'v' ")
                .contains("not supported: a key holds a string");
        assertThat(replies("client nope\r\n")).isEqualTo("-ERR unknown subcommand 'nope'. Try CLIENT HELP.\r\n");
        assertThat(replies("client setname\r\n"))
                .isEqualTo("-ERR wrong number of arguments for 'client|setname' command\r\n");
    }

    @Test
    void bothVersionsOfTheProtocol() throws Exception {
        assertThat(replies("GET k\r\nHELLO 3\r\nGET k\r\nCLIENT GETNAME\r\nRESET\r\nGET k\r\n"))
                .startsWith("$-1\r\n%7\r\n$6\r\nserver\r\n$8\r\nespalier\r\n")
                .contains("$5\r\nproto\r\n:3\r\n")
                .endsWith("*0\r\n_\r\n_\r\n+RESET\r\n$-1\r\n");
        assertThat(replies("HELLO\r\n")).startsWith("*14\r\n");
        assertThat(replies("HELLO 3\r\nCONFIG GET sav*\r\n")).endsWith("%1\r\n$4\r\nsave\r\n$0\r\n\r\n");
        assertThat(replies("CONFIG GET save nosuch\r\n")).isEqualTo("*2\r\n$4\r\nsave\r\n$0\r\n\r\n");
    }

    @Test
    void theRestAnswers() throws Exception {
        assertThat(replies("PING\r\nping hi\r\nECHO x\r\nSELECT 0\r\nDBSIZE\r\n"))
                .isEqualTo("+PONG\r\n$2\r\nhi\r\n$1\r\nx\r\n+OK\r\n:0\r\n");
        assertThat(replies(
                        "CLIENT SETNAME me\r\nCLIENT GETNAME\r\nCLIENT SETNAME 'a b'\r\nCLIENT SETINFO LIB-NAME x\r\n"))
                .isEqualTo("+OK\r\n$2\r\nme\r\n-ERR Client names cannot contain spaces, newlines or special "
                        + "characters.\r\n+OK\r\n");
        assertThat(replies("COMMAND INFO get nope\r\n"))
                .startsWith("*2\r\n*10\r\n$3\r\nget\r\n:2\r\n")
                .endsWith("$-1\r\n");
        assertThat(replies("COMMAND DOCS get\r\n"))
                .startsWith("*2\r\n$3\r\nget\r\n*8\r\n$7\r\nsummary\r\n")
                .endsWith("$9\r\narguments\r\n*1\r\n*4\r\n$4\r\nname\r\n$3\r\nkey\r\n$4\r\ntype\r\n$6\r\nstring\r\n");
        for (String command : new String[] {"CLIENT", "CONFIG", "COMMAND"}) {
            assertThat(replies(command + " HELP\r\n"))
                    .contains("+" + command + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:\r\n")
                    .endsWith("+HELP\r\n+    Print this help.\r\n");
        }
        assertThat(replies("CLIENT SETNAME me\r\nCLIENT LIST\r\n")).contains(" name=me age=");
        assertThat(replies("INFO memory\r\n")).containsPattern("used_memory:[0-9]+\r\n");
        assertThat(replies("INFO core\r\n")).contains("core_name:test-vector").doesNotContain("# Stats");
    }

    @Test
    void noCommandMakesAValueLongerThanTheLimit() throws Exception {
        node = nodes.add(TestNodes.startAlone(directory, Map.of("max-bulk-bytes", "1024")));
        String badOffset = "-ERR bit offset is not an integer or out of range\r\n";
        String tooLong = "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n";
        assertThat(replies("SETBIT b 8191 1\r\nSETBIT b 8192 1\r\n")).isEqualTo(":0\r\n" + badOffset);
        assertThat(replies("BITFIELD f SET u8 #1023 1\r\nBITFIELD f SET u8 #1024 1\r\nBITFIELD f SET u8 8185 1\r\n"))
                .isEqualTo("*1\r\n:0\r\n" + badOffset + badOffset);
        assertThat(replies("BITFIELD f GET u8 8185\r\nBITFIELD f GET u8 8192\r\n"))
                .isEqualTo("*1\r\n:2\r\n" + badOffset);
        assertThat(replies("SETRANGE r 1023 x\r\nSETRANGE r 1023 xy\r\nAPPEND r y\r\n"))
                .isEqualTo(":1024\r\n" + tooLong + tooLong);
        assertThat(replies("BITOP OR d b f r\r\nSTRLEN d\r\n")).isEqualTo(":1024\r\n:1024\r\n");
    }

    @Test
    void anotherConnectionEndsAWait() throws Exception {
        replies("");
        try (RawClient waiting = new RawClient(Objects.requireNonNull(node).clientPort())) {
            String id = waiting.send("CLIENT ID\r\n").readLine().strip().substring(1);
            for (String how : new String[] {"", " TIMEOUT", " ERROR"}) {
                waiting.send("SET a 1\r\nWAIT 1 0\r\n");
                assertThat(waiting.readLine()).isEqualTo("+OK\r\n");
                TestNodes.await(
                        "the wait to begin",
                        () -> replies("CLIENT UNBLOCK " + id + how + "\r\n").equals(":1\r\n"));
                assertThat(waiting.readLine())
                        .isEqualTo(
                                how.equals(" ERROR") ? "-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n" : ":0\r\n");
            }
            assertThat(replies("CLIENT UNBLOCK " + id + "\r\n")).isEqualTo(":0\r\n");
        }
    }
}
