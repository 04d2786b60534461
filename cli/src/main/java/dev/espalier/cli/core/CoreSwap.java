package dev.espalier.cli.core;

import dev.espalier.bench.resp.Target;
import dev.espalier.cli.terminal.CommandFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads a core at every node, then swaps: at each in turn where that goes at once, or by an epoch that one node leads. */
final class CoreSwap {
    private final RunningCores nodes;
    private final String nameOrPath;
    private final boolean force;

    CoreSwap(RunningCores nodes, String nameOrPath, boolean force) {
        this.nodes = nodes;
        this.nameOrPath = nameOrPath;
        this.force = force;
    }

    /** What each node said at the end, by its address. */
    Map<String, String> run() {
        String core = load();
        Map<Target, String> kinds = new LinkedHashMap<>();
        for (Target node : nodes.targets()) {
            kinds.put(node, nodes.howToSwap(node, core));
        }
        return kinds.containsValue("epoch") ? byEpoch(core, kinds) : atOnce(core);
    }

    /** Loads it everywhere; gives its name. */
    private String load() {
        String first = "";
        for (Target node : nodes.targets()) {
            // "loaded NAME HASH verified"
            String said = nodes.call(node, "LOAD", nameOrPath);
            nodes.progress(node + "  " + said);
            String[] words = said.split(" ", 4);
            String loaded = words.length < 3 ? said : words[1] + " " + words[2];
            if (!first.isEmpty() && !first.equals(loaded)) {
                throw new CommandFailedException("node " + node + " has loaded " + loaded + " where node "
                        + nodes.targets().getFirst() + " has " + first
                        + "; give all nodes the same core, and try again: nothing has changed");
            }
            first = loaded;
        }
        return first.split(" ", 2)[0];
    }

    private Map<String, String> atOnce(String core) {
        Map<String, String> results = new LinkedHashMap<>();
        List<Target> swapped = new ArrayList<>();
        Map<Target, String> before = new LinkedHashMap<>();
        for (Target node : nodes.targets()) {
            before.put(node, nodes.inForce(node));
            try {
                results.put(node.toString(), swap(node, core));
                swapped.add(node);
            } catch (CommandFailedException e) {
                for (Target back : swapped) {
                    nodes.progress(
                            back + "  back: " + nodes.call(back, "SWAP", before.getOrDefault(back, ""), "FORCE"));
                }
                throw e;
            }
        }
        return results;
    }

    private Map<String, String> byEpoch(String core, Map<Target, String> kinds) {
        Target leader = nodes.targets().getFirst();
        if (!kinds.values().stream().allMatch(kind -> kind.equals("epoch"))) {
            throw new CommandFailedException("some nodes run " + core
                    + " already, or another core than the others; let all run the same core first");
        }
        Map<String, String> results = new LinkedHashMap<>();
        results.put(leader.toString(), swap(leader, core));
        for (Target node : nodes.targets()) {
            if (!node.equals(leader)) {
                results.put(node.toString(), "in force: " + nodes.awaitInForce(node, core));
            }
        }
        return results;
    }

    private String swap(Target node, String core) {
        String said = force ? nodes.call(node, "SWAP", core, "FORCE") : nodes.call(node, "SWAP", core);
        nodes.progress(node + "  " + said);
        return said;
    }
}
