package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search as one page to read: how it ended, the story of its pivots, the tree of designs with all that is known of
 * each, times, and checks.
 *
 * <p>The page is one file and asks for no other; its policy allows no script but its own, by hash. Everything that
 * comes from a journal is escaped. The same events give the same page. {@code page.html#design-36} opens that design.
 */
public final class SearchReport {
    private static final Pattern PLACE = Pattern.compile("@([a-z]+)@");

    private SearchReport() {}

    /**
     * The page that {@code events} make, to be stored as UTF-8.
     *
     * @param events of one search, in order; they may stop anywhere, as those of an engine that was killed do
     */
    public static String html(List<Event> events) {
        History history = new History(events);
        Lineage lineage = new Lineage(history);
        String script = resource("report.js");
        Html story = StorySection.of(history, lineage);
        Html tree = new TreeSection(history, lineage).html();
        Html rest = TimelineSection.of(history, lineage)
                .add(SpeedSection.of(history))
                .add(AuditSection.of(history))
                .add(FactsSection.sources(history));
        Map<String, String> parts = Map.of(
                "title", Html.escape(FactsSection.title(history)),
                "hash", hash(script),
                "style", resource("report.css"),
                "script", script,
                "head", FactsSection.head(history).toString(),
                "story", story.toString(),
                "tree", tree.toString(),
                "rest", rest.toString());
        // In one pass: what is put in is not looked at again.
        return PLACE.matcher(resource("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), place.group())));
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = SearchReport.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from this program's archive");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " in this program's archive cannot be read", e);
        }
    }
}
