package dev.espalier.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One start of a node: its process, and what that wrote to its log, which may hold earlier starts too. */
final class NodeLaunch {
    private static final long POLL_MILLIS = 20;

    private final NodeState node;
    private final long logBytesBefore;

    private NodeLaunch(NodeState node, long logBytesBefore) {
        this.node = node;
        this.logBytesBefore = logBytesBefore;
    }

    /** Starts the process of {@code planned}, whose own process number and start time are of no meaning. */
    static NodeLaunch of(NodeState planned) throws IOException {
        ProcessHandle process;
        long logBytes;
        try {
            logBytes = Files.exists(planned.log()) ? Files.size(planned.log()) : 0;
            process = NodeProcess.start(planned.command(), Path.of(planned.dataDirectory()), planned.log());
        } catch (IOException e) {
            throw new IOException("node " + planned.id() + " cannot be started: " + e.getMessage(), e);
        }
        NodeState started = new NodeState(
                planned.id(),
                planned.host(),
                planned.clientPort(),
                planned.peerPort(),
                planned.dataDirectory(),
                planned.logFile(),
                planned.command(),
                process.pid(),
                NodeProcess.startTime(process));
        return new NodeLaunch(started, logBytes);
    }

    /** The node as it was started. */
    NodeState node() {
        return node;
    }

    /**
     * Waits until the node answers PING; that somebody answers at its port is not enough.
     *
     * @param untilNanos when to give up, of {@link System#nanoTime}
     * @param timeout how long that is, for the message
     */
    void awaitReady(long untilNanos, Duration timeout) throws NodeStartException, InterruptedException {
        while (true) {
            boolean alive = NodeProcess.find(node.pid(), node.started()).isPresent();
            String stranger = null;
            String problem;
            try {
                stranger = strangerThatAnswers(alive);
                if (stranger == null) {
                    return;
                }
                problem = stranger;
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
            }
            if (!alive) {
                throw failure("exited while starting" + (stranger == null ? "" : " (" + stranger + ")"));
            }
            if (System.nanoTime() - untilNanos >= 0) {
                throw failure("was not ready within " + timeout.toMillis() + " ms (" + problem + ")");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private @Nullable String strangerThatAnswers(boolean alive) throws IOException {
        NodeProbe.Answer answer = NodeProbe.ask(node.target());
        String stranger = answer.strangerTo(node);
        return stranger == null && !alive ? "somebody else answers at " + node.target() : stranger;
    }

    private NodeStartException failure(String what) {
        return new NodeStartException("node " + node.id() + " " + what + "; the end of its log " + node.logFile()
                + ":\n" + LogTail.of(node.log(), logBytesBefore));
    }
}
