package dev.espalier.store.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands to be sent to two servers. A line is a command; words are separated by blanks, double quotes hold blanks and
 * {@code \xHH}, {@code \r}, {@code \n}, {@code \"}. Other lines:
 *
 * <pre>
 *   # a comment
 *   !differs WHY       the reply of the next command differs, and must, for this reason
 *   !unordered         the next reply is an array whose order means nothing
 *   !near N            the next reply is a number that may differ by N
 *   !raw TEXT          sends TEXT as it is and reads a reply
 *   !read              reads a reply without sending
 *   !sleep MILLIS
 *   [NAME] LINE        on another connection
 * </pre>
 */
record Script(List<Step> steps) {

    /** What is to be done and how replies are compared. */
    record Step(
            int line, String connection, Kind kind, List<String> words, String reason, boolean unordered, long near) {}

    /** What a step does. */
    enum Kind {
        COMMAND,
        RAW,
        READ,
        SLEEP
    }

    static Script read(String resource) throws IOException {
        try (InputStream in = Script.class.getResourceAsStream("/redis/" + resource)) {
            if (in == null) {
                throw new IOException("there is no script " + resource);
            }
            return parse(new String(in.readAllBytes(), UTF_8));
        }
    }

    private static Script parse(String text) {
        List<Step> steps = new ArrayList<>();
        String reason = "";
        boolean unordered = false;
        long near = 0;
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String connection = "";
            if (line.startsWith("[")) {
                connection = line.substring(1, line.indexOf(']'));
                line = line.substring(line.indexOf(']') + 1).strip();
            }
            String rest = line.contains(" ") ? line.substring(line.indexOf(' ') + 1) : "";
            if (line.startsWith("!differs ")) {
                reason = rest;
                continue;
            } else if (line.equals("!unordered")) {
                unordered = true;
                continue;
            } else if (line.startsWith("!near ")) {
                near = Long.parseLong(rest);
                continue;
            }
            Kind kind = line.startsWith("!raw ")
                    ? Kind.RAW
                    : line.equals("!read") ? Kind.READ : line.startsWith("!sleep ") ? Kind.SLEEP : Kind.COMMAND;
            List<String> words = switch (kind) {
                case RAW -> List.of(unescaped(rest));
                case SLEEP -> List.of(rest);
                case READ -> List.of();
                case COMMAND -> words(line);
            };
            steps.add(new Step(number, connection, kind, words, reason, unordered, near));
            reason = "";
            unordered = false;
            near = 0;
        }
        return new Script(steps);
    }

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == ' ') {
                at++;
            } else if (line.charAt(at) == '"') {
                int end = at + 1;
                while (line.charAt(end) != '"') {
                    end += line.charAt(end) == '\\' ? 2 : 1;
                }
                words.add(unescaped(line.substring(at + 1, end)));
                at = end + 1;
            } else {
                int end = line.indexOf(' ', at) < 0 ? line.length() : line.indexOf(' ', at);
                words.add(line.substring(at, end));
                at = end;
            }
        }
        return words;
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'r' -> out.append('\r');
                case 'n' -> out.append('\n');
                case 'x' -> {
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> out.append(escaped);
            }
        }
        return out.toString();
    }
}
