package dev.espalier.store;

import dev.espalier.store.config.NodeStartException;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One event loop thread and its sockets: epoll where the platform has it, NIO elsewhere. */
public final class NodeTransport {
    /**
     * Cores whose store is a chain of closures recurse once a link, so the stack is large; it is address space that is
     * only backed by memory as far as it is used.
     */
    private static final long STACK_BYTES = 1L << 30;

    private static final int CONNECT_LIMIT_MILLIS = 2000;
    private static final boolean EPOLL = Epoll.isAvailable();

    private final EventLoopGroup group;
    private final Bootstrap connector;

    /** A loop that somebody else has, and how it connects to peers. */
    public NodeTransport(EventLoopGroup group, Bootstrap connector) {
        this.group = group;
        this.connector = connector;
    }

    /** Starts the loop's thread under {@code threadName}. */
    public NodeTransport(String threadName) {
        ThreadFactory threads = task -> new FastThreadLocalThread(null, task, threadName, STACK_BYTES);
        this.group = new MultiThreadIoEventLoopGroup(
                1, threads, EPOLL ? KeptInEpoll.newFactory() : NioIoHandler.newFactory());
        this.connector = new Bootstrap()
                .group(group)
                .channel(EPOLL ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_LIMIT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 20, 4 << 20));
    }

    /** The one loop. */
    public EventLoopGroup group() {
        return group;
    }

    static String name() {
        return EPOLL ? "epoll" : "nio";
    }

    /** Listens; {@code what} and {@code setting} are for the error. */
    public Channel listen(String host, int port, String what, String setting, Supplier<ChannelHandler> handlers)
            throws NodeStartException {
        Class<? extends ServerChannel> type = EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(512 << 10, 1 << 20))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(handlers.get());
                    }
                })
                .bind(host, port)
                .awaitUninterruptibly();
        if (bound.isSuccess()) {
            return bound.channel();
        }
        Throwable cause = bound.cause();
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        throw new NodeStartException(
                message.contains("in use")
                        ? "port " + port + " is already in use on " + host + ", so " + what
                                + " cannot listen; stop the process that holds it or set another " + setting
                        : what + " cannot listen on " + host + ":" + port + " (" + message + "); check bind and "
                                + setting,
                cause);
    }

    /**
     * What {@code task} gives on the loop.
     *
     * @throws NodeStartException that the task throws, or because it failed otherwise
     */
    <T> T onLoop(Callable<T> task) throws NodeStartException {
        try {
            return group.submit(task).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof NodeStartException start) {
                throw start;
            }
            throw new NodeStartException("the node failed to start (" + cause + "); this is a defect", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeStartException("the start of the node was interrupted", e);
        }
    }

    /** For connections to peers. */
    public Bootstrap connector() {
        return connector;
    }

    /** Ends the loop. */
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
