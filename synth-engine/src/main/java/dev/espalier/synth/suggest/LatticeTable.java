package dev.espalier.synth.suggest;

import dev.espalier.core.Sha256;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.explore.LitmusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What exploration found of every named specification and every litmus test of the catalogue, with the witnesses. It is
 * made by {@code espalier spec lattice --write}, never by hand.
 *
 * @param sources the files that the specifications are made of, relative to {@code specs/}, with their SHA-256 in
 *     hexadecimal at the time
 * @param witnesses every way in which an outcome came about, each once
 * @param points a row a specification, in the order of {@code espalier spec list}
 */
public record LatticeTable(Map<String, String> sources, List<KeptWitness> witnesses, List<Row> points) {
    private static final String RESOURCE = "lattice.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /**
     * A specification's answers.
     *
     * @param name for example {@code strong/ryw}
     * @param answers by the name of the test, an answer a program of it; none where the test is not applicable
     */
    public record Row(String name, Map<String, List<Answer>> answers) {
        public Row {
            Map<String, List<Answer>> copy = new LinkedHashMap<>();
            answers.forEach((test, each) -> copy.put(test, List.copyOf(each)));
            answers = Collections.unmodifiableMap(copy);
        }

        /** Allowed if one of the test's programs is; unknown if the table has no such test. */
        public Verdict verdict(String test) {
            List<Answer> each = answers.get(test);
            if (each == null) {
                return Verdict.UNKNOWN;
            }
            if (each.isEmpty()) {
                return Verdict.NOT_APPLICABLE;
            }
            if (each.stream().anyMatch(answer -> answer.verdict() == Verdict.ALLOWED)) {
                return Verdict.ALLOWED;
            }
            return each.stream().allMatch(answer -> answer.verdict() == Verdict.FORBIDDEN)
                    ? Verdict.FORBIDDEN
                    : Verdict.UNKNOWN;
        }

        /** Every program's verdict, tests in the order of the catalogue: two such lists that are equal say the same. */
        List<Verdict> verdicts() {
            List<Verdict> all = new ArrayList<>();
            for (LitmusTest test : LitmusCatalogue.all()) {
                List<Answer> each = answers.getOrDefault(test.name(), List.of());
                for (int i = 0; i < test.cases().size(); i++) {
                    all.add(i < each.size() ? each.get(i).verdict() : Verdict.NOT_APPLICABLE);
                }
            }
            return all;
        }
    }

    /**
     * The answer for one program of a test.
     *
     * @param verdict allowed, forbidden, or unknown where a limit was exceeded
     * @param extent how far the exploration went, in words
     * @param witness if it is allowed, the place of the witness in the table
     */
    public record Answer(Verdict verdict, String extent, Optional<Integer> witness) {}

    public LatticeTable {
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
        witnesses = List.copyOf(witnesses);
        points = List.copyOf(points);
    }

    /** The table that this program was built with. */
    public static LatticeTable kept() throws IOException {
        try (InputStream stream = LatticeTable.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing from this program's archive");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), RESOURCE);
        }
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param place what errors call it
     * @throws IOException if it is no such table
     */
    public static LatticeTable parse(String text, String place) throws IOException {
        try {
            return JSON.readValue(text, LatticeTable.class);
        } catch (JacksonException e) {
            throw new IOException(
                    place + " is no table of the lattice: " + e.getOriginalMessage()
                            + "; espalier spec lattice --write makes one",
                    e);
        }
    }

    /** As JSON, the same bytes for the same table: a line a witness, a source, and a specification's test. */
    public String text() {
        StringBuilder text = new StringBuilder("{\"sources\":{");
        text.append(joined(sources.entrySet().stream()
                .map(each -> JSON.writeValueAsString(each.getKey()) + ":" + JSON.writeValueAsString(each.getValue()))));
        text.append("},\n\"witnesses\":[").append(joined(witnesses.stream().map(JSON::writeValueAsString)));
        text.append("],\n\"points\":[").append(joined(points.stream().map(LatticeTable::line)));
        return text.append("]}\n").toString();
    }

    private static String line(Row row) {
        return "{\"name\":" + JSON.writeValueAsString(row.name()) + ",\"answers\":{"
                + joined(row.answers().entrySet().stream()
                        .map(each -> JSON.writeValueAsString(each.getKey()) + ":"
                                + JSON.writeValueAsString(each.getValue())))
                + "}}";
    }

    private static String joined(Stream<String> lines) {
        return "\n" + String.join(",\n", lines.toList());
    }

    /** The row of {@code name}. */
    public Optional<Row> row(String name) {
        return points.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** How {@code answer} comes about, if it is allowed. */
    public Optional<KeptWitness> witness(Answer answer) {
        return answer.witness().map(witnesses::get);
    }

    /** The sources that are not, below {@code specs}, what they were when the table was made; in order. */
    public List<String> changed(Path specs) throws IOException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = specs.resolve(source.getKey());
            if (!Files.isRegularFile(file)
                    || !Sha256.hex(Files.readAllBytes(file)).equals(source.getValue())) {
                changed.add(source.getKey());
            }
        }
        return changed;
    }

    /** Makes a table of results, specification by specification. */
    public static final class Builder {
        private final Map<String, String> sources = new TreeMap<>();
        private final Map<KeptWitness, Integer> witnesses = new LinkedHashMap<>();
        private final List<Row> points = new ArrayList<>();

        /** Adds what was found of {@code name}, which is made of {@code files} (path to SHA-256). */
        public void add(String name, List<LitmusResult> results, Map<String, String> files) {
            sources.putAll(files);
            Map<String, List<Answer>> answers = new LinkedHashMap<>();
            for (LitmusResult result : results) {
                answers.put(
                        result.test().name(),
                        result.cases().stream().map(this::answer).toList());
            }
            points.add(new Row(name, answers));
        }

        private Answer answer(LitmusResult.CaseResult result) {
            Optional<Integer> place = result.witness()
                    .map(witness -> new KeptWitness(result.litmusCase().text(), witness.history(), witness.steps()))
                    .map(kept -> {
                        Integer known = witnesses.putIfAbsent(kept, witnesses.size());
                        return known == null ? witnesses.size() - 1 : known;
                    });
            return new Answer(result.verdict(), result.extent().text(), place);
        }

        /** The table of all that was added. */
        public LatticeTable table() {
            return new LatticeTable(sources, List.copyOf(witnesses.keySet()), points);
        }
    }
}
