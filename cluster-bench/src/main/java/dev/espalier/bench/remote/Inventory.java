package dev.espalier.bench.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a bench is to run.
 *
 * @param ssh the command that reaches a host; the host and what to run there are added
 * @param espalier the launcher on every host
 * @param core the core that nodes run
 * @param durability their durability
 * @param store hosts of the store's nodes, numbered from 1 in this order; not empty
 * @param generators hosts that generate the load; not empty
 * @param cost what an hour costs, or {@code null} if that is not told
 */
public record Inventory(
        List<String> ssh,
        String espalier,
        String core,
        String durability,
        List<StoreHost> store,
        List<GeneratorHost> generators,
        @Nullable Cost cost) {
    public Inventory {
        ssh = List.copyOf(ssh);
        store = List.copyOf(store);
        generators = List.copyOf(generators);
    }

    /**
     * A host with a node.
     *
     * @param host its address, as clients and other nodes reach it
     * @param login what ssh is told; the address unless said otherwise
     * @param port for clients
     * @param peerPort for other nodes
     * @param data directory under which the node's own is made, and removed afterwards
     * @param running whether a node runs there already, which is then neither started nor ended
     */
    public record StoreHost(String host, String login, int port, int peerPort, String data, boolean running) {}

    /**
     * A host that generates load.
     *
     * @param host its name in reports
     * @param login what ssh is told; the name unless said otherwise
     * @param processes how many generators, 1 or more
     */
    public record GeneratorHost(String host, String login, int processes) {}

    /**
     * What hosts cost.
     *
     * @param currency as it is to be shown
     * @param storePerHour of a host with a node
     * @param generatorPerHour of a host that generates load
     */
    public record Cost(String currency, double storePerHour, double generatorPerHour) {}
}
