package dev.espalier.synth.prover.coqidetop;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what {@code coqidetop} writes: elements one after another, without a document around them, with blanks written
 * as an entity that nothing declares. No XML parser takes that; and this one needs only what Coq's printer uses, so there
 * are no declarations, no processing instructions, no entities but six, and nothing that opens files.
 */
final class XmlReader {
    private static final int DEPTH_MAX = 1_000;
    private static final int NAME_MAX = 200;
    private static final int END = -1;

    private final Reader input;
    private final int charactersMax;
    private int characters;

    /** Over {@code stream}; {@link #next} gives up when more than {@code charactersMax} come between two resets. */
    XmlReader(InputStream stream, int charactersMax) {
        // Malformed bytes become replacement characters: Coq prints a string's bytes as they are.
        input = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        this.charactersMax = charactersMax;
    }

    /** What was read so far no longer counts. */
    void reset() {
        characters = 0;
    }

    /**
     * The next element at the outermost level; empty at the end of the stream.
     *
     * @throws IOException if the stream breaks off or ends within an element
     */
    Optional<XmlElement> next() throws IOException, GarbledAnswer, OutputOverflow {
        Deque<XmlElement> open = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = readOrEnd();
            if (c == END && open.isEmpty() && text.isEmpty()) {
                return Optional.empty();
            } else if (c == END) {
                throw new EOFException("it stopped in the middle of an answer");
            } else if (c == '<') {
                flush(text, open);
                Optional<XmlElement> whole = tag(open);
                if (whole.isPresent()) {
                    return whole;
                }
            } else if (c == '&') {
                text.append(entity());
            } else if (!open.isEmpty()) {
                text.append((char) c);
            } else if (!Character.isWhitespace(c)) {
                throw new GarbledAnswer("it said \"" + (char) c + "\" where an element begins");
            }
        }
    }

    private static void flush(StringBuilder text, Deque<XmlElement> open) throws GarbledAnswer {
        if (text.isEmpty()) {
            return;
        }
        XmlElement parent = open.peek();
        if (parent == null) {
            throw new GarbledAnswer("it said text where an element begins");
        }
        parent.add(text.toString());
        text.setLength(0);
    }

    /** Reads a tag after its {@code <}; the outermost element if that ended it. */
    private Optional<XmlElement> tag(Deque<XmlElement> open) throws IOException, GarbledAnswer, OutputOverflow {
        int c = read();
        if (c == '/') {
            StringBuilder name = new StringBuilder();
            int after = blanks(name(read(), name));
            XmlElement ended = open.poll();
            if (after != '>' || ended == null || !ended.is(name.toString())) {
                throw new GarbledAnswer("</" + name + "> ends nothing");
            }
            return open.isEmpty() ? Optional.of(ended) : Optional.empty();
        }
        StringBuilder name = new StringBuilder();
        int after = blanks(name(c, name));
        XmlElement element = new XmlElement(name.toString());
        while (after != '>' && after != '/') {
            after = attribute(after, element);
        }
        XmlElement parent = open.peek();
        if (parent != null) {
            parent.add(element);
        }
        if (after == '/') {
            expect(read(), '>');
            return parent == null ? Optional.of(element) : Optional.empty();
        }
        open.push(element);
        if (open.size() > DEPTH_MAX) {
            throw new GarbledAnswer("its answer nests more than " + DEPTH_MAX + " deep");
        }
        return Optional.empty();
    }

    /** Reads an attribute that begins with {@code first}; what comes after it and blanks. */
    private int attribute(int first, XmlElement element) throws IOException, GarbledAnswer, OutputOverflow {
        StringBuilder key = new StringBuilder();
        expect(blanks(name(first, key)), '=');
        int quote = blanks(read());
        if (quote != '"' && quote != '\'') {
            throw new GarbledAnswer("the attribute " + key + " has no value");
        }
        StringBuilder value = new StringBuilder();
        for (int c = read(); c != quote; c = read()) {
            if (c == '<') {
                throw new GarbledAnswer("the value of " + key + " has no end");
            } else if (c == '&') {
                value.append(entity());
            } else {
                value.append((char) c);
            }
        }
        element.put(key.toString(), value.toString());
        return blanks(read());
    }

    /** Reads a name that begins with {@code first} into {@code name}; what comes after it. */
    private int name(int first, StringBuilder name) throws IOException, GarbledAnswer, OutputOverflow {
        int c = first;
        while (c == '_' || c == '-' || c == '.' || c == ':' || Character.isLetterOrDigit(c)) {
            name.append((char) c);
            if (name.length() > NAME_MAX) {
                throw new GarbledAnswer("a name of more than " + NAME_MAX + " letters");
            }
            c = read();
        }
        if (name.isEmpty()) {
            throw new GarbledAnswer("a tag without a name");
        }
        return c;
    }

    private char entity() throws IOException, GarbledAnswer, OutputOverflow {
        StringBuilder name = new StringBuilder();
        int c = read();
        if (c == '#') {
            expect(name(read(), name), ';');
            return character(name.toString());
        }
        expect(name(c, name), ';');
        return switch (name.toString()) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            // Coq's printer writes every blank so; a no-break space of the text's own comes as itself.
            case "nbsp" -> ' ';
            default -> throw new GarbledAnswer("the unknown entity &" + name + ";");
        };
    }

    private static char character(String number) throws GarbledAnswer {
        try {
            String lower = number.toLowerCase(Locale.ROOT);
            int code = lower.startsWith("x") ? Integer.parseInt(lower.substring(1), 16) : Integer.parseInt(lower);
            if (code < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                return (char) code;
            }
        } catch (NumberFormatException e) {
            throw new GarbledAnswer("the unknown character &#" + number + ";", e);
        }
        throw new GarbledAnswer("the unknown character &#" + number + ";");
    }

    private int blanks(int first) throws IOException, OutputOverflow {
        int c = first;
        while (Character.isWhitespace(c)) {
            c = read();
        }
        return c;
    }

    private static void expect(int c, char wanted) throws GarbledAnswer {
        if (c != wanted) {
            throw new GarbledAnswer("\"" + wanted + "\" is missing");
        }
    }

    /** A character inside of an element, which must not end here. */
    private int read() throws IOException, OutputOverflow {
        int c = readOrEnd();
        if (c == END) {
            throw new EOFException("it stopped in the middle of a tag");
        }
        return c;
    }

    private int readOrEnd() throws IOException, OutputOverflow {
        characters++;
        if (characters > charactersMax) {
            throw new OutputOverflow(charactersMax);
        }
        return input.read();
    }
}
