package dev.espalier.store.server;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.Session;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who a connection is and how it wants to be spoken to. */
final class ClientSession implements Session {
    private final long id;
    private final Channel channel;
    private final long startedNanos = System.nanoTime();
    private Bytes name = Bytes.EMPTY;
    private int protocol = 2;

    ClientSession(long id, Channel channel) {
        this.id = id;
        this.channel = channel;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String remoteAddress() {
        return text(channel.remoteAddress());
    }

    @Override
    public String localAddress() {
        return text(channel.localAddress());
    }

    private static String text(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? internet.getHostString() + ":" + internet.getPort()
                : String.valueOf(address);
    }

    @Override
    public Bytes name() {
        return name;
    }

    @Override
    public void rename(Bytes newName) {
        name = newName;
    }

    @Override
    public int protocol() {
        return protocol;
    }

    @Override
    public void speak(int newProtocol) {
        protocol = newProtocol;
    }

    @Override
    public long ageMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }
}
