package dev.espalier.bench.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a bench is to run.
 *
 * @param ssh the command that reaches a host; the host and what to run there are added
 * @param espalier the launcher on every host
 * @param core the core that nodes run
 * @param durability their durability
 * @param store hosts of the store's nodes, numbered from 1 in this order; not empty, unless a cluster of Kubernetes has them
 * @param generators hosts that generate the load; not empty, unless a cluster of Kubernetes does
 * @param kubernetes the cluster that takes the place of hosts, or {@code null}
 * @param cost what an hour costs, or {@code null} if that is not told
 */
public record Inventory(
        List<String> ssh,
        String espalier,
        String core,
        String durability,
        List<StoreHost> store,
        List<GeneratorHost> generators,
        @Nullable Kubernetes kubernetes,
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

    /** How many machines the store has. */
    public int storeSize() {
        return kubernetes != null && kubernetes.nodes() > 0 ? kubernetes.nodes() : store.size();
    }

    /** How many machines generate load. */
    public int generatorSize() {
        return kubernetes != null ? kubernetes.generators() : generators.size();
    }

    /**
     * A cluster of Kubernetes.
     *
     * @param kubectl the command that talks to it
     * @param helm the command that installs the store's chart
     * @param namespace where all runs; it has to exist
     * @param image of nodes and generators
     * @param chart folder or reference of the store's chart
     * @param release the name that the store is installed under; nothing may have it yet
     * @param nodes of the store that is installed; 0 if it runs already, at the hosts of the inventory
     * @param values of the chart beside those that the bench sets, an object
     * @param generators how many pods generate load, 1 or more
     * @param generatorResources what each of them asks for and may have, an object as Kubernetes has it
     * @param generatorNodeSelector labels of the machines that they may run on, an object
     */
    public record Kubernetes(
            List<String> kubectl,
            List<String> helm,
            String namespace,
            String image,
            String chart,
            String release,
            int nodes,
            ObjectNode values,
            int generators,
            ObjectNode generatorResources,
            ObjectNode generatorNodeSelector) {
        public Kubernetes {
            kubectl = List.copyOf(kubectl);
            helm = List.copyOf(helm);
        }
    }

    /**
     * What hosts cost.
     *
     * @param currency as it is to be shown
     * @param storePerHour of a host with a node
     * @param generatorPerHour of a host that generates load
     */
    public record Cost(String currency, double storePerHour, double generatorPerHour) {}
}
