package dev.espalier.simulation;

import dev.espalier.bench.resp.RespRequests;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of a client.
 *
 * @param kind which
 * @param key the key's number
 * @param value what is put; 0 where nothing is
 * @param token the token to resume, or the core to swap to; empty where there is none
 */
record Request(Kind kind, int key, long value, String token) {
    /** What is asked for. */
    enum Kind {
        PUT,
        GET,
        TOKEN,
        RESUME,
        SIZE,
        SWAP
    }

    static Request put(int key, long value) {
        return new Request(Kind.PUT, key, value, "");
    }

    static Request get(int key) {
        return new Request(Kind.GET, key, 0, "");
    }

    static Request of(Kind kind) {
        return new Request(kind, 0, 0, "");
    }

    static Request resume(String token) {
        return new Request(Kind.RESUME, 0, 0, token);
    }

    static Request swap(String core) {
        return new Request(Kind.SWAP, 0, 0, core);
    }

    private List<String> words() {
        return switch (kind) {
            case PUT -> List.of("SET", "k" + key, SimulatedClient.VALUE_PREFIX + value);
            case GET -> List.of("GET", "k" + key);
            case TOKEN -> List.of("SESSION", "TOKEN");
            case RESUME -> List.of("SESSION", "RESUME", token);
            case SIZE -> List.of("DBSIZE");
            case SWAP -> List.of("CORE", "SWAP", token, "FORCE");
        };
    }

    /** All of them as a client sends them. */
    static byte[] encode(List<Request> requests) {
        ByteBuf out = Unpooled.buffer();
        for (Request request : requests) {
            List<byte[]> words = new ArrayList<>();
            request.words().forEach(word -> words.add(word.getBytes(StandardCharsets.UTF_8)));
            RespRequests.write(out, words);
        }
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }
}
