package dev.espalier.cli.synth;

import dev.espalier.synth.report.SearchReport;
import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import dev.espalier.synth.search.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder that a search leaves its results in. */
final class Results {
    private final Path folder;

    Results(Path folder) {
        this.folder = folder;
    }

    /** Where moves go that a model makes. */
    Path moves() {
        return folder.resolve("moves");
    }

    Path journal() {
        return folder.resolve("journal.jsonl");
    }

    /**
     * The events of an unfinished search of the same specification; none if there is none. The journal of another or of a
     * finished one, or of one that had other faculties, is kept under another name.
     */
    List<Event> unfinished(String specification, long seed, Configuration configuration) throws IOException {
        if (!Files.isRegularFile(journal())) {
            return List.of();
        }
        List<Event> events = Journal.read(journal());
        Optional<Event.Start> start = events.stream()
                .filter(Event.Start.class::isInstance)
                .map(Event.Start.class::cast)
                .findFirst();
        boolean ended = events.stream().anyMatch(Event.End.class::isInstance);
        boolean same = start.isPresent()
                && start.get().specification().equals(specification)
                && start.get().seed() == seed
                && Synthesis.bounds(events).without().equals(configuration.words())
                && start.get().format() == Synthesis.FORMAT;
        if (same && !ended) {
            return events;
        }
        Files.move(journal(), folder.resolve("journal.old.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        return List.of();
    }

    /** Writes the files of {@code result}; what they are, for JSON. */
    Map<String, String> write(Synthesis.Result result) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> files = new LinkedHashMap<>();
        switch (result) {
            case Synthesis.Result.Grown grown -> {
                files.put("core", write("Core.v", grown.core()));
                files.put("proof", write("Proof.v", grown.proof()));
            }
            case Synthesis.Result.None none -> {
                if (none.best().isPresent()) {
                    files.put(
                            "partialCore", write("Partial.v", none.best().get().core()));
                    files.put(
                            "partialProof",
                            write("PartialProof.v", none.best().get().proof()));
                }
            }
        }
        files.put("journal", journal().toString());
        files.put("report", write("report.html", SearchReport.html(Journal.read(journal()))));
        return files;
    }

    private String write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }
}
