package dev.espalier.store.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** One connection of a monitor: a request at a time. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
final class MetricsHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(MetricsHandler.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private record Answer(HttpResponseStatus status, String type, String body) {}

    private record Report(String status, List<String> troubles) {}

    private final MetricsServer server;

    MetricsHandler(MetricsServer server) {
        this.server = server;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        String path = new QueryStringDecoder(request.uri()).path();
        CompletableFuture<Answer> answer;
        if (!request.decoderResult().isSuccess()) {
            answer = plain(HttpResponseStatus.BAD_REQUEST, "not a request of HTTP/1.1\n");
        } else if (!request.method().equals(HttpMethod.GET)) {
            answer = plain(HttpResponseStatus.METHOD_NOT_ALLOWED, "only GET is answered here\n");
        } else {
            answer = switch (path) {
                case "/metrics" -> metrics(context, request.headers().get(HttpHeaderNames.ACCEPT));
                case "/health/live" ->
                    server.health()
                            .handle((health, late) -> late == null
                                    ? health(HttpResponseStatus.OK, "live", Health.READY)
                                    : health(
                                            HttpResponseStatus.SERVICE_UNAVAILABLE,
                                            "the event loop does not answer",
                                            Health.READY));
                case "/health/ready" ->
                    server.health()
                            .thenApply(health -> health.isReady()
                                    ? health(HttpResponseStatus.OK, "ready", health)
                                    : health(HttpResponseStatus.SERVICE_UNAVAILABLE, "not ready", health));
                default -> plain(HttpResponseStatus.NOT_FOUND, "there are /metrics, /health/live and /health/ready\n");
            };
        }
        answer.exceptionally(failure -> {
                    log.warn("a request for {} was not answered: {}", path, failure.toString());
                    return new Answer(HttpResponseStatus.SERVICE_UNAVAILABLE, TEXT, "the event loop does not answer\n");
                })
                .thenAcceptAsync(made -> send(context, made, keepAlive), context.executor());
    }

    private CompletableFuture<Answer> metrics(ChannelHandlerContext context, @Nullable String accepted) {
        boolean open = accepted != null && accepted.contains("application/openmetrics-text");
        return server.scrape(open ? "application/openmetrics-text" : null, context.executor())
                .thenApply(text -> new Answer(
                        HttpResponseStatus.OK,
                        open ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : TEXT,
                        text));
    }

    private static Answer health(HttpResponseStatus status, String word, Health health) {
        return new Answer(
                status, "application/json", JSON.writeValueAsString(new Report(word, health.troubles())) + "\n");
    }

    private static CompletableFuture<Answer> plain(HttpResponseStatus status, String text) {
        return CompletableFuture.completedFuture(new Answer(status, TEXT, text));
    }

    private static void send(ChannelHandlerContext context, Answer answer, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, answer.status(), Unpooled.copiedBuffer(answer.body(), UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.type());
        HttpUtil.setContentLength(response, response.content().readableBytes());
        HttpUtil.setKeepAlive(response, keepAlive);
        if (keepAlive) {
            context.writeAndFlush(response, context.voidPromise());
        } else {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("connection of monitor {} failed", context.channel().remoteAddress(), cause);
        context.close();
    }
}
