package dev.espalier.bench.remote;

import dev.espalier.bench.remote.Inventory.StoreHost;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The nodes of an inventory, each started through a shell on its host. A node ends when the shell's input does, so that none
 * is left behind when we end, however that comes about.
 */
public final class RemoteStore implements AutoCloseable {
    private static final Duration PING_LIMIT = Duration.ofSeconds(2);
    private static final long READY_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long POLL_MILLIS = 100;
    private static final long END_LIMIT_SECONDS = 20;

    private final List<Process> shells = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    private RemoteStore() {}

    /**
     * Starts the nodes that do not run yet, and waits until all answer PING from here.
     *
     * @param logs directory for what nodes and shells say
     * @throws IOException naming the host that did not come up, with its log; all are ended then
     */
    public static RemoteStore start(Inventory inventory, Path logs) throws IOException, InterruptedException {
        RemoteStore store = new RemoteStore();
        boolean ready = false;
        try {
            RemoteShell shell = new RemoteShell(inventory.ssh());
            for (int i = 0; i < inventory.store().size(); i++) {
                StoreHost host = inventory.store().get(i);
                store.targets.add(new Target(host.host(), host.port()));
                if (!host.running()) {
                    store.shells.add(new ProcessBuilder(shell.script(host.login(), script(inventory, i)))
                            .redirectErrorStream(true)
                            .redirectOutput(log(logs, i).toFile())
                            .start());
                }
            }
            long until = System.nanoTime() + READY_LIMIT_NANOS;
            for (int i = 0; i < store.targets.size(); i++) {
                awaitReady(store.targets.get(i), log(logs, i), until);
            }
            ready = true;
            return store;
        } finally {
            if (!ready) {
                store.close();
            }
        }
    }

    private static Path log(Path logs, int index) {
        return logs.resolve("node-" + (index + 1) + ".log");
    }

    /** A node in a directory of its own that is removed after it, and ends with the input of its shell. */
    static String script(Inventory inventory, int index) {
        StoreHost host = inventory.store().get(index);
        List<String> peers = new ArrayList<>();
        for (int i = 0; i < inventory.store().size(); i++) {
            StoreHost peer = inventory.store().get(i);
            if (i != index) {
                peers.add((i + 1) + "@" + peer.host() + ":" + peer.peerPort());
            }
        }
        List<String> node = List.of(
                inventory.espalier(),
                "serve",
                "--node-id=" + (index + 1),
                "--bind=" + host.host(),
                "--port=" + host.port(),
                "--peer-port=" + host.peerPort(),
                "--peers=" + String.join(",", peers),
                "--core=" + inventory.core(),
                "--durability=" + inventory.durability(),
                // The hosts are ours for the run; without a password others than the host itself would be refused.
                "--protected-mode=no");
        String line = String.join(" ", node.stream().map(RemoteShell::quoted).toList());
        return "d=$(mktemp -d " + RemoteShell.quoted(host.data() + "/espalier-bench-XXXXXX") + ") || exit 1; " + line
                + " --data-dir=\"$d\" </dev/null & p=$!; cat >/dev/null; kill $p; wait $p; rm -rf \"$d\"";
    }

    private static void awaitReady(Target target, Path log, long untilNanos) throws IOException, InterruptedException {
        while (true) {
            String problem;
            try (RespClient client = RespClient.connect(target, PING_LIMIT)) {
                RespReply reply = client.call("PING");
                if (reply.equals(new RespReply.Status("PONG"))) {
                    return;
                }
                problem = "it answered PING with " + reply;
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
            }
            if (System.nanoTime() - untilNanos >= 0) {
                throw new IOException("the node at " + target + " is not ready (" + problem + "); it said: "
                        + (Files.exists(log) ? Files.readString(log).strip() : "nothing"));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Where the nodes answer. */
    public List<Target> targets() {
        return List.copyOf(targets);
    }

    /** Ends the nodes that were started, and removes what they wrote. */
    @Override
    public void close() {
        for (Process shell : shells) {
            try {
                shell.getOutputStream().close();
            } catch (IOException e) {
                // It is gone already.
                shell.destroy();
            }
        }
        for (Process shell : shells) {
            try {
                if (!shell.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    shell.destroyForcibly();
                }
            } catch (InterruptedException e) {
                shell.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
