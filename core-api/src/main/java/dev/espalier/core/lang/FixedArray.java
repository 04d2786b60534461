package dev.espalier.core.lang;

import java.util.ArrayList;
import java.util.List;

/**
 * An OCaml {@code 'a array} of which extracted code sets nothing: so it never changes. An element costs constant time.
 *
 * @param <T> the elements
 */
public final class FixedArray<T> {
    private static final long MOST_ELEMENTS = Integer.MAX_VALUE - 8L;

    private final List<T> elements;

    private FixedArray(List<T> elements) {
        this.elements = elements;
    }

    /** {@code Array.of_list}. */
    public static <T> FixedArray<T> ofList(ConsList<T> list) {
        return new FixedArray<>(list.toList());
    }

    /** {@code Array.to_list}. */
    public static <T> ConsList<T> toList(FixedArray<T> array) {
        return ConsList.copyOf(array.elements);
    }

    /** {@code Array.make}: {@code length} times {@code element}. */
    public static <T> FixedArray<T> make(long length, T element) {
        return init(length, (_, _) -> element);
    }

    /** {@code Array.init}: what {@code element} gives for each index, in order. */
    public static <T> FixedArray<T> init(long length, Func<Long, T> element) {
        if (length < 0 || length > MOST_ELEMENTS) {
            throw OcamlException.invalidArgument("Array.init");
        }
        List<T> elements = new ArrayList<>();
        for (long i = 0; i < length; i++) {
            elements.add(element.apply(i));
        }
        return new FixedArray<>(elements);
    }

    /** {@code Array.length}. */
    public static <T> long length(FixedArray<T> array) {
        return array.elements.size();
    }

    /** {@code Array.get}: the element at {@code index}, counted from 0. */
    public static <T> T get(FixedArray<T> array, long index) {
        if (index < 0 || index >= array.elements.size()) {
            throw OcamlException.invalidArgument("index out of bounds");
        }
        return array.elements.get((int) index);
    }

    /** The elements; not to be changed. */
    List<T> elements() {
        return elements;
    }

    @Override
    public String toString() {
        return elements.toString();
    }
}
