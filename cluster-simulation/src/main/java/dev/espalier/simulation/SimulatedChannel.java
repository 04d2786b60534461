package dev.espalier.simulation;

import dev.espalier.simulation.Connection.Side;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A node's end of a connection, as Netty's channel: everything of the node's pipeline is the production's. */
final class SimulatedChannel extends AbstractChannel implements Endpoint {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);
    private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    /** A number instead of Netty's identity of process and machine. */
    private record Number(long value) implements ChannelId {
        @Override
        public String asShortText() {
            return Long.toString(value);
        }

        @Override
        public String asLongText() {
            return Long.toString(value);
        }

        @Override
        public int compareTo(ChannelId other) {
            return asLongText().compareTo(other.asLongText());
        }
    }

    private final SimulatedProcess process;
    private final SimulatedNetwork network;
    private final ChannelConfig config;
    private final ArrayDeque<byte[]> unread = new ArrayDeque<>();
    private @Nullable Side side;
    private @Nullable ChannelPromise connecting;
    private boolean open = true;
    private boolean active;
    private boolean wantsToRead;

    SimulatedChannel(SimulatedProcess process, SimulatedNetwork network, long number) {
        super(null, new Number(number));
        this.process = process;
        this.network = network;
        this.config = new DefaultChannelConfig(this).setAllocator(HEAP);
    }

    /** Takes its place on the accepting end. */
    void accepted(Side accepted) {
        side = accepted;
        active = true;
    }

    private final class Connecting implements SimulatedNetwork.Attempt {
        @Override
        public Side open(Connection connection) {
            Side made = new Side(connection, process.host(), SimulatedChannel.this);
            side = made;
            if (!open) {
                made.gone = true;
            }
            return made;
        }

        @Override
        public void connected(Side established) {
            process.arrive(() -> {
                ChannelPromise promise = connecting;
                connecting = null;
                if (promise != null && open && promise.trySuccess()) {
                    active = true;
                    pipeline().fireChannelActive();
                }
            });
        }

        @Override
        public void failed(String why) {
            process.arrive(() -> {
                ChannelPromise promise = connecting;
                connecting = null;
                if (promise != null) {
                    promise.tryFailure(new ConnectException(why));
                    unsafe().close(voidPromise());
                }
            });
        }
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, @Nullable SocketAddress local, ChannelPromise promise) {
                if (promise.setUncancellable() && ensureOpen(promise)) {
                    connecting = promise;
                    process.connect((InetSocketAddress) remote, new Connecting());
                }
            }
        };
    }

    @Override
    public void arrived(byte[] bytes) {
        process.arrive(() -> {
            if (open) {
                unread.add(bytes);
                if (config.isAutoRead() || wantsToRead) {
                    read0();
                }
            }
        });
    }

    private void read0() {
        Side mine = side;
        while (mine != null && open && !unread.isEmpty() && (config.isAutoRead() || wantsToRead)) {
            wantsToRead = false;
            byte[] bytes = unread.remove();
            network.taken(mine, bytes.length);
            pipeline().fireChannelRead(Unpooled.wrappedBuffer(bytes));
            pipeline().fireChannelReadComplete();
        }
    }

    @Override
    public void closed() {
        process.arrive(() -> {
            ChannelPromise promise = connecting;
            connecting = null;
            if (promise != null) {
                promise.tryFailure(new ConnectException("connection reset"));
            }
            unsafe().close(voidPromise());
        });
    }

    @Override
    public void hasRoom() {
        process.arrive(() -> {
            ChannelOutboundBuffer waiting = unsafe().outboundBuffer();
            if (open && waiting != null && !waiting.isEmpty()) {
                unsafe().flush();
            }
        });
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
        Side mine = side;
        if (mine == null) {
            return;
        }
        for (Object message = out.current(); message != null; message = out.current()) {
            if (!network.hasRoom(mine)) {
                return;
            }
            ByteBuf buffer = (ByteBuf) message;
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            out.remove();
            if (bytes.length > 0) {
                process.send(mine, bytes);
            }
        }
    }

    @Override
    protected void doBeginRead() {
        wantsToRead = true;
        if (!unread.isEmpty()) {
            eventLoop().execute(this::read0);
        }
    }

    @Override
    protected void doClose() {
        open = false;
        active = false;
        unread.clear();
        ChannelPromise promise = connecting;
        connecting = null;
        if (promise != null) {
            promise.tryFailure(new ClosedChannelException());
        }
        Side mine = side;
        if (mine != null && !mine.gone) {
            process.close(mine);
        }
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException("nodes do not listen by themselves here");
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof SimulatedLoop;
    }

    @Override
    protected SocketAddress localAddress0() {
        return address(process.host());
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return address(0);
    }

    private static SocketAddress address(int host) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1 + host);
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }
}
