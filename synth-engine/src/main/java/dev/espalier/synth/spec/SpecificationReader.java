package dev.espalier.synth.spec;

import dev.espalier.synth.gate.FunctorSource;
import dev.espalier.synth.rocq.Command;
import dev.espalier.synth.rocq.RocqLexer;
import dev.espalier.synth.rocq.RocqSyntaxException;
import dev.espalier.synth.rocq.Sentence;
import dev.espalier.synth.rocq.Token;
import dev.espalier.synth.spec.Specification.Kind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what a file says of itself and which functor in it is the specification; the prover is not asked. */
final class SpecificationReader {
    private static final String FUNCTOR = "Specification";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[/+-][a-z0-9]+)*\\+?");
    private static final String SHAPE =
            "Write Module Specification (P : PARAMETERS) <: CORE P; specs/README.md shows a whole file";

    private final String place;
    private final String text;
    private final Header header;

    private SpecificationReader(String place, String text) throws SpecificationException {
        this.place = place;
        this.text = text;
        header = Header.read(place, text);
    }

    /** Reads {@code file}, called {@code path} below {@code specs/}, or outside of it. */
    static SpecificationReader of(Path file, String place) throws IOException, SpecificationException {
        try {
            return new SpecificationReader(place, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new SpecificationException(place, "this is not UTF-8 text", "Store the file as UTF-8");
        }
    }

    /** The name of the family that the file is about, if it is about one. */
    Optional<String> family() {
        return header.first(Header.FAMILY).map(Header.Tag::text);
    }

    /** Whether the file calls itself a specification. */
    boolean isNamed() {
        return header.first(Header.SPECIFICATION).isPresent();
    }

    Specification read(String path, Optional<Path> outside) throws SpecificationException {
        Functor functor = functor();
        FunctorSource source = new FunctorSource(path, outside, functor.name(), Optional.empty());
        return new Specification(
                name(),
                header.first(Header.TITLE).map(Header.Tag::text).orElse(""),
                header.all(Header.PROMISE).stream().map(Header.Tag::text).collect(Collectors.joining(" ")),
                functor.kind(),
                source,
                expected(),
                throughput());
    }

    private String name() throws SpecificationException {
        Optional<Header.Tag> tag = header.first(Header.SPECIFICATION);
        if (tag.isEmpty()) {
            return place;
        }
        if (!NAME.matcher(tag.get().text()).matches()) {
            throw new SpecificationException(
                    place + ":" + tag.get().line(),
                    "\"" + tag.get().text() + "\" is no name for a specification",
                    "Write lower-case words, for example @specification team/bounded-staleness");
        }
        return tag.get().text();
    }

    private Map<String, Boolean> expected() throws SpecificationException {
        Map<String, Boolean> expected = new LinkedHashMap<>();
        for (Header.Tag tag : header.all(Header.LITMUS)) {
            String[] words = tag.text().split("\\s+");
            boolean allowed = words.length == 2 && words[1].equals("allowed");
            boolean forbidden = words.length == 2 && words[1].equals("forbidden");
            if ((!allowed && !forbidden) || expected.put(words[0], allowed) != null) {
                throw new SpecificationException(
                        place + ":" + tag.line(),
                        "\"@litmus " + tag.text() + "\" is not a line of a litmus table",
                        "Write @litmus TEST allowed or @litmus TEST forbidden, each test once");
            }
        }
        return expected;
    }

    private Optional<Throughput> throughput() throws SpecificationException {
        Optional<Header.Tag> tag = header.first(Header.THROUGHPUT);
        Optional<Throughput> target = tag.flatMap(found -> Throughput.parse(found.text()));
        if (tag.isPresent() && target.isEmpty()) {
            throw new SpecificationException(
                    place + ":" + tag.get().line(),
                    "\"@throughput " + tag.get().text() + "\" is no target",
                    "Write a ratio to a core, for example @throughput 1.5 x vector-clock");
        }
        return target;
    }

    private record Functor(String name, Kind kind) {}

    private Functor functor() throws SpecificationException {
        List<Functor> functors = new ArrayList<>();
        try {
            for (Sentence sentence : RocqLexer.sentences(text)) {
                functorOf(Command.of(sentence).tokens()).ifPresent(functors::add);
            }
        } catch (RocqSyntaxException e) {
            throw new SpecificationException(
                    place + ":" + e.line(),
                    String.valueOf(e.getMessage()),
                    "Write it so that it can be read in one way only");
        }
        List<Functor> named = functors.stream()
                .filter(functor -> functor.name().equals(FUNCTOR))
                .toList();
        List<Functor> chosen = named.isEmpty() ? functors : named;
        if (chosen.size() != 1) {
            throw new SpecificationException(
                    place,
                    chosen.isEmpty()
                            ? "no functor over PARAMETERS in it has the type CORE P or NODE_CORE P"
                            : "several functors in it could be the specification: "
                                    + chosen.stream().map(Functor::name).toList(),
                    SHAPE);
        }
        return chosen.getFirst();
    }

    /** {@code Module X (P : PARAMETERS) [(L : LABELS P)] <: CORE P}. */
    private static Optional<Functor> functorOf(List<Token> tokens) {
        List<String> words = tokens.stream().map(Token::text).toList();
        if (words.size() < 2 || !words.getFirst().equals("Module") || !isParameter(words, 2, "PARAMETERS")) {
            return Optional.empty();
        }
        boolean labelled = isParameter(words, 7, "LABELS");
        int colon = words.subList(labelled ? 13 : 7, words.size()).indexOf("<");
        List<String> type = colon < 0 ? List.of() : words.subList((labelled ? 13 : 7) + colon, words.size());
        if (type.size() != 4 || !type.get(1).equals(":")) {
            return Optional.empty();
        }
        return switch (type.get(2)) {
            case "CORE" -> Optional.of(new Functor(words.get(1), labelled ? Kind.LABELLED : Kind.CORE));
            case "NODE_CORE" -> Optional.of(new Functor(words.get(1), Kind.NODE));
            default -> Optional.empty();
        };
    }

    /** {@code ( P : TYPE} at {@code at}. */
    private static boolean isParameter(List<String> words, int at, String type) {
        return words.size() > at + 4
                && words.get(at).equals("(")
                && words.get(at + 2).equals(":")
                && words.get(at + 3).equals(type);
    }
}
