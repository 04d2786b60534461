package dev.espalier.core.lang;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A persistent singly linked list of pairs of an element and a number, OCaml's {@code ('a * int) list}: what
 * {@code ConsList<Pair<T, Long>>} is, with one object for each pair instead of a cell, a pair and a boxed number. Vectors
 * of logical clocks are such lists. Equality, hash and text walk the list in a loop, as those of {@link ConsList} do.
 */
public sealed interface NumberedList<T> {

    /** The list without elements. */
    record Nil<T>() implements NumberedList<T> {
        private static final Nil<?> SHARED = new Nil<>();

        @Override
        public String toString() {
            return "[]";
        }
    }

    /**
     * A pair and the list after it.
     *
     * @param first the first pair's element
     * @param second the first pair's number
     * @param tail the other pairs
     */
    record Cell<T>(T first, long second, NumberedList<T> tail) implements NumberedList<T> {
        /** The first pair, as an object of its own. */
        public Pair<T, Long> head() {
            return new Pair<>(first, second);
        }

        /** The first pair with another number, before the same pairs: this very list if the number is the same. */
        public NumberedList<T> withSecond(long number) {
            return number == second ? this : new Cell<>(first, number, tail);
        }

        /** The same first pair before other pairs: this very list if they are the very same. */
        public NumberedList<T> withTail(NumberedList<T> others) {
            return others == tail ? this : new Cell<>(first, second, others);
        }

        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Cell<?> that)) {
                return false;
            }
            NumberedList<?> left = this;
            NumberedList<?> right = that;
            while (left != right) {
                if (!(left instanceof Cell<?> a) || !(right instanceof Cell<?> b)) {
                    return left instanceof Nil<?> && right instanceof Nil<?>;
                }
                if (a.second != b.second || !Objects.equals(a.first, b.first)) {
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
            NumberedList<?> rest = this;
            while (rest instanceof Cell<?> cell) {
                hash = 31 * (31 * hash + Objects.hashCode(cell.first)) + Long.hashCode(cell.second);
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
    static <T> NumberedList<T> nil() {
        return (NumberedList<T>) Nil.SHARED;
    }

    /** A list of {@code pairs}, in order. */
    @SafeVarargs
    static <T> NumberedList<T> of(Pair<T, Long>... pairs) {
        return onto(nil(), pairs);
    }

    /** {@code pairs}, in order, before {@code rest}. */
    @SafeVarargs
    static <T> NumberedList<T> onto(NumberedList<T> rest, Pair<T, Long>... pairs) {
        NumberedList<T> list = rest;
        for (int i = pairs.length - 1; i >= 0; i--) {
            list = new Cell<>(pairs[i].first(), pairs[i].second(), list);
        }
        return list;
    }

    /** Number of pairs. Costs time proportional to it. */
    default int size() {
        int size = 0;
        NumberedList<T> rest = this;
        while (rest instanceof Cell<T> cell) {
            size++;
            rest = cell.tail();
        }
        return size;
    }

    /** The pairs in order, as a new list. Costs time and room proportional to the length. */
    default List<Pair<T, Long>> toList() {
        List<Pair<T, Long>> pairs = new ArrayList<>();
        NumberedList<T> rest = this;
        while (rest instanceof Cell<T> cell) {
            pairs.add(cell.head());
            rest = cell.tail();
        }
        return pairs;
    }

    /**
     * Collects the pairs of a list from the front, in a loop, where OCaml recurses. See {@link ConsList.Builder}, which this
     * is for pairs of an element and a number.
     *
     * @param <T> the elements
     */
    final class Builder<T> {
        private static final Object[] NO_ELEMENTS = {};
        private static final long[] NO_NUMBERS = {};
        private static final int IN_FIELDS = 4;

        private @Nullable T first;
        private @Nullable T second;
        private @Nullable T third;
        private @Nullable T fourth;
        private long firstNumber;
        private long secondNumber;
        private long thirdNumber;
        private long fourthNumber;
        private Object[] others = NO_ELEMENTS;
        private long[] otherNumbers = NO_NUMBERS;
        private int size;

        /** Without pairs. */
        public Builder() {}

        /** Adds a pair behind those added before. */
        public void add(T element, long number) {
            switch (size++) {
                case 0 -> {
                    first = element;
                    firstNumber = number;
                }
                case 1 -> {
                    second = element;
                    secondNumber = number;
                }
                case 2 -> {
                    third = element;
                    thirdNumber = number;
                }
                case 3 -> {
                    fourth = element;
                    fourthNumber = number;
                }
                default -> {
                    int index = size - 1 - IN_FIELDS;
                    others = with(others, index, element);
                    otherNumbers = with(otherNumbers, index, number);
                }
            }
        }

        /** Static: a builder that were handed to a method which the JVM does not inline would have to be an object. */
        private static Object[] with(Object[] elements, int index, Object element) {
            Object[] room = index < elements.length ? elements : Arrays.copyOf(elements, grown(index));
            room[index] = element;
            return room;
        }

        private static long[] with(long[] numbers, int index, long number) {
            long[] room = index < numbers.length ? numbers : Arrays.copyOf(numbers, grown(index));
            room[index] = number;
            return room;
        }

        private static int grown(int length) {
            return length == 0 ? IN_FIELDS : 2 * length;
        }

        /** The pairs added, in order, and then {@code rest}. */
        @SuppressWarnings({"unchecked", "NullAway"}) // only elements are added; the fields below the size are set
        public NumberedList<T> before(NumberedList<T> rest) {
            NumberedList<T> list = rest;
            for (int i = size - 1 - IN_FIELDS; i >= 0; i--) {
                list = new Cell<>((T) others[i], otherNumbers[i], list);
            }
            if (size > 3) {
                list = new Cell<>(fourth, fourthNumber, list);
            }
            if (size > 2) {
                list = new Cell<>(third, thirdNumber, list);
            }
            if (size > 1) {
                list = new Cell<>(second, secondNumber, list);
            }
            return size > 0 ? new Cell<>(first, firstNumber, list) : list;
        }
    }
}
