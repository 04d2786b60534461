package dev.espalier.synth.explore;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One program of a litmus test and the outcome that is asked for. As text, what a get shall return stands behind it, and
 * what is seen once all clients are done behind an arrow:
 *
 * <ul>
 *   <li>{@code 1: put k x; get k = v0};
 *   <li>{@code 1: put j x; put k y => somewhere k = y, j = v0}: some replica, then or earlier, answers so to somebody new
 *       who reads both keys at once;
 *   <li>{@code 1: put k x; put k y => settled k = x}: the same of a replica that every put was delivered to;
 *   <li>{@code 1: put k x | 2: put k y => differ k}: two such replicas answer differently.
 * </ul>
 */
public final class LitmusCase {
    private static final Pattern PAIR = Pattern.compile("\\s*(\\w+)\\s*=\\s*(\\w+)\\s*");
    private static final Pattern SEEN = Pattern.compile("\\s*(somewhere|settled|differ)\\s+(.*)");

    private final String text;
    private final ExplorationProgram program;
    private final String outcome;

    private LitmusCase(String text, ExplorationProgram program, String outcome) {
        this.text = text;
        this.program = program;
        this.outcome = outcome;
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is not one; the message says where and what is expected
     */
    public static LitmusCase parse(String text) {
        String[] parts = text.split("=>", -1);
        if (parts.length > 2) {
            throw new IllegalArgumentException("'" + text + "': only one '=>' may stand in a litmus test");
        }
        ProgramText parsed = ProgramText.parse(parts[0]);
        ProgramCode code = new ProgramCode(parsed.program());
        StringJoiner outcome = new StringJoiner(" ");
        for (ProgramText.Read read : parsed.reads()) {
            outcome.add("R %d %d %d".formatted(read.client(), read.number(), code.value(read.value(), "an outcome")));
        }
        if (parts.length == 2) {
            outcome.add(seen(parts[1], code));
        }
        if (outcome.length() == 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' asks for no outcome; add one, as in 'get k = v0' or '=> settled k = x'");
        }
        return new LitmusCase(text.strip(), parsed.program(), outcome.toString());
    }

    private static String seen(String text, ProgramCode code) {
        Matcher matcher = SEEN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text.strip()
                    + "' is not seen by anybody; say 'somewhere k = x', 'settled k = x' or 'differ k'");
        }
        String what = matcher.group(2).strip();
        if (matcher.group(1).equals("differ")) {
            return "D " + code.keyNumber(what, "an outcome");
        }
        String letter = matcher.group(1).equals("settled") ? "Q" : "A";
        return List.of(what.split(",", -1)).stream()
                .map(pair -> {
                    Matcher parts = PAIR.matcher(pair);
                    if (!parts.matches()) {
                        throw new IllegalArgumentException("'" + pair.strip() + "' is not of the form 'k = x'");
                    }
                    return "%s %d %d"
                            .formatted(
                                    letter,
                                    code.keyNumber(parts.group(1), "an outcome"),
                                    code.value(parts.group(2), "an outcome"));
                })
                .collect(Collectors.joining(" "));
    }

    /** The text form. */
    public String text() {
        return text;
    }

    /** What the clients do. */
    public ExplorationProgram program() {
        return program;
    }

    /** Whether it only makes sense for machines with labels. */
    boolean labelled() {
        return !program.labels().equals(Map.of());
    }

    String outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return text;
    }
}
