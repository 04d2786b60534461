package dev.espalier.bench.harness;

import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a node how it is. */
final class NodeProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String PROCESS_ID = "process_id";

    /**
     * What was told by somebody who answers PING.
     *
     * @param info the lines {@code name:value} of INFO, in order
     * @param problem why there are none, or {@code null}
     */
    record Answer(Map<String, String> info, @Nullable String problem) {
        /**
         * Who answered, in words, if it was not the process of {@code node}; {@code null} if it was, or if a server
         * that does not tell its process may have been it.
         */
        @Nullable
        String strangerTo(NodeState node) {
            String process = info.get(PROCESS_ID);
            if (process == null || process.equals(Long.toString(node.pid()))) {
                return null;
            }
            return "somebody else answers at " + node.target() + ": process " + process + ", while node " + node.id()
                    + " is process " + node.pid() + "; stop the one that does not belong there, or choose other ports";
        }
    }

    private NodeProbe() {}

    /** Asks for PING and INFO, both of the same process; an exception says why there is no PONG or no reply to INFO. */
    static Answer ask(Target target) throws IOException {
        try (RespClient client = RespClient.connect(target, TIMEOUT)) {
            RespReply pong = client.call("PING");
            if (!pong.equals(new RespReply.Status("PONG"))) {
                throw new IOException(target + " answered PING with " + pong);
            }
            RespReply info = client.call("INFO");
            return info instanceof RespReply.Bulk bulk
                    ? new Answer(lines(bulk.text()), null)
                    : new Answer(Map.of(), target + " answered INFO with " + info);
        }
    }

    private static Map<String, String> lines(String info) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : info.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                lines.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return Collections.unmodifiableMap(lines);
    }
}
