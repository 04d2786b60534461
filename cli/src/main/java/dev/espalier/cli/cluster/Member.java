package dev.espalier.cli.cluster;

import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A node as changes of the membership talk to it. */
record Member(Target target) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Has the node carry {@code arguments} out; a refusal becomes this command's. */
    void change(String... arguments) throws IOException {
        RespReply reply = call(arguments);
        if (reply instanceof RespReply.Failure failure) {
            throw new CommandFailedException(target + " refused " + String.join(" ", arguments) + ": " + failure.text());
        }
    }

    /** The epoch of the membership that the node goes by. */
    long epoch() throws IOException {
        return call("NODE", "EPOCH") instanceof RespReply.IntegerNumber number ? number.value() : -1;
    }

    /** Whether the node has all that it was told to catch up with. */
    boolean hasCaughtUp() throws IOException {
        return info().stream().anyMatch("catching_up:"::equals)
                && info().stream().filter(line -> line.startsWith("peer_")).noneMatch(line -> line.contains("in=absent"));
    }

    /** How the node is doing with that, in its own words. */
    String progress() throws IOException {
        return info().stream().filter(line -> line.startsWith("catching_up:")).collect(Collectors.joining());
    }

    private List<String> info() throws IOException {
        return call("INFO", "replication") instanceof RespReply.Bulk text ? text.text().lines().toList() : List.of();
    }

    /** Whether the node answers at all. */
    boolean answers() {
        try {
            return call("PING").equals(new RespReply.Status("PONG"));
        } catch (IOException e) {
            return false;
        }
    }

    private RespReply call(String... arguments) throws IOException {
        try (RespClient client = RespClient.connect(target, TIMEOUT)) {
            return client.call(arguments);
        }
    }
}
