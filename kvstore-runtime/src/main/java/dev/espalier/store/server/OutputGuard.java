package dev.espalier.store.server;

import dev.espalier.store.config.OutputLimits.Limit;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts a client off that does not take what it is sent. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed close.
final class OutputGuard {
    private static final Logger log = LoggerFactory.getLogger(OutputGuard.class);
    private static final long AGAIN_MILLIS = 1000;

    private final Clients clients;
    private final ClientSession session;
    private final ChannelHandlerContext context;
    private final OutputWatch watch = new OutputWatch();
    private boolean lookingAgain;

    OutputGuard(Clients clients, ClientSession session, ChannelHandlerContext context) {
        this.clients = clients;
        this.session = session;
        this.context = context;
    }

    /** Looks at what lies there for the client; again later, while it is beyond the soft limit. */
    void check() {
        Limit limit = clients.outputLimits().of(session.state().listens());
        switch (watch.look(session.unsentBytes(), limit, System::nanoTime)) {
            case WITHIN -> {}
            case BEYOND_SOFT -> {
                if (!lookingAgain) {
                    lookingAgain = true;
                    context.executor().schedule(this::lookAgain, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
            case TOO_MUCH -> {
                log.warn(
                        "client {} does not take what it is sent ({} bytes) and is cut off, see client-output-buffer-limit",
                        session.remoteAddress(),
                        session.unsentBytes());
                clients.cutOff();
                context.close();
            }
        }
    }

    private void lookAgain() {
        lookingAgain = false;
        if (context.channel().isActive()) {
            check();
        }
    }
}
