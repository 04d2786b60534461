package dev.espalier.synth.search;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.growth.Reloader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The designs that wait for their turn, and what is done when they lead nowhere. Designs that drop less come first, of those
 * the last made: a search goes down from design to design as each is mended. Where that stalls, it escalates: first another
 * of the waiting designs has its turn; when none waits, those are taken up again that were put off; at last the log of those
 * that failed is read.
 *
 * <p>What a search lacks shows here. Without feedback a design that was refused says nothing of why: all that are one choice
 * away wait from here on, in an order that the seed gives, and those next to the one that got farthest come first. Without a
 * reloader no piece is represented otherwise once a core was put to the prover. Without proofs the order among designs that
 * drop as much is chance.
 */
final class Agenda {
    private static final Comparator<Node> LAST_MADE =
            Comparator.comparingInt(Node::id).reversed();

    /** A design that the prover, or the examples of a method, did not let through. */
    private record Failure(Node node, Cause cause, int closed) {}

    private final Configuration configuration;
    private final long seed;
    private final Comparator<Node> order;
    private final PriorityQueue<Node> waiting;
    private final Deque<Node> putOff = new ArrayDeque<>();
    private final List<Failure> log = new ArrayList<>();
    private final Set<Design> seen = new HashSet<>();
    /** How many steps of a design were accepted, by its number: kept where no more than that is known of it. */
    private final Map<Integer, Integer> accepted = new HashMap<>();

    private @Nullable Node ahead;
    private @Nullable Map<Leaf, Representation> settled;
    private int made;
    private boolean read;

    /**
     * @param seed of the order in which designs come where nothing else orders them
     */
    Agenda(Design first, Configuration configuration, long seed) {
        this.configuration = configuration;
        this.seed = seed;
        this.order = order();
        this.waiting = new PriorityQueue<>(order);
        add(-1, first, "the specification's own representation");
    }

    private Comparator<Node> order() {
        Comparator<Node> least = Comparator.comparingLong(Node::dropped);
        if (!configuration.has(Faculty.PROOF)) {
            return least.thenComparingLong(node -> chance(node.id()).nextLong());
        }
        Comparator<Node> mended = least.thenComparing(LAST_MADE);
        return configuration.has(Faculty.FEEDBACK)
                ? mended
                : Comparator.comparingInt((Node node) -> -accepted.getOrDefault(node.parent(), 0))
                        .thenComparing(mended);
    }

    private Random chance(int node) {
        return new Random(seed * 1_000_003 + node);
    }

    private boolean add(int parent, Design design, String reason) {
        boolean may = settled == null || design.choices().equals(settled);
        return may && seen.add(design) && waiting.add(new Node(made++, parent, design, reason));
    }

    /** Without a reloader, what {@code node} has for each piece is what there is from here on. */
    private void settle(Node node) {
        if (!configuration.has(Faculty.RELOADER) && settled == null) {
            settled = node.design().choices();
            waiting.removeIf(other -> !other.design().choices().equals(settled));
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The design whose turn it is. */
    Node next() {
        Node first = ahead;
        ahead = null;
        if (first == null) {
            return waiting.remove();
        }
        waiting.remove(first);
        return first;
    }

    /** All that wait, in the order of their turns if no other is made before. */
    List<Node> waiting() {
        return waiting.stream()
                .sorted(Comparator.comparing((Node node) -> !node.equals(ahead)).thenComparing(order))
                .toList();
    }

    /**
     * A design failed: those that avoid the cause wait from here on.
     *
     * @param closed how many obligations of it were closed
     */
    void failed(Node node, Cause cause, int closed) {
        if (configuration.has(Faculty.FEEDBACK)) {
            mend(node, cause);
        } else {
            accepted.put(node.id(), accepted(cause, closed));
            List<Design> next = new ArrayList<>(Reloader.around(node.design()));
            Collections.shuffle(next, chance(node.id()));
            next.forEach(design -> add(node.id(), design, "design " + node.id() + " was refused"));
        }
        if (cause instanceof Cause.Unproved || cause instanceof Cause.IllTyped) {
            settle(node);
        }
        if (!read && (cause instanceof Cause.Unproved || cause instanceof Cause.NoTerm)) {
            log.add(new Failure(node, cause, closed));
        }
    }

    private void mend(Node node, Cause cause) {
        // The last made is the first tried.
        for (Design design : Reloader.after(node.design(), cause).reversed()) {
            add(node.id(), design, cause.words());
        }
    }

    /** How often the answer was yes: it is bounded, it has a core, that is well typed, and so many obligations are closed. */
    private static int accepted(Cause cause, int closed) {
        return switch (cause) {
            case Cause.Grows grows -> 0;
            case Cause.KeepsFunction function -> 0;
            case Cause.Unrepresentable unrepresentable -> 1;
            case Cause.NoTerm noTerm -> 1;
            case Cause.Stuck stuck -> 1;
            case Cause.IllTyped illTyped -> 2;
            case Cause.Unproved unproved -> 3 + closed;
        };
    }

    /** A core of a design is closed: others beside it wait from here on. */
    void closed(Node node) {
        settle(node);
        Reloader.beside(node.design()).forEach(design -> add(node.id(), design, "another core, to compare its speed"));
    }

    /** A design took more than its share of the time: it waits until no other does. */
    void putOff(Node node) {
        putOff.add(node);
    }

    /** What is done about a search that makes no progress, in words; empty if no design waits. */
    Optional<String> leap() {
        if (!configuration.has(Faculty.RELOADER)) {
            return Optional.empty();
        }
        Optional<Node> oldest = waiting.stream().min(Comparator.comparingInt(Node::id));
        ahead = oldest.orElse(null);
        return oldest.map(node -> "design " + node.id()
                + ", which has waited longest, comes next: it leaves the way that was followed at design "
                + node.parent());
    }

    /** Where no design waits: what was put off, or what the log of those that failed leads to. */
    Optional<Event.Stalled> escalated(Node last) {
        Node again = putOff.poll();
        if (again != null) {
            waiting.add(again.withPatience());
            return Optional.of(new Event.Stalled(
                    last.id(),
                    2,
                    "no other design is left to try",
                    "design " + again.id() + ", which was put off, has all the time that is left"));
        }
        int before = made;
        log.sort(Comparator.comparingInt(Failure::closed).reversed());
        boolean readable = !read && configuration.has(Faculty.RELOADER) && configuration.has(Faculty.FEEDBACK);
        for (Failure failure : readable ? log : List.<Failure>of()) {
            for (Design design : Reloader.instead(failure.node.design(), failure.cause)) {
                add(failure.node.id(), design, failure.cause.words());
            }
        }
        read = true;
        return made == before
                ? Optional.empty()
                : Optional.of(new Event.Stalled(
                        last.id(),
                        3,
                        "no design is left that avoids a cause by the least change",
                        (made - before) + " designs represent otherwise what the log says was missing, or in the way"));
    }
}
