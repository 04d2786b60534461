package dev.espalier.synth.report;

/** How far a design got. */
enum Standing {
    /** No method bodies, or not even tried. */
    FAILED("failed", "\u2715"),
    /** Method bodies were found, but it was given up after that. */
    GROWN("grown, not proved", "\u25d0"),
    /** Every obligation is closed. */
    PROVED("proved", "\u2713"),
    /** The journal says neither. */
    OPEN("no verdict", "\u2026");

    private final String words;
    private final String sign;

    Standing(String words, String sign) {
        this.words = words;
        this.sign = sign;
    }

    /** For people. */
    String words() {
        return words;
    }

    /** One character, so that colour is not all that tells them apart. */
    String sign() {
        return sign;
    }

    /** The class in the page's style. */
    String style() {
        return switch (this) {
            case FAILED -> "failed";
            case GROWN -> "grown";
            case PROVED -> "proved";
            case OPEN -> "open";
        };
    }
}
