package dev.espalier.bridge.passes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Strongly connected components of a graph (Tarjan, "Depth-first search and linear graph algorithms", 1972): of a call
 * graph, the groups of definitions that call each other.
 *
 * @param <N> the nodes
 */
public final class Components<N> {
    private final Function<N, ? extends Collection<N>> successors;
    private final Map<N, Integer> numbers = new HashMap<>();
    private final Map<N, Integer> lowest = new HashMap<>();
    private final Deque<N> open = new ArrayDeque<>();
    private final Set<N> isOpen = new HashSet<>();
    private final List<List<N>> found = new ArrayList<>();

    private Components(Function<N, ? extends Collection<N>> successors) {
        this.successors = successors;
    }

    /** The components of the graph, each after those that it leads to. */
    public static <N> List<List<N>> of(Collection<N> nodes, Function<N, ? extends Collection<N>> successors) {
        Components<N> components = new Components<>(successors);
        for (N node : nodes) {
            if (!components.numbers.containsKey(node)) {
                components.visit(node);
            }
        }
        return components.found;
    }

    private void visit(N node) {
        int number = numbers.size();
        numbers.put(node, number);
        int low = number;
        open.push(node);
        isOpen.add(node);
        for (N next : successors.apply(node)) {
            Integer known = numbers.get(next);
            if (known == null) {
                visit(next);
                low = Math.min(low, lowest.getOrDefault(next, number));
            } else if (isOpen.contains(next)) {
                low = Math.min(low, known);
            }
        }
        lowest.put(node, low);
        if (low == number) {
            List<N> component = new ArrayList<>();
            N member;
            do {
                member = open.pop();
                isOpen.remove(member);
                component.add(member);
            } while (member != node);
            found.add(component.reversed());
        }
    }
}
