package dev.espalier.core.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * What a loop has still to build around its result, where OCaml recurses inside a constructor: {@code Snoc (f rest, x)}.
 * {@link ConsList.Builder} does this for lists. For one thread.
 *
 * @param <T> what each layer holds beside the layer inside it
 */
public final class Layers<T> {
    private final List<T> layers = new ArrayList<>();

    /** Without layers. */
    public Layers() {}

    /** Adds a layer inside those added before. */
    public void add(T layer) {
        layers.add(layer);
    }

    /**
     * All the layers around {@code innermost}.
     *
     * @param constructor makes a layer, from what it holds and what is inside it
     */
    public <R> R around(R innermost, BiFunction<? super T, R, ? extends R> constructor) {
        R result = innermost;
        for (int i = layers.size() - 1; i >= 0; i--) {
            result = constructor.apply(layers.get(i), result);
        }
        return result;
    }

    /**
     * Layers that hold nothing of their own, around {@code innermost}.
     *
     * @param count how many, from 0
     * @param constructor makes a layer from what is inside it
     */
    public static <R> R around(R innermost, long count, UnaryOperator<R> constructor) {
        R result = innermost;
        for (long i = 0; i < count; i++) {
            result = constructor.apply(result);
        }
        return result;
    }
}
