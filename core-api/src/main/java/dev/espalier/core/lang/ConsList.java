package dev.espalier.core.lang;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A persistent singly linked list, OCaml's {@code 'a list}. Equality, hash and text walk the list in a loop, so a list
 * of a million elements needs no more stack than an empty one.
 */
public sealed interface ConsList<T> {

    /** The list without elements. */
    record Nil<T>() implements ConsList<T> {
        private static final Nil<?> SHARED = new Nil<>();

        @Override
        public String toString() {
            return "[]";
        }
    }

    /**
     * An element and the list after it.
     *
     * @param head the first element
     * @param tail the others
     */
    record Cell<T>(T head, ConsList<T> tail) implements ConsList<T> {
        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Cell<?> that)) {
                return false;
            }
            ConsList<?> left = this;
            ConsList<?> right = that;
            while (left != right) {
                if (!(left instanceof Cell<?> a) || !(right instanceof Cell<?> b)) {
                    return left instanceof Nil<?> && right instanceof Nil<?>;
                }
                if (!Objects.equals(a.head, b.head)) {
                    return false;
                }
                left = a.tail;
                right = b.tail;
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = 1;
            ConsList<?> rest = this;
            while (rest instanceof Cell<?> cell) {
                hash = 31 * hash + Objects.hashCode(cell.head);
                rest = cell.tail;
            }
            return hash;
        }

        @Override
        public String toString() {
            return toList().toString();
        }
    }

    /** The empty list: always the same object. */
    @SuppressWarnings("unchecked") // a list without elements has every element type
    static <T> ConsList<T> nil() {
        return (ConsList<T>) Nil.SHARED;
    }

    /** {@code head} before {@code tail}. */
    static <T> ConsList<T> cons(T head, ConsList<T> tail) {
        return new Cell<>(head, tail);
    }

    /** A list of {@code elements}, in order. */
    @SafeVarargs
    static <T> ConsList<T> of(T... elements) {
        return onto(nil(), elements);
    }

    /** {@code elements}, in order, before {@code rest}. */
    @SafeVarargs
    static <T> ConsList<T> onto(ConsList<T> rest, T... elements) {
        ConsList<T> list = rest;
        for (int i = elements.length - 1; i >= 0; i--) {
            list = cons(elements[i], list);
        }
        return list;
    }

    /** The elements of {@code elements}, in order. */
    static <T> ConsList<T> copyOf(List<? extends T> elements) {
        ConsList<T> list = nil();
        for (int i = elements.size() - 1; i >= 0; i--) {
            list = cons(elements.get(i), list);
        }
        return list;
    }

    /** Number of elements. Costs time proportional to it. */
    default int size() {
        int size = 0;
        ConsList<T> rest = this;
        while (rest instanceof Cell<T> cell) {
            size++;
            rest = cell.tail();
        }
        return size;
    }

    /** The elements in order, as a new list. Costs time and room proportional to the length. */
    default List<T> toList() {
        List<T> elements = new ArrayList<>();
        ConsList<T> rest = this;
        while (rest instanceof Cell<T> cell) {
            elements.add(cell.head());
            rest = cell.tail();
        }
        return elements;
    }

    /**
     * Collects the elements of a list from the front, in a loop, where OCaml recurses: {@code x :: f rest}. The cells
     * are made at the end, from the back, so a list that is under construction is never seen. For one thread.
     *
     * <p>The first elements are fields: most lists are short, and then nothing is left to allocate but their cells, as
     * the JVM keeps a builder that does not leave its loop in registers.
     *
     * @param <T> the elements
     */
    final class Builder<T> {
        private static final Object[] NONE = {};
        private static final int IN_FIELDS = 4;

        private @Nullable T first;
        private @Nullable T second;
        private @Nullable T third;
        private @Nullable T fourth;
        private Object[] others = NONE;
        private int size;

        /** Without elements. */
        public Builder() {}

        /** Adds {@code element} behind those added before. */
        public void add(T element) {
            switch (size++) {
                case 0 -> first = element;
                case 1 -> second = element;
                case 2 -> third = element;
                case 3 -> fourth = element;
                default -> others = with(others, size - 1 - IN_FIELDS, element);
            }
        }

        /** Static: a builder that were handed to a method which the JVM does not inline would have to be an object. */
        private static Object[] with(Object[] elements, int index, Object element) {
            Object[] room =
                    index < elements.length ? elements : Arrays.copyOf(elements, index == 0 ? IN_FIELDS : 2 * index);
            room[index] = element;
            return room;
        }

        /** The elements added, in order, and then {@code rest}. */
        @SuppressWarnings({"unchecked", "NullAway"}) // only elements are added; the fields below the size are set
        public ConsList<T> before(ConsList<T> rest) {
            ConsList<T> list = rest;
            for (int i = size - 1 - IN_FIELDS; i >= 0; i--) {
                list = cons((T) others[i], list);
            }
            if (size > 3) {
                list = cons(fourth, list);
            }
            if (size > 2) {
                list = cons(third, list);
            }
            if (size > 1) {
                list = cons(second, list);
            }
            return size > 0 ? cons(first, list) : list;
        }
    }
}
