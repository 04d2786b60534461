package dev.espalier.bridge.validate;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares outcomes. Where integers leave the 63 bits of OCaml's, the two languages differ as documented: the same
 * program with arithmetic that notices decides whether that is why.
 */
final class Judge {
    private static final Pattern INTEGER = Pattern.compile("(?<![\\w(])-?\\d+");
    private static final long LARGE = 1L << 30;
    private static final int MODE_WRAP = 0;
    private static final int MODE_RAISE = 1;
    private static final int MODE_SPOIL = 2;

    private final OcamlProcess plain;
    private final OcamlProcess checked;
    private final JavaSide java;

    Judge(OcamlProcess plain, OcamlProcess checked, JavaSide java) {
        this.plain = plain;
        this.checked = checked;
        this.java = java;
    }

    /** Tells both programs something that has no answer. */
    void tell(String line) throws IOException {
        plain.tell(line);
        checked.tell(line);
    }

    /** How two outcomes compare. */
    enum Verdict {
        AGREED,
        RAISED,
        OUTSIDE_RANGE,
        EXCLUDED,
        DISCARDED,
        DIFFERENT,
        /** Java gave a number though 64 bits do not hold what it is made of: it must say so. */
        WRAPPED;

        /** Whether the translation is wrong. */
        boolean isWrong() {
            return this == DIFFERENT || this == WRAPPED;
        }
    }

    /** A verdict and the outcomes that it is of. */
    record Judgement(Verdict verdict, Outcome ocaml, Outcome java) {}

    /**
     * Tries one input.
     *
     * @param request the input as the driver reads it
     */
    Judgement judge(Datum.Call call, String request) throws IOException, InterruptedException {
        Outcome expected = plain.call(request, MODE_WRAP);
        if (expected instanceof Outcome.GaveUp) {
            return new Judgement(Verdict.DISCARDED, expected, expected);
        }
        Outcome found = java.call(call);
        return new Judgement(verdict(expected, found, request), expected, found);
    }

    private Verdict verdict(Outcome expected, Outcome found, String request) throws IOException, InterruptedException {
        boolean same = expected.equals(found);
        boolean raised = expected instanceof Outcome.Threw && !(found instanceof Outcome.Gave);
        if (found instanceof Outcome.Gave gave && (same ? hasLarge(request) || hasLarge(gave.text()) : true)) {
            String beyond = beyond(request);
            if (beyond.endsWith("Beyond_64")
                    && !leaves63(gave.text())
                    && !expected.equals(checked.call(request, MODE_SPOIL))) {
                return Verdict.WRAPPED;
            }
            if (!same && !beyond.isEmpty()) {
                return Verdict.OUTSIDE_RANGE;
            }
        }
        if (same) {
            return Verdict.AGREED;
        }
        return switch (found) {
            case Outcome.Gave gave -> Verdict.DIFFERENT;
            case Outcome.Threw threw -> raised ? Verdict.RAISED : Verdict.DIFFERENT;
            case Outcome.Overflowed overflowed ->
                !beyond(request).isEmpty() ? Verdict.OUTSIDE_RANGE : raised ? Verdict.RAISED : Verdict.DIFFERENT;
            case Outcome.Excluded excluded -> raised ? Verdict.RAISED : Verdict.EXCLUDED;
            // A number that OCaml has wrapped, and Java has not, may be what OCaml's recursion ends for.
            case Outcome.GaveUp gaveUp -> beyond(request).isEmpty() ? Verdict.DIFFERENT : Verdict.OUTSIDE_RANGE;
        };
    }

    /** The exception by which the checked program says that arithmetic leaves its range; empty if it does not. */
    private String beyond(String request) throws IOException, InterruptedException {
        return checked.call(request, MODE_RAISE) instanceof Outcome.Threw(String name) && name.contains("Beyond_")
                ? name
                : "";
    }

    private static boolean hasLarge(String text) {
        return any(text, LARGE);
    }

    private static boolean leaves63(String text) {
        return any(text, (1L << 62) - 1);
    }

    private static boolean any(String text, long bound) {
        Matcher matcher = INTEGER.matcher(text);
        while (matcher.find()) {
            String digits = matcher.group();
            if (digits.length() > 19) {
                return true;
            }
            if (digits.length() > 9) {
                try {
                    long value = Long.parseLong(digits);
                    if (value > bound || value < -bound - 1) {
                        return true;
                    }
                } catch (NumberFormatException large) {
                    return true;
                }
            }
        }
        return false;
    }
}
