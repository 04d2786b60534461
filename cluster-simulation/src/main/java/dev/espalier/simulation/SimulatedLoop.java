package dev.espalier.simulation;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The event loop of a simulated node: its tasks run when the simulation says so, in the simulation's thread and time. */
final class SimulatedLoop extends AbstractScheduledEventExecutor implements EventLoop {
    /** Netty's word for "no task is scheduled". */
    private static final long NONE = -1;

    private final Timeline timeline;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean stopped;

    SimulatedLoop(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Runs what is due until nothing is. */
    void run() {
        while (!stopped) {
            for (Runnable due = pollScheduledTask(timeline.nanoTime());
                    due != null;
                    due = pollScheduledTask(timeline.nanoTime())) {
                tasks.add(due);
            }
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            task.run();
        }
    }

    /** Runs nothing any more. */
    void stop() {
        stopped = true;
        tasks.clear();
    }

    boolean hasTasks() {
        return !tasks.isEmpty();
    }

    /** When the next timer is due; {@link Long#MAX_VALUE} when there is none. */
    long nextDeadlineNanos() {
        long next = nextScheduledTaskDeadlineNanos();
        return next == NONE ? Long.MAX_VALUE : next;
    }

    @Override
    public Ticker ticker() {
        return timeline;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Everything happens in one thread. */
    @Override
    public boolean inEventLoop(Thread thread) {
        return true;
    }

    @Override
    public boolean inEventLoop() {
        return true;
    }

    @Override
    public @Nullable EventLoopGroup parent() {
        return (EventLoopGroup) super.parent();
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("a simulated loop ends with its node");
    }

    @Override
    public Future<?> terminationFuture() {
        throw new UnsupportedOperationException("a simulated loop ends with its node");
    }

    @Override
    @Deprecated
    public void shutdown() {
        throw new UnsupportedOperationException("a simulated loop ends with its node");
    }

    @Override
    public boolean isShuttingDown() {
        return false;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
