package dev.espalier.core.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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

    /** The elements of {@code elements}, in order. */
    static <T> ConsList<T> copyOf(List<? extends T> elements) {
        ConsList<T> list = nil();
        for (int i = elements.size() - 1; i >= 0; i--) {
            list = cons(elements.get(i), list);
        }
        return list;
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
}
