package dev.espalier.bridge.java;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Text with possible line breaks, laid out by Wadler's "A prettier printer" (1998). */
public sealed interface Doc {
    /** Longest line. */
    int WIDTH = 120;

    /** Nothing. */
    Doc EMPTY = new Text("");

    /** A space, or a line break where the group does not fit. */
    Doc LINE = new Break(" ");

    /** Nothing, or a line break where the group does not fit. */
    Doc SOFT = new Break("");

    /** Always a line break. */
    Doc HARD = new Hard();

    /** Text without line breaks. */
    record Text(String text) implements Doc {}

    /** A possible line break. */
    record Break(String flat) implements Doc {}

    /** A line break. */
    record Hard() implements Doc {}

    /** Indented lines. */
    record Nest(int indentation, Doc inner) implements Doc {}

    /** What goes on one line if it fits. */
    record Group(Doc inner) implements Doc {}

    /** One after another. */
    record Sequence(List<Doc> parts) implements Doc {}

    /** {@code text}, which has no line breaks. */
    static Doc text(String text) {
        return new Text(text);
    }

    /** {@code parts}, one after another. */
    static Doc of(Doc... parts) {
        return new Sequence(Arrays.asList(parts));
    }

    /** {@code parts}, on one line if they fit. */
    static Doc group(Doc... parts) {
        return new Group(of(parts));
    }

    /** {@code parts}, the lines after the first indented. */
    static Doc nest(int indentation, Doc... parts) {
        return new Nest(indentation, of(parts));
    }

    /** {@code parts} with {@code separator} between them. */
    static Doc join(Doc separator, List<Doc> parts) {
        List<Doc> joined = new ArrayList<>();
        for (Doc part : parts) {
            if (!joined.isEmpty()) {
                joined.add(separator);
            }
            joined.add(part);
        }
        return new Sequence(joined);
    }

    /** {@code open}, the arguments, {@code close}; broken after {@code open} if too long. */
    static Doc list(String open, List<Doc> arguments, String close) {
        if (arguments.isEmpty()) {
            return text(open + close);
        }
        return group(text(open), nest(8, SOFT, join(of(text(","), LINE), arguments)), text(close));
    }

    /** {@code head {}, the statements each on its own lines, and the closing brace. */
    static Doc block(Doc head, List<Doc> statements) {
        if (statements.isEmpty()) {
            return of(head, text(" {}"));
        }
        List<Doc> body = new ArrayList<>();
        for (Doc statement : statements) {
            body.add(HARD);
            body.add(statement);
        }
        return of(head, text(" {"), new Nest(4, new Sequence(body)), HARD, text("}"));
    }

    /** A part of the text still to be written, and how. */
    record Item(int indentation, boolean flat, Doc doc) {}

    /** The text, with a line break at the end. */
    default String render() {
        StringBuilder out = new StringBuilder();
        Deque<Item> stack = new ArrayDeque<>();
        stack.push(new Item(0, false, this));
        int column = 0;
        while (!stack.isEmpty()) {
            Item item = stack.pop();
            switch (item.doc) {
                case Text text -> {
                    out.append(text.text);
                    column += text.text.length();
                }
                case Sequence sequence ->
                    sequence.parts.reversed().forEach(p -> stack.push(new Item(item.indentation, item.flat, p)));
                case Nest nest -> stack.push(new Item(item.indentation + nest.indentation, item.flat, nest.inner));
                case Group group -> {
                    boolean flat = item.flat || fits(group.inner, WIDTH - column, stack);
                    stack.push(new Item(item.indentation, flat, group.inner));
                }
                case Break line
                when item.flat -> {
                    out.append(line.flat);
                    column += line.flat.length();
                }
                default -> {
                    out.append('\n').append(" ".repeat(item.indentation));
                    column = item.indentation;
                }
            }
        }
        return out.append('\n').toString().replaceAll("(?m)[ ]+$", "");
    }

    /** Whether the flat form, and what {@code following} has before its first line break, stay within {@code room}. */
    private static boolean fits(Doc doc, int room, Deque<Item> following) {
        int left = room;
        Deque<Item> stack = new ArrayDeque<>(List.of(new Item(0, true, doc)));
        Iterator<Item> rest = following.iterator();
        while (left >= 0) {
            if (stack.isEmpty()) {
                if (!rest.hasNext()) {
                    return true;
                }
                stack.push(rest.next());
            }
            Item item = stack.pop();
            switch (item.doc) {
                case Text text -> left -= text.text.length();
                case Break line when item.flat -> left -= line.flat.length();
                case Break line -> {
                    return true;
                }
                case Hard hard -> {
                    return !item.flat;
                }
                case Nest nest -> stack.push(new Item(0, item.flat, nest.inner));
                case Group group -> stack.push(new Item(0, item.flat, group.inner));
                case Sequence sequence -> sequence.parts.reversed().forEach(p -> stack.push(new Item(0, item.flat, p)));
            }
        }
        return false;
    }
}
