package dev.espalier.core.lang;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rocq's primitive persistent array, {@code 'a Parray.t}: a length, elements, and a default that indices outside give. An
 * index is a {@link Uint63}. After Rocq's {@code kernel/parray}, but as a tree of 32 branches (Bagwell, "Ideal Hash Trees",
 * 2001) of which nothing ever changes: an element, or a copy with one element replaced, costs the depth, at most 5.
 *
 * @param <T> the elements
 */
public final class PersistentArray<T> {
    /** The largest length; longer arrays are cut off there, as Rocq's are. */
    private static final long MOST_ELEMENTS = 4_194_303;

    private static final int WIDTH = 5;
    private static final int BRANCHES = 1 << WIDTH;

    private final long length;
    private final int depth;
    private final T standard;
    private final @Nullable Object @Nullable [] root;

    private PersistentArray(long length, int depth, T standard, @Nullable Object @Nullable [] root) {
        this.length = length;
        this.depth = depth;
        this.standard = standard;
        this.root = root;
    }

    /** {@code length} times {@code standard}, which is the default too. */
    public static <T> PersistentArray<T> make(long length, T standard) {
        long cut = Math.min(length, MOST_ELEMENTS);
        int depth = 0;
        while (1L << WIDTH * (depth + 1) < cut) {
            depth++;
        }
        // A branch that is missing holds the default alone.
        return new PersistentArray<>(cut, depth, standard, null);
    }

    /** The elements of {@code array}; the default is {@code standard}. */
    public static <T> PersistentArray<T> ofArray(FixedArray<T> array, T standard) {
        List<T> elements = array.elements();
        PersistentArray<T> made = make(elements.size(), standard);
        for (int i = 0; i < made.length; i++) {
            made = set(made, i, elements.get(i));
        }
        return made;
    }

    /** The number of elements. */
    public static <T> long length(PersistentArray<T> array) {
        return array.length;
    }

    /** What indices outside give. */
    public static <T> T standard(PersistentArray<T> array) {
        return array.standard;
    }

    /** The same elements; since nothing changes, the same array. */
    public static <T> PersistentArray<T> copy(PersistentArray<T> array) {
        return array;
    }

    /** The element at {@code index}, counted from 0; the default if there is none. */
    @SuppressWarnings("unchecked") // leaves hold what set() put there
    public static <T> T get(PersistentArray<T> array, long index) {
        if (index < 0 || index >= array.length) {
            return array.standard;
        }
        @Nullable Object @Nullable [] node = array.root;
        for (int level = array.depth; level > 0 && node != null; level--) {
            node = (@Nullable Object @Nullable []) node[branch(index, level)];
        }
        Object element = node == null ? null : node[branch(index, 0)];
        return element == null ? array.standard : (T) element;
    }

    /** The array with {@code element} at {@code index}; the same array if there is no such index. */
    public static <T> PersistentArray<T> set(PersistentArray<T> array, long index, T element) {
        if (index < 0 || index >= array.length) {
            return array;
        }
        return new PersistentArray<>(
                array.length, array.depth, array.standard, set(array.root, array.depth, index, element));
    }

    private static @Nullable Object[] set(@Nullable Object @Nullable [] node, int level, long index, Object element) {
        @Nullable Object[] changed = node == null ? new @Nullable Object[BRANCHES] : Arrays.copyOf(node, BRANCHES);
        int branch = branch(index, level);
        changed[branch] =
                level == 0 ? element : set((@Nullable Object @Nullable []) changed[branch], level - 1, index, element);
        return changed;
    }

    private static int branch(long index, int level) {
        return (int) (index >> WIDTH * level) & BRANCHES - 1;
    }
}
