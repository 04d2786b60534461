package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Users on disk, and the log of what they were refused. */
class NodeUsersFileTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private Node start(Path file) throws Exception {
        return nodes.add(TestNodes.startAlone(directory, Map.of("aclfile", file.toString())));
    }

    private static String replies(Node node, String requests) throws Exception {
        try (RawClient client = new RawClient(node.clientPort())) {
            return client.send(requests).finishSending().readToEnd();
        }
    }

    @Test
    void whatIsSavedIsThereAfterARestart() throws Exception {
        Path file = Files.writeString(directory.resolve("users.acl"), "");
        Node node = start(file);
        assertThat(replies(node, "ACL SETUSER ann on >secret ~a:* &c +get '(+set ~b)'\r\nACL SAVE\r\n"))
                .isEqualTo("+OK\r\n+OK\r\n");
        assertThat(file)
                .content()
                .contains("user ann on #", "~a:* resetchannels &c -@all +get (~b ", "user default on");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(directory).map(Path::toString)).noneMatch(name -> name.endsWith(".new"));
        node.close();

        Node again = start(file);
        assertThat(replies(again, "AUTH ann secret\r\nGET a:1\r\nGET x\r\nSET b 1\r\n"))
                .isEqualTo("+OK\r\n$-1\r\n-NOPERM this user has no permissions to access one of the keys used as "
                        + "arguments\r\n+OK\r\n");
    }

    @Test
    void aFileWithErrorsChangesNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("users.acl"), "user bob on nopass +@all\n");
        Node node = start(file);
        Files.writeString(file, "user eve on nopass +@all\n\nuser carl +nosuch\nfoo\nuser eve\n");
        assertThat(replies(node, "ACL LOAD\r\nACL USERS\r\n"))
                .isEqualTo("-ERR " + file + ":3: Unknown command or category name in ACL. " + file
                        + ":4 should start with user keyword followed by the username. WARNING: Duplicate user 'eve' "
                        + "found on line 5. WARNING: ACL errors detected, no change to the previously active ACL rules "
                        + "was performed\r\n*2\r\n$3\r\nbob\r\n$7\r\ndefault\r\n");
        Files.delete(file);
        assertThat(replies(node, "ACL LOAD\r\n")).startsWith("-ERR Error loading ACLs, opening file '" + file + "'");
        assertThat(replies(node, "ACL USERS\r\n")).contains("bob");
        assertThatThrownBy(() -> TestNodes.startAlone(
                        Files.createDirectory(directory.resolve("other")), Map.of("aclfile", file.toString())))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("aclfile " + file + " does not exist; make an empty one");
    }

    @Test
    void whoIsNotInTheFileAnyMoreIsDisconnected() throws Exception {
        Path file = Files.writeString(
                directory.resolve("users.acl"), "user bob on nopass +@all\nuser ann on nopass +@all\n");
        Node node = start(file);
        try (RawClient bob = new RawClient(node.clientPort());
                RawClient ann = new RawClient(node.clientPort())) {
            assertThat(bob.send("AUTH bob x\r\n").read(5)).isEqualTo("+OK\r\n");
            assertThat(ann.send("AUTH ann x\r\n").read(5)).isEqualTo("+OK\r\n");
            Files.writeString(file, "user ann on nopass -@all +get\n");
            assertThat(replies(node, "ACL LOAD\r\n")).isEqualTo("+OK\r\n");
            assertThat(bob.readToEnd()).isEmpty();
            assertThat(ann.send("PING\r\n").read(6)).isEqualTo("-NOPER");
        }
    }

    @Test
    void theLogTellsWhatWasRefused() throws Exception {
        Node node =
                start(Files.writeString(directory.resolve("users.acl"), "user ann on >x ~k &c +get +publish +multi\n"));
        replies(node, "AUTH ann wrong\r\nAUTH ann x\r\nSET k 1\r\nGET no\r\nGET no\r\nMULTI\r\nPUBLISH other 1\r\n");
        assertThat(replies(node, "ACL LOG\r\n"))
                .startsWith(
                        "*4\r\n*14\r\n$5\r\ncount\r\n:1\r\n$6\r\nreason\r\n$7\r\nchannel\r\n$7\r\ncontext\r\n$5\r\n"
                                + "multi\r\n$6\r\nobject\r\n$5\r\nother\r\n$8\r\nusername\r\n$3\r\nann\r\n$11\r\nage-seconds\r\n")
                .contains("$5\r\ncount\r\n:2\r\n$6\r\nreason\r\n$3\r\nkey\r\n$7\r\ncontext\r\n$8\r\ntoplevel\r\n$6\r\n"
                        + "object\r\n$2\r\nno\r\n")
                .contains("reason\r\n$7\r\ncommand\r\n$7\r\ncontext\r\n$8\r\ntoplevel\r\n$6\r\nobject\r\n$3\r\nset\r\n")
                .contains("reason\r\n$4\r\nauth\r\n$7\r\ncontext\r\n$8\r\ntoplevel\r\n$6\r\nobject\r\n$4\r\nAUTH\r\n");
        assertThat(replies(node, "ACL LOG 1\r\n")).startsWith("*1\r\n");
        assertThat(replies(node, "CONFIG SET acllog-max-len 2\r\nACL LOG\r\nACL LOG RESET\r\nACL LOG\r\n"))
                .startsWith("+OK\r\n*2\r\n")
                .endsWith("+OK\r\n*0\r\n");
    }
}
