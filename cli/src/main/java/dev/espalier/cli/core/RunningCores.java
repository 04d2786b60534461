package dev.espalier.cli.core;

import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.terminal.CommandFailedException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The cores of running nodes, over the protocol that clients speak. */
final class RunningCores implements Closeable {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final long TOLD_LIMIT_NANOS = Duration.ofSeconds(10).toNanos();

    private final Map<Target, RespClient> clients = new LinkedHashMap<>();
    private final Consumer<String> progress;

    private RunningCores(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Connects to every node. */
    static RunningCores connect(List<Target> targets, Consumer<String> progress) {
        RunningCores nodes = new RunningCores(progress);
        for (Target target : targets) {
            try {
                nodes.clients.put(target, RespClient.connect(target, LIMIT));
            } catch (IOException e) {
                nodes.close();
                throw new CommandFailedException(e.getMessage() + "; start the node, or check --target");
            }
        }
        return nodes;
    }

    List<Target> targets() {
        return List.copyOf(clients.keySet());
    }

    void progress(String line) {
        progress.accept(line);
    }

    /** What the node says to {@code CORE arguments}. */
    String call(Target node, String... arguments) {
        RespReply reply = reply(node, arguments);
        return switch (reply) {
            case RespReply.Bulk bulk -> bulk.text();
            case RespReply.Status status -> status.text();
            default -> reply.toString();
        };
    }

    private RespReply reply(Target node, String... arguments) {
        List<String> command = new ArrayList<>(List.of("CORE"));
        command.addAll(List.of(arguments));
        try {
            RespReply reply = Objects.requireNonNull(clients.get(node)).call(command.toArray(String[]::new));
            if (reply instanceof RespReply.Failure failure) {
                throw new CommandFailedException(
                        "node " + node + ": " + failure.text().replaceFirst("^ERR ", ""));
            }
            return reply;
        } catch (IOException e) {
            throw new CommandFailedException(
                    e.getMessage() + "; see CORE STATUS at each node for what has become of it");
        }
    }

    /** How {@code core}, which the node has loaded, would take over: {@code at once}, {@code epoch} or {@code none}. */
    String howToSwap(Target node, String core) {
        if (reply(node, "LIST") instanceof RespReply.Many all) {
            for (RespReply one : all.elements()) {
                Map<String, String> facts = facts(one);
                if (core.equals(facts.get("name"))) {
                    return facts.getOrDefault("swap", "");
                }
            }
        }
        throw new CommandFailedException("node " + node + " does not list core " + core);
    }

    /** The name of the core that is in force. */
    String inForce(Target node) {
        return facts(reply(node, "STATUS")).getOrDefault("core", "");
    }

    /** Waits, for as long as a node takes to be told, until {@code core} is in force; gives its hash. */
    String awaitInForce(Target node, String core) {
        long deadline = System.nanoTime() + TOLD_LIMIT_NANOS;
        Map<String, String> facts = facts(reply(node, "STATUS"));
        while (!core.equals(facts.get("core"))) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailedException("node " + node + " does not know yet that core " + core
                        + " is in force; it learns that from the others as soon as a link to one of them is up");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailedException("interrupted");
            }
            facts = facts(reply(node, "STATUS"));
        }
        return facts.getOrDefault("hash", "");
    }

    private static Map<String, String> facts(RespReply reply) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (reply instanceof RespReply.Many flat) {
            for (int i = 0; i + 1 < flat.elements().size(); i += 2) {
                facts.put(
                        flat.elements().get(i).toString(),
                        flat.elements().get(i + 1).toString());
            }
        }
        return facts;
    }

    @Override
    public void close() {
        for (RespClient client : clients.values()) {
            try {
                client.close();
            } catch (IOException e) {
                progress.accept("closing a connection failed: " + e.getMessage());
            }
        }
    }
}
