package dev.espalier.store.metrics;

import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.config.OperationSettings;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP port for monitors, with a thread of its own: it answers while a node recovers, and tells when the event loop
 * does not. Only the taking of the node's figures runs on that loop.
 */
public final class MetricsServer implements AutoCloseable {
    private static final int REQUEST_BYTES_MAX = 8 << 10;
    private static final int IDLE_SECONDS = 75;
    private static final int ANSWER_LIMIT_SECONDS = 5;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("espalier-metrics", true), NioIoHandler.newFactory());
    private final Executor loop;
    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Channel listener;
    private volatile @Nullable NodeMetrics node;
    /** What the scrape that runs has taken from the node; this server's thread alone uses it. */
    private MetricSnapshots taken = MetricSnapshots.builder().build();

    /**
     * Opens the port that {@code settings} name.
     *
     * @param loop the event loop of the node
     */
    public MetricsServer(OperationSettings settings, Executor loop) throws NodeStartException {
        this.loop = loop;
        PrometheusRegistry figures = new PrometheusRegistry();
        this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, figures, Clock.SYSTEM);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        figures.register((MultiCollector) () -> taken);
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new ReadTimeoutHandler(IDLE_SECONDS))
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(REQUEST_BYTES_MAX))
                                .addLast(new MetricsHandler(MetricsServer.this));
                    }
                })
                .bind(settings.metricsBind(), settings.metricsPort())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new NodeStartException(
                    "the port for metrics cannot listen on " + settings.metricsBind() + ":" + settings.metricsPort()
                            + " (" + bound.cause().getMessage()
                            + "); stop the process that holds it, or set another metrics-port or metrics-bind",
                    bound.cause());
        }
        this.listener = bound.channel();
    }

    /** From now on there is a node to tell of. */
    public void serves(NodeMetrics metrics) {
        node = metrics;
    }

    /** The port. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** The figures in the format that {@code accepted} asks for, as text; fails if the loop does not answer in time. */
    CompletableFuture<String> scrape(@Nullable String accepted, Executor own) {
        return onLoop(NodeMetrics::collect, () -> MetricSnapshots.builder().build())
                .thenApplyAsync(
                        figures -> {
                            taken = figures;
                            return accepted == null ? registry.scrape() : registry.scrape(accepted);
                        },
                        own);
    }

    /** The node's health; fails if the loop does not answer in time. */
    CompletableFuture<Health> health() {
        return onLoop(NodeMetrics::health, () -> Health.STARTING);
    }

    private <T> CompletableFuture<T> onLoop(Function<NodeMetrics, T> question, Supplier<T> beforeStart) {
        NodeMetrics asked = node;
        return asked == null
                ? CompletableFuture.completedFuture(beforeStart.get())
                : CompletableFuture.supplyAsync(() -> question.apply(asked), loop)
                        .orTimeout(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        collections.close();
        registry.close();
    }
}
