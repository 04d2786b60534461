package dev.espalier.core.lang;

import java.util.ArrayList;
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

    /** An element and the list after it. Only a {@link Builder} changes one, before anybody else has it. */
    final class Cell<T> implements ConsList<T> {
        private final T head;
        private ConsList<T> tail;

        /**
         * A list of {@code head} and what is in {@code tail}.
         *
         * @param head the first element
         * @param tail the others
         */
        public Cell(T head, ConsList<T> tail) {
            this.head = head;
            this.tail = tail;
        }

        /** The first element. */
        public T head() {
            return head;
        }

        /** The others. */
        public ConsList<T> tail() {
            return tail;
        }

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
     * Collects the elements of a list from the front, in a loop, where OCaml recurses: {@code x :: f rest}. Each cell is made
     * when its element is added, and is given what follows it when that is known, as OCaml's own tail recursion modulo
     * constructors does; nobody has the list before it is whole. For one thread, and one list.
     *
     * @param <T> the elements
     */
    final class Builder<T> {
        private @Nullable Cell<T> first;
        private @Nullable Cell<T> last;

        /** Without elements. */
        public Builder() {}

        /** Adds {@code element} behind those added before. */
        public void add(T element) {
            Cell<T> cell = new Cell<>(element, nil());
            Cell<T> before = last;
            if (before == null) {
                first = cell;
            } else {
                before.tail = cell;
            }
            last = cell;
        }

        /** The elements added, in order, and then {@code rest}; the builder is of no use afterwards. */
        public ConsList<T> before(ConsList<T> rest) {
            Cell<T> whole = first;
            Cell<T> end = last;
            if (whole == null || end == null) {
                return rest;
            }
            end.tail = rest;
            first = null;
            last = null;
            return whole;
        }
    }
}
