package dev.espalier.bench.harness;

import dev.espalier.bench.harness.FaultProxy.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The links between the nodes of a cluster, each through a proxy of its own: one for every node and every peer that it
 * connects to. A node's command line is made from {@link #rewired}, so that it knows its peers by their proxies.
 */
public final class FaultNetwork implements AutoCloseable {
    private record Link(int from, int to) {}

    private final Map<Link, FaultProxy> proxies = new HashMap<>();

    /** Without any link yet. */
    public FaultNetwork() {}

    /** The same node, its peers behind proxies, which are made where they are missing. */
    public synchronized NodeSpec rewired(NodeSpec spec) throws IOException {
        List<Peer> peers = new ArrayList<>();
        for (Peer peer : spec.peers()) {
            Link link = new Link(spec.id(), peer.id());
            FaultProxy proxy = proxies.get(link);
            if (proxy == null) {
                proxy = FaultProxy.to(new InetSocketAddress(peer.host(), peer.port()));
                proxies.put(link, proxy);
            }
            peers.add(new Peer(peer.id(), "127.0.0.1", proxy.port()));
        }
        return new NodeSpec(
                spec.id(),
                spec.host(),
                spec.clientPort(),
                spec.peerPort(),
                spec.dataDirectory(),
                spec.logFile(),
                peers);
    }

    /** The proxy on the connection that {@code from} makes to {@code to}; its puts go {@link Direction#TO_TARGET}. */
    public synchronized FaultProxy link(int from, int to) {
        FaultProxy proxy = proxies.get(new Link(from, to));
        if (proxy == null) {
            throw new IllegalArgumentException("node " + from + " has no link to node " + to);
        }
        return proxy;
    }

    /** Nothing passes any more between {@code side} and the nodes outside of it, in either direction. */
    public void partition(Set<Integer> side) {
        crossing(side, proxy -> proxy.cut(Direction.BOTH));
    }

    /** What nodes of {@code side} send does not reach the others; what the others send still arrives. */
    public synchronized void silence(Set<Integer> side) {
        proxies.forEach((link, proxy) -> {
            if (side.contains(link.from()) != side.contains(link.to())) {
                proxy.cut(side.contains(link.from()) ? Direction.TO_TARGET : Direction.FROM_TARGET);
            }
        });
    }

    /** Does something to every link between {@code side} and the nodes outside of it. */
    public synchronized void crossing(Set<Integer> side, Consumer<FaultProxy> fault) {
        proxies.forEach((link, proxy) -> {
            if (side.contains(link.from()) != side.contains(link.to())) {
                fault.accept(proxy);
            }
        });
    }

    /** Ends all faults. */
    public synchronized void heal() {
        proxies.values().forEach(FaultProxy::heal);
    }

    @Override
    public synchronized void close() throws IOException {
        for (FaultProxy proxy : proxies.values()) {
            proxy.close();
        }
    }
}
