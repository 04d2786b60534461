package dev.espalier.bench.harness;

import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks a node how it is. */
final class NodeProbe {
    private NodeProbe() {}

    /** Asks for PING; an exception says why there is no PONG. */
    static void ping(Target target, Duration timeout) throws IOException {
        try (RespClient client = RespClient.connect(target, timeout)) {
            RespReply reply = client.call("PING");
            if (!reply.equals(new RespReply.Status("PONG"))) {
                throw new IOException(target + " answered PING with " + reply);
            }
        }
    }

    /** The lines {@code name:value} of INFO, in order. */
    static Map<String, String> info(Target target, Duration timeout) throws IOException {
        try (RespClient client = RespClient.connect(target, timeout)) {
            RespReply reply = client.call("INFO");
            if (!(reply instanceof RespReply.Bulk bulk)) {
                throw new IOException(target + " answered INFO with " + reply);
            }
            Map<String, String> lines = new LinkedHashMap<>();
            for (String line : bulk.text().split("\r?\n", -1)) {
                int colon = line.indexOf(':');
                if (colon > 0 && !line.startsWith("#")) {
                    lines.put(line.substring(0, colon), line.substring(colon + 1));
                }
            }
            return Collections.unmodifiableMap(lines);
        }
    }
}
