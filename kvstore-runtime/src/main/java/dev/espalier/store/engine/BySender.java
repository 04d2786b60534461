package dev.espalier.store.engine;

import dev.espalier.core.NodeId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object for each node that puts come from, made when it is first asked for. By the node's number in an array, not by hash:
 * each put that arrives asks several times.
 */
final class BySender<T> {
    private final Function<NodeId, T> maker;
    private @Nullable Object[] byNumber = new Object[8];

    BySender(Function<NodeId, T> maker) {
        this.maker = maker;
    }

    /** That of {@code sender}; {@code null} before it was first asked for. */
    @SuppressWarnings("unchecked") // only what the maker made is put in
    @Nullable
    T known(NodeId sender) {
        int number = sender.number();
        return number < byNumber.length ? (T) byNumber[number] : null;
    }

    /** That of {@code sender}. */
    T of(NodeId sender) {
        T known = known(sender);
        return known != null ? known : made(sender);
    }

    private T made(NodeId sender) {
        int number = sender.number();
        if (number >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, 2 * byNumber.length));
        }
        T fresh = maker.apply(sender);
        byNumber[number] = fresh;
        return fresh;
    }

    /** All that were made, by the number of the node. */
    @SuppressWarnings("unchecked") // only what the maker made is put in
    List<T> all() {
        List<T> all = new ArrayList<>();
        for (Object each : byNumber) {
            if (each != null) {
                all.add((T) each);
            }
        }
        return all;
    }
}
