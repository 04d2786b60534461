package dev.espalier.bench.report;

/** Text in HTML. */
final class Html {
    private Html() {}

    /** The text so that no part of it is taken for markup, in content and in quoted attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
