package dev.espalier.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The frame of a page that needs nothing besides itself: no network, no script, no other file. */
public final class HtmlPage {
    private final StringBuilder page = new StringBuilder();

    /** A page that begins with {@code title}. */
    public HtmlPage(String title) {
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Espalier bench</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(Html.escaped(title))
                .append("</h1>\n");
    }

    private static String style() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Markup as it is. */
    public HtmlPage markup(String markup) {
        page.append(markup);
        return this;
    }

    /** A heading. */
    public HtmlPage heading(String text) {
        page.append("<h2>").append(Html.escaped(text)).append("</h2>\n");
        return this;
    }

    /** A paragraph. */
    public HtmlPage paragraph(String text) {
        page.append("<p>").append(Html.escaped(text)).append("</p>\n");
        return this;
    }

    /** A paragraph of explanation. */
    public HtmlPage explanation(String text) {
        page.append("<p class=\"soft\">").append(Html.escaped(text)).append("</p>\n");
        return this;
    }

    /** A paragraph that must not be missed. */
    public HtmlPage warning(String text) {
        page.append("<p class=\"note\">").append(Html.escaped(text)).append("</p>\n");
        return this;
    }

    /** A command as it is typed. */
    public HtmlPage command(String text) {
        page.append("<p><code>").append(Html.escaped(text)).append("</code></p>\n");
        return this;
    }

    /** Figures under their titles: the first column to the left, the others to the right. */
    public HtmlPage table(List<String> titles, List<List<String>> rows) {
        return table("<table>", titles, rows);
    }

    /** The same where cells hold words, and may take several lines. */
    public HtmlPage tableOfWords(List<String> titles, List<List<String>> rows) {
        return table("<table class=\"words\">", titles, rows);
    }

    private HtmlPage table(String tag, List<String> titles, List<List<String>> rows) {
        page.append("<div class=\"scroll\">").append(tag).append("\n<tr>");
        titles.forEach(title -> page.append("<th>").append(Html.escaped(title)).append("</th>"));
        page.append("</tr>\n");
        for (List<String> row : rows) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(Html.escaped(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</table></div>\n");
        return this;
    }

    /** Names with what they stand for. */
    public HtmlPage facts(Map<String, String> facts) {
        page.append("<table class=\"facts\">\n");
        facts.forEach((name, value) -> page.append("<tr><th>")
                .append(Html.escaped(name.replace('_', ' ')))
                .append("</th><td>")
                .append(Html.escaped(value))
                .append("</td></tr>\n"));
        page.append("</table>\n");
        return this;
    }

    /** The whole page. */
    public String end() {
        return page.append("</main>\n</body>\n</html>\n").toString();
    }
}
