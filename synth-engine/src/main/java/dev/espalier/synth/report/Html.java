package dev.espalier.synth.report;

/** Markup under construction. All text and every attribute's value is escaped; names are this program's own. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Begins an element; {@code attributes} are names and values in turn, and an empty value leaves one out. */
    Html open(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                out.append(' ').append(attributes[i]).append("=\"");
                out.append(escape(attributes[i + 1])).append('"');
            }
        }
        out.append('>');
        // A line break that a text begins with would be taken for one of the markup.
        if (name.equals("pre")) {
            out.append('\n');
        }
        return this;
    }

    /** Ends elements, the innermost first. */
    Html close(String... names) {
        for (String name : names) {
            out.append("</").append(name).append('>');
        }
        return this;
    }

    /** Adds a text. */
    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** Adds an element that holds {@code text}. */
    Html leaf(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close(name);
    }

    /** Adds {@code other}. */
    Html add(Html other) {
        out.append(other.out);
        return this;
    }

    /** A line break in the markup. */
    Html line() {
        out.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** {@code text} as it stands in a page, whether in an element or in a quoted attribute. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.appendCodePoint(point);
                default -> escaped.appendCodePoint(isShown(point) ? point : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** Other characters either end a page's text or turn around what is read. */
    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.FORMAT -> false;
            default -> true;
        };
    }
}
