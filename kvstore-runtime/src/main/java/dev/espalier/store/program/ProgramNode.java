package dev.espalier.store.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.NodeId;
import dev.espalier.store.NodeTransport;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.peer.PutInterceptor;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The process of a node in programs mode. It reads commands from standard input, a JSON object a line, and answers on
 * standard output likewise, until its input ends:
 *
 * <pre>
 * {"do":"prepare", ...RoundSettings}         a new replica        {"event":"prepared","puts":P}
 * {"do":"connect","peers":[...]}             links to all         {"event":"connected"}
 * {"do":"start","putsExpected":N}            run the program      {"event":"applied","nanos":T}, once all N are
 * {"do":"progress"}                          at any time          {"event":"progress", ...}
 * {"do":"report"}                            after the round      {"event":"report", ...}
 * </pre>
 *
 * It begins with {@code {"event":"ready", ...}} and says {@code {"event":"failed","message":...}} when it cannot go on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection is closed without waiting
public final class ProgramNode implements RoundListener {
    private static final long CONNECT_LIMIT_SECONDS = 20;
    private static final long POLL_MILLIS = 2;

    private final JsonMapper json = JsonMapper.builder().build();
    private final NodeId self;
    private final int nodes;
    private final LoadedCore core;
    private final PutInterceptor interceptor;
    private final NodeTransport transport;
    private final EventLoop loop;
    private volatile @Nullable ProgramRound round;

    private ProgramNode(NodeId self, int nodes, LoadedCore core, PutInterceptor interceptor) {
        this.self = self;
        this.nodes = nodes;
        this.core = core;
        this.interceptor = interceptor;
        this.transport = new NodeTransport("espalier-" + self);
        this.loop = transport.group().next();
    }

    /** Runs a node and exits when its input ends. Arguments: number of this node, from 1; number of nodes; core. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, PutInterceptor.passThrough()));
    }

    /** Runs a node, with a say in which puts arrive, until its input ends; returns the exit code. */
    public static int run(String[] arguments, PutInterceptor interceptor) {
        if (arguments.length != 3) {
            System.err.println("usage: NODE NODES CORE");
            return 2;
        }
        try {
            ProgramNode node = new ProgramNode(
                    new NodeId(Integer.parseInt(arguments[0])),
                    Integer.parseInt(arguments[1]),
                    Cores.load(arguments[2], true),
                    interceptor);
            node.serve();
            return 0;
        } catch (NodeStartException | RuntimeException | IOException e) {
            say(JsonMapper.builder()
                    .build()
                    .createObjectNode()
                    .put("event", "failed")
                    .put("message", String.valueOf(e.getMessage())));
            return 1;
        } catch (InterruptedException e) {
            return 1;
        }
    }

    private void serve() throws NodeStartException, IOException, InterruptedException {
        Channel listener = transport.listen("127.0.0.1", 0, "a node of the program", "port", this::accept);
        say(event("ready")
                .put("port", ((InetSocketAddress) listener.localAddress()).getPort())
                .put("pid", ProcessHandle.current().pid())
                .put("core", core.identity().name())
                .put("specification", core.identity().specification())
                .put("hash", core.identity().hash())
                .put("verified", core.identity().isVerified()));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                long nanos = System.nanoTime();
                obey(json.readTree(line), nanos);
            }
        } catch (JacksonException e) {
            throw new IOException("a command that is no JSON: " + e.getOriginalMessage(), e);
        } finally {
            closeRound();
            transport.close();
        }
    }

    /** A peer whose round is not over yet connects again when this node's is: nobody is at home for it. */
    private ChannelHandler accept() {
        ProgramRound current = round;
        return current != null
                ? current.accept()
                : new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelActive(ChannelHandlerContext context) {
                        context.close();
                    }
                };
    }

    private void obey(JsonNode command, long nanos) throws NodeStartException, IOException, InterruptedException {
        switch (command.path("do").asString()) {
            case "prepare" -> prepare(json.treeToValue(command.get("settings"), RoundSettings.class));
            case "connect" -> connect(List.of(json.treeToValue(command.get("peers"), Peer[].class)));
            case "start" -> {
                long putsExpected = command.path("putsExpected").asLong();
                ProgramRound current = current();
                loop.execute(() -> current.start(nanos, putsExpected));
            }
            case "progress" -> {
                ProgramRound current = current();
                say(event("progress")
                        .put("ownPuts", current.statistics().ownPuts())
                        .put("gets", current.statistics().gets())
                        .put("putsApplied", current.statistics().putsApplied())
                        .put("putsPending", current.statistics().putsPending()));
            }
            case "report" -> report();
            default -> throw new IOException("an unknown command: " + command);
        }
    }

    private ProgramRound current() throws IOException {
        ProgramRound current = round;
        if (current == null) {
            throw new IOException("a command for a round before the first one");
        }
        return current;
    }

    private void prepare(RoundSettings settings) throws NodeStartException, IOException, InterruptedException {
        closeRound();
        // What earlier rounds left is not this one's to collect.
        System.gc();
        ProgramRound next = onLoop(() -> new ProgramRound(settings, core, self, nodes, loop, interceptor, this));
        round = next;
        say(event("prepared").put("puts", next.puts()));
    }

    private void connect(List<Peer> peers) throws NodeStartException, IOException, InterruptedException {
        ProgramRound current = current();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECT_LIMIT_SECONDS);
        onLoop(() -> {
            current.connect(peers, transport.connector());
            return true;
        });
        while (!onLoop(current::isConnected)) {
            if (System.nanoTime() - until >= 0) {
                throw new NodeStartException("the links of node " + self + " were not there within "
                        + CONNECT_LIMIT_SECONDS + " s: " + onLoop(current::trouble)
                        + "; see the logs of the other nodes");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        say(event("connected"));
    }

    private void report() throws NodeStartException, IOException, InterruptedException {
        ProgramRound current = current();
        say(onLoop(() -> event("report")
                .put("cpuNanos", current.cpuNanos())
                .put("ownPuts", current.statistics().ownPuts())
                .put("putsApplied", current.statistics().putsApplied())
                .put("putsPending", current.statistics().putsPending())
                .put("gets", current.client().gets())
                .put("getsThatWaited", current.client().waits())
                .put("payloadBytes", current.client().payloadBytes())
                .put("digest", current.digest())));
    }

    private void closeRound() throws IOException, InterruptedException {
        ProgramRound old = round;
        round = null;
        if (old != null) {
            try {
                onLoop(() -> {
                    old.close();
                    return true;
                });
            } catch (NodeStartException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    private <T> T onLoop(Callable<T> task) throws NodeStartException, InterruptedException {
        try {
            return loop.submit(task).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof NodeStartException start) {
                throw start;
            }
            throw new NodeStartException(String.valueOf(cause), e);
        }
    }

    @Override
    public void allApplied(long nanosSinceStart) {
        say(event("applied").put("nanos", nanosSinceStart));
    }

    @Override
    public void failed(Exception cause) {
        say(event("failed").put("message", String.valueOf(cause.getMessage())));
    }

    private ObjectNode event(String name) {
        return json.createObjectNode().put("event", name);
    }

    /** One line, whole: both the loop and the thread that reads commands speak. */
    @SuppressWarnings("SystemOut") // standard output is the channel to whoever runs the program
    private static void say(ObjectNode message) {
        synchronized (System.out) {
            System.out.println(message);
            System.out.flush();
        }
    }
}
