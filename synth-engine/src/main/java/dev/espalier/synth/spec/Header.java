package dev.espalier.synth.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a specification's file says of itself: the lines {@code @tag text} of the comment that it begins with.
 *
 * @param tags in the order of the file
 */
record Header(List<Tag> tags) {
    static final String SPECIFICATION = "specification";
    static final String FAMILY = "family";
    static final String TITLE = "title";
    static final String PROMISE = "promise";
    static final String KIND = "kind";
    static final String LITMUS = "litmus";
    static final String THROUGHPUT = "throughput";
    private static final List<String> KNOWN = List.of(SPECIFICATION, FAMILY, TITLE, PROMISE, KIND, LITMUS, THROUGHPUT);
    private static final Pattern TAG = Pattern.compile("@([A-Za-z-]+)\\s*(.*)");

    private static final Pattern OPENING = Pattern.compile("^\\s*\\(\\*+");

    /**
     * @param name without the at sign
     * @param text what follows it, on this line and on the lines that continue it
     * @param line from 1
     */
    record Tag(String name, String text, int line) {}

    Header {
        tags = List.copyOf(tags);
    }

    /** Reads the first comment of {@code text}; {@code place} is for errors. */
    static Header read(String place, String text) throws SpecificationException {
        List<Tag> tags = new ArrayList<>();
        int number = 0;
        boolean inTag = false;
        for (String raw : comment(text).split("\n", -1)) {
            number++;
            String line = OPENING.matcher(raw).replaceFirst("").strip();
            Matcher matcher = TAG.matcher(line);
            if (matcher.matches()) {
                if (!KNOWN.contains(matcher.group(1))) {
                    throw new SpecificationException(
                            place + ":" + number,
                            "there is no tag @" + matcher.group(1),
                            "The tags are @" + String.join(", @", KNOWN));
                }
                tags.add(new Tag(matcher.group(1), matcher.group(2).strip(), number));
                inTag = true;
            } else if (line.isEmpty()) {
                inTag = false;
            } else if (inTag) {
                Tag last = tags.removeLast();
                tags.add(new Tag(last.name(), (last.text() + " " + line).strip(), last.line()));
            }
        }
        return new Header(tags);
    }

    /** The lines up to the end of the first comment, which has to come before anything else. */
    private static String comment(String text) {
        int start = text.indexOf("(*");
        if (start < 0 || !text.substring(0, start).isBlank()) {
            return "";
        }
        int depth = 0;
        for (int i = start; i + 1 < text.length(); i++) {
            if (text.charAt(i) == '(' && text.charAt(i + 1) == '*') {
                depth++;
                i++;
            } else if (text.charAt(i) == '*' && text.charAt(i + 1) == ')') {
                depth--;
                i++;
                if (depth == 0) {
                    return text.substring(0, i - 1);
                }
            }
        }
        return text;
    }

    Optional<Tag> first(String name) {
        return tags.stream().filter(tag -> tag.name().equals(name)).findFirst();
    }

    List<Tag> all(String name) {
        return tags.stream().filter(tag -> tag.name().equals(name)).toList();
    }
}
