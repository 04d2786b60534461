package dev.espalier.bench.load;

import dev.espalier.bench.resp.Target;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of a run and the connections on them; epoll where there is one. A connection is there once its server has
 * let us in: after TLS and the password, where there are any.
 */
final class LoadConnections implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final long CLOSE_TIMEOUT_SECONDS = 10;

    private final List<Target> targets;
    private final MultiThreadIoEventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<LoopStatistics> statistics = new ArrayList<>();
    private final List<LoopPacer> pacers = new ArrayList<>();
    private final List<Long> threads = new ArrayList<>();
    private final Queue<Channel> channels = new ConcurrentLinkedQueue<>();
    private final Class<? extends SocketChannel> channelType;
    private final List<Entrance> entrances;

    LoadConnections(int threadCount, List<Target> targets) {
        this.targets = targets;
        this.entrances = targets.stream().map(Entrance::to).toList();
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        group = new MultiThreadIoEventLoopGroup(threadCount, new DefaultThreadFactory("load", true), factory);
        for (int i = 0; i < threadCount; i++) {
            EventLoop loop = group.next();
            loops.add(loop);
            statistics.add(new LoopStatistics(targets.size()));
            pacers.add(new LoopPacer(loop));
            threads.add(loop.submit(() -> Thread.currentThread().threadId())
                    .syncUninterruptibly()
                    .getNow());
        }
    }

    /** The counts of all loops; complete only after {@link #close}. */
    List<LoopStatistics> statistics() {
        return statistics;
    }

    /** The counts of the loop that connection {@code number} is on. */
    LoopStatistics statisticsOf(int number) {
        return statistics.get(loopOf(number));
    }

    /** The pacer of the loop that connection {@code number} is on. */
    LoopPacer pacerOf(int number) {
        return pacers.get(loopOf(number));
    }

    /** The numbers of the loops' threads. */
    List<Long> threads() {
        return threads;
    }

    /** Lets sessions that wait for their next operation find out that the run is over. */
    void releaseAll() {
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).execute(pacers.get(i)::releaseAll);
        }
    }

    /** Connects {@code session} to a target; the session does not start yet. */
    void connect(int number, int target, LoadSession session) throws TargetUnreachableException, InterruptedException {
        session.connecting(target);
        Future<Channel> opened = open(number, target, session).await();
        if (!opened.isSuccess()) {
            Throwable cause = opened.cause();
            throw new TargetUnreachableException(
                    targets.get(target), "connection " + number + " failed: " + cause.getMessage(), cause);
        }
    }

    /** Begins to connect to a target; the channel has no session yet. Called on the loop of connection {@code number}. */
    Future<Channel> open(int number, int target) {
        return open(number, target, new ChannelInboundHandlerAdapter());
    }

    private Future<Channel> open(int number, int target, ChannelHandler handler) {
        Promise<Channel> entered = loop(number).newPromise();
        ChannelFuture connected = bootstrap(number)
                .handler(entrances.get(target).before(handler, entered))
                .connect(targets.get(target).resolve());
        channels.add(connected.channel());
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                entered.tryFailure(done.cause());
            }
        });
        return entered;
    }

    /** The loop of connection {@code number}. */
    EventLoop loop(int number) {
        return loops.get(loopOf(number));
    }

    private Bootstrap bootstrap(int number) {
        return new Bootstrap()
                .group(loop(number))
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
    }

    /**
     * Starts all sessions, in the order in which they were connected.
     *
     * @param originNanos from when operations that are due by the clock count
     */
    void start(List<LoadSession> sessions, long originNanos) {
        for (int i = 0; i < sessions.size(); i++) {
            LoadSession session = sessions.get(i);
            loops.get(loopOf(i)).execute(() -> session.start(originNanos));
        }
    }

    /** Connections of one target are spread over the loops too. */
    private int loopOf(int number) {
        return (number / targets.size() + number) % loops.size();
    }

    /** Closes all connections and ends the loops. What they counted is then visible to the caller. */
    @Override
    public void close() {
        for (Channel channel : channels) {
            // The loops end only after their channels are closed.
            var _ = channel.close();
        }
        if (!group.shutdownGracefully(0, CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(2 * CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the load's event loops did not end; their counts cannot be trusted");
        }
    }
}
