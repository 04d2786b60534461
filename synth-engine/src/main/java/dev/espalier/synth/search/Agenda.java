package dev.espalier.synth.search;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.growth.Reloader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The designs that wait for their turn, and what is done when they lead nowhere. Designs that drop less come first, of those
 * the last made: a search goes down from design to design as each is mended. Where that stalls, it escalates: first another
 * of the waiting designs has its turn; when none waits, those are taken up again that were put off; at last the log of those
 * that failed is read.
 */
final class Agenda {
    private static final Comparator<Node> ORDER = Comparator.comparingLong(Node::dropped)
            .thenComparing(Comparator.comparingInt(Node::id).reversed());

    /** A design that the prover, or the examples of a method, did not let through. */
    private record Failure(Node node, Cause cause, int closed) {}

    private final PriorityQueue<Node> waiting = new PriorityQueue<>(ORDER);
    private final Deque<Node> putOff = new ArrayDeque<>();
    private final List<Failure> log = new ArrayList<>();
    private final Set<Design> seen = new HashSet<>();
    private @Nullable Node ahead;
    private int made;
    private boolean read;

    Agenda(Design first) {
        add(-1, first, "the specification's own representation");
    }

    private boolean add(int parent, Design design, String reason) {
        return seen.add(design) && waiting.add(new Node(made++, parent, design, reason));
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
                .sorted(Comparator.comparing((Node node) -> !node.equals(ahead)).thenComparing(ORDER))
                .toList();
    }

    /**
     * A design failed: those that avoid the cause wait from here on.
     *
     * @param closed how many obligations of it were closed
     */
    void failed(Node node, Cause cause, int closed) {
        List<Design> next = Reloader.after(node.design(), cause);
        // The last made is the first tried.
        for (Design design : next.reversed()) {
            add(node.id(), design, cause.words());
        }
        if (!read && (cause instanceof Cause.Unproved || cause instanceof Cause.NoTerm)) {
            log.add(new Failure(node, cause, closed));
        }
    }

    /** A core of a design is closed: others beside it wait from here on. */
    void closed(Node node) {
        Reloader.beside(node.design())
                .forEach(design -> add(node.id(), design, "another core, to compare its speed"));
    }

    /** A design took more than its share of the time: it waits until no other does. */
    void putOff(Node node) {
        putOff.add(node);
    }

    /** What is done about a search that makes no progress, in words; empty if no design waits. */
    Optional<String> leap() {
        Optional<Node> oldest = waiting.stream().min(Comparator.comparingInt(Node::id));
        ahead = oldest.orElse(null);
        return oldest.map(node -> "design " + node.id()
                + ", which has waited longest, comes next: it leaves the way that was followed at design " + node.parent());
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
        for (Failure failure : read ? List.<Failure>of() : log) {
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
