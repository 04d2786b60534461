package dev.espalier.synth.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider on this machine that says what it was told to say, in the wire format of the real ones. */
final class ScriptedProvider implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> paths = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    /** What is said to one request. */
    sealed interface Reply {
        /** Events of a stream; cut off before the last if {@code cut}. */
        record Stream(String events, boolean cut) implements Reply {}

        /** An error. */
        record Failure(int status, String body) implements Reply {}

        /** Too many requests: the next is welcome after so many seconds. */
        record Limited(int seconds) implements Reply {}
    }

    ScriptedProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The bodies of the requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Where the requests went. */
    List<String> paths() {
        return List.copyOf(paths);
    }

    /** What the requests said of their key. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    ScriptedProvider then(Reply reply) {
        replies.add(reply);
        return this;
    }

    /** A turn of Anthropic's messages, streamed. */
    static Reply anthropic(String text, String stopReason, ToolCall... calls) {
        StringBuilder events = new StringBuilder();
        event(
                events,
                "message_start",
                Map.of(
                        "type",
                        "message_start",
                        "message",
                        Map.of(
                                "id",
                                "msg_1",
                                "type",
                                "message",
                                "role",
                                "assistant",
                                "model",
                                "scripted",
                                "content",
                                List.of(),
                                "usage",
                                Map.of("input_tokens", 100, "output_tokens", 1, "cache_read_input_tokens", 40))));
        int index = 0;
        if (!text.isEmpty()) {
            block(events, index++, Map.of("type", "text", "text", ""), Map.of("type", "text_delta", "text", text));
        }
        for (ToolCall call : calls) {
            String json = call.malformed().isEmpty() ? JSON.writeValueAsString(call.arguments()) : call.malformed();
            int half = json.length() / 2;
            event(
                    events,
                    "content_block_start",
                    Map.of(
                            "type",
                            "content_block_start",
                            "index",
                            index,
                            "content_block",
                            Map.of("type", "tool_use", "id", call.id(), "name", call.tool(), "input", Map.of())));
            for (String part : List.of(json.substring(0, half), json.substring(half))) {
                event(
                        events,
                        "content_block_delta",
                        Map.of(
                                "type",
                                "content_block_delta",
                                "index",
                                index,
                                "delta",
                                Map.of("type", "input_json_delta", "partial_json", part)));
            }
            event(events, "content_block_stop", Map.of("type", "content_block_stop", "index", index));
            index++;
        }
        event(
                events,
                "message_delta",
                Map.of(
                        "type",
                        "message_delta",
                        "delta",
                        Map.of("stop_reason", stopReason),
                        "usage",
                        Map.of("output_tokens", 20)));
        event(events, "message_stop", Map.of("type", "message_stop"));
        return new Reply.Stream(events.toString(), false);
    }

    private static void block(StringBuilder events, int index, Map<String, Object> begin, Map<String, Object> delta) {
        event(
                events,
                "content_block_start",
                Map.of("type", "content_block_start", "index", index, "content_block", begin));
        event(events, "content_block_delta", Map.of("type", "content_block_delta", "index", index, "delta", delta));
        event(events, "content_block_stop", Map.of("type", "content_block_stop", "index", index));
    }

    private static void event(StringBuilder events, String name, Map<String, Object> data) {
        events.append("event: ")
                .append(name)
                .append("\ndata: ")
                .append(JSON.writeValueAsString(data))
                .append("\n\n");
    }

    /** A turn of OpenAI's chat completions, streamed. */
    static Reply openAi(String text, String finishReason, ToolCall... calls) {
        StringBuilder events = new StringBuilder();
        chunk(events, Map.of("role", "assistant", "content", text), null);
        int index = 0;
        for (ToolCall call : calls) {
            String json = call.malformed().isEmpty() ? JSON.writeValueAsString(call.arguments()) : call.malformed();
            int half = json.length() / 2;
            chunk(
                    events,
                    Map.of(
                            "tool_calls",
                            List.of(Map.of(
                                    "index",
                                    index,
                                    "id",
                                    call.id(),
                                    "type",
                                    "function",
                                    "function",
                                    Map.of("name", call.tool(), "arguments", json.substring(0, half))))),
                    null);
            chunk(
                    events,
                    Map.of(
                            "tool_calls",
                            List.of(Map.of("index", index, "function", Map.of("arguments", json.substring(half))))),
                    null);
            index++;
        }
        chunk(events, Map.of(), finishReason);
        events.append("data: ")
                .append(JSON.writeValueAsString(Map.of(
                        "id",
                        "c1",
                        "object",
                        "chat.completion.chunk",
                        "created",
                        1,
                        "model",
                        "scripted",
                        "choices",
                        List.of(),
                        "usage",
                        Map.of(
                                "prompt_tokens",
                                140,
                                "completion_tokens",
                                20,
                                "total_tokens",
                                160,
                                "prompt_tokens_details",
                                Map.of("cached_tokens", 40)))))
                .append("\n\ndata: [DONE]\n\n");
        return new Reply.Stream(events.toString(), false);
    }

    private static void chunk(
            StringBuilder events, Map<String, Object> delta, @org.jspecify.annotations.Nullable String finish) {
        Map<String, Object> choice = new java.util.LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("finish_reason", finish);
        events.append("data: ")
                .append(JSON.writeValueAsString(Map.of(
                        "id",
                        "c1",
                        "object",
                        "chat.completion.chunk",
                        "created",
                        1,
                        "model",
                        "scripted",
                        "choices",
                        List.of(choice))))
                .append("\n\n");
    }

    /** The calls of earlier turns that have no result: no provider takes such a conversation. */
    private static List<String> unanswered(JsonNode request) {
        List<String> calls = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            for (JsonNode call : message.path("tool_calls")) {
                calls.add(call.path("id").asString());
            }
            if (message.path("role").asString("").equals("tool")) {
                calls.remove(message.path("tool_call_id").asString());
            }
            if (message.path("content").isArray()) {
                for (JsonNode block : message.path("content")) {
                    switch (block.path("type").asString("")) {
                        case "tool_use" -> calls.add(block.path("id").asString());
                        case "tool_result" ->
                            calls.remove(block.path("tool_use_id").asString());
                        default -> {}
                    }
                }
            }
        }
        return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(request);
            paths.add(exchange.getRequestURI().getPath());
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key"))
                    + String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            List<String> unanswered = unanswered(JSON.readTree(request));
            Reply reply = unanswered.isEmpty()
                    ? replies.poll()
                    : new Reply.Failure(
                            400,
                            JSON.writeValueAsString(Map.of(
                                    "type",
                                    "error",
                                    "error",
                                    Map.of(
                                            "type",
                                            "invalid_request_error",
                                            "message",
                                            "no results of the calls " + unanswered))));
            switch (reply) {
                case Reply.Limited(int seconds) -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.getResponseHeaders().add("retry-after", String.valueOf(seconds));
                    byte[] bytes = "{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slower\"}}"
                            .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(429, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                case Reply.Failure(int status, String body) -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.getResponseHeaders().add("retry-after-ms", "10");
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                case Reply.Stream(String events, boolean cut) -> {
                    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream out = exchange.getResponseBody();
                    String said = cut ? events.substring(0, events.length() / 2) : events;
                    out.write(said.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    if (cut) {
                        throw new IOException("cut off as scripted");
                    }
                }
                case null -> {
                    exchange.sendResponseHeaders(418, -1);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
