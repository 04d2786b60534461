package dev.espalier.store;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Netty's epoll, which keeps a socket that listens to nothing for a while. By itself Netty 4.2 takes such a socket out and
 * cannot put it in again, so that it closes a client that has ended its sending at the next reply that does not fit into
 * the kernel's buffer, or when it is to be read from (https://github.com/netty/netty/pull/16689). Kept, it is told of
 * errors alone, and once each: a reset is noticed also while nothing is to be read or written.
 */
final class KeptInEpoll implements IoHandler {
    /** Edge-triggered and nothing else: what the kernel always tells, errors and hang-ups, and not again and again. */
    private static final EpollIoOps ERRORS_ALONE = EpollIoOps.EPOLLET;

    private final IoHandler epoll;

    private KeptInEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory netty = EpollIoHandler.newFactory();
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor loop) {
                return new KeptInEpoll(netty.newHandler(loop));
            }

            @Override
            public boolean isChangingThreadSupported() {
                return netty.isChangingThreadSupported();
            }
        };
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        if (!(handle instanceof EpollIoHandle socket)) {
            throw new IllegalArgumentException("no socket of epoll: " + handle);
        }
        Kept kept = new Kept(socket);
        kept.registration = epoll.register(kept);
        return kept;
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    /** A socket as epoll sees it, and its registration as the socket sees it. */
    private static final class Kept implements EpollIoHandle, IoRegistration {
        private final EpollIoHandle socket;
        private IoRegistration registration;
        private boolean added;
        private boolean errorsAlone;

        @SuppressWarnings("NullAway.Init") // The registration comes right after, before anything is told or asked.
        Kept(EpollIoHandle socket) {
            this.socket = socket;
        }

        @Override
        public long submit(IoOps wanted) {
            errorsAlone = added && EpollIoOps.NONE.equals(wanted);
            added |= !EpollIoOps.NONE.equals(wanted);
            return registration.submit(errorsAlone ? ERRORS_ALONE : wanted);
        }

        @Override
        public void handle(IoRegistration from, IoEvent event) {
            if (!errorsAlone) {
                socket.handle(this, event);
            } else if (((EpollIoEvent) event).ops().contains(EpollIoOps.EPOLLERR)) {
                // The socket would neither read nor write and so never learn of it. Other events are older than the
                // wish.
                close();
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (Exception e) {
                throw new IllegalStateException("a socket of Netty does not close", e);
            }
        }

        @Override
        public FileDescriptor fd() {
            return socket.fd();
        }

        @Override
        public void registered() {
            socket.registered();
        }

        @Override
        public void unregistered() {
            socket.unregistered();
        }

        @Override
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            return registration.cancel();
        }
    }
}
