package dev.espalier.cli.suggest;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.agent.Caps;
import dev.espalier.synth.agent.DescriptionReader;
import dev.espalier.synth.agent.DescriptionReader.Reading;
import dev.espalier.synth.agent.DescriptionReader.Wish;
import dev.espalier.synth.agent.Dialogue;
import dev.espalier.synth.agent.ModelException;
import dev.espalier.synth.agent.Transcript;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.suggest.RequirementException;
import dev.espalier.synth.suggest.RequirementReader;
import dev.espalier.synth.suggest.RequirementReader.Said;
import dev.espalier.synth.suggest.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A description in plain words, as a model reads it. What the model says is checked for form alone and stays marked as its
 * reading; what fits is reckoned as ever.
 *
 * @param said the reading as wishes
 * @param report the same for the report
 */
record Description(Said said, Report.Reading report) {
    private static final String FILE = "reading.txt";

    /** Asks {@code model}; what was said, and the reading as a file of wishes, are kept in {@code folder}. */
    static Description read(String words, Dialogue.Model model, Caps caps, RequirementReader reader, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path transcript = folder.resolve(Transcript.FILE);
        String origin = model.name() + "'s reading";
        Reading reading;
        try (Transcript told = Transcript.open(transcript)) {
            DescriptionReader asked =
                    new DescriptionReader(model, caps, told, (kind, subject) -> problem(reader, kind, subject));
            reading = asked.read(words, catalogue());
        } catch (ModelException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
        if (!reading.ending().isEmpty()) {
            throw new CommandFailedException(model.name() + " did not read the description to its end: "
                    + reading.ending() + ". Say it shorter, allow more, or answer the questions yourself; transcript: "
                    + transcript);
        }
        Said said = new Said(List.of(), List.of());
        List<String> lines = new ArrayList<>();
        for (Wish wish : reading.wishes()) {
            said = said.and(wished(reader, wish.kind(), wish.subject(), origin));
            String because = wish.because().replaceAll("\\s+", " ");
            lines.add(wish.kind() + " " + wish.subject() + (because.isEmpty() ? "" : "   # \"" + because + "\""));
        }
        Files.write(folder.resolve(FILE), lines);
        String cost = String.format(
                Locale.ROOT,
                "%,d tokens read, %,d from the cache, %,d written, $%.2f",
                reading.usage().input(),
                reading.usage().cached(),
                reading.usage().output(),
                reading.dollars());
        return new Description(
                said,
                new Report.Reading(
                        model.name(),
                        DescriptionReader.PROMPT,
                        lines,
                        reading.left(),
                        folder.resolve(FILE).toString(),
                        transcript.toString(),
                        cost));
    }

    private static Said wished(RequirementReader reader, String kind, String subject, String origin) {
        try {
            return reader.line(kind + " " + subject, origin);
        } catch (RequirementException e) {
            throw new IllegalStateException("it was checked before", e);
        }
    }

    private static Optional<String> problem(RequirementReader reader, String kind, String subject) {
        try {
            reader.line(kind + " " + subject, "wish");
            return Optional.empty();
        } catch (RequirementException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String catalogue() {
        StringBuilder text = new StringBuilder("Litmus tests:\n");
        for (LitmusTest test : LitmusCatalogue.all()) {
            text.append("- ")
                    .append(test.name())
                    .append(": ")
                    .append(test.title())
                    .append(". ");
            text.append(Questions.text(test)).append('\n');
        }
        text.append("\nGuarantees: ")
                .append(String.join(", ", Vocabulary.guarantees().keySet()));
        return text.append('\n').toString();
    }
}
