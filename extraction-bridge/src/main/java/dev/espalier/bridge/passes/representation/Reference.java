package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.passes.matching.MatchCompilation;
import dev.espalier.bridge.passes.simplification.Simplification;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.types.ModuleElaborator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The standard library's functions on numbers as Rocq extracts them, to recognise them by. Each file is made from the
 * {@code .v} beside it, with one choice of extraction directives; for another version of Rocq or another choice, add its
 * file. They go through the same passes as a program before it is compared.
 */
final class Reference {
    private static final List<String> FILES = List.of("rocq_8_16.ml", "rocq_8_16_basic.ml");

    private final Map<Fingerprint, List<Entry>> entries = new HashMap<>();

    private record Entry(Global global, Replacement replacement) {}

    private static final class Loaded {
        private static final Reference REFERENCE = new Reference();
    }

    private Reference() {
        Map<String, Replacement> replacements = new KnownFunctions().replacements();
        for (String file : FILES) {
            Program program = prepared(new SourceText(file, text(file)));
            for (Global global : program.globals()) {
                Replacement replacement = replacements.get(global.toString());
                if (replacement != null) {
                    entries.computeIfAbsent(Fingerprint.of(global.body()), key -> new ArrayList<>())
                            .add(new Entry(global, replacement));
                }
            }
        }
    }

    /** The reference, read when it is first asked for. */
    static Reference get() {
        return Loaded.REFERENCE;
    }

    /** The direct definition of the known function that {@code global} is, as it is before numbers are lowered. */
    Optional<Replacement> find(Global global) {
        // Several functions may have one definition: one of the same name is the one to speak of.
        return entries.getOrDefault(Fingerprint.of(global.body()), List.of()).stream()
                .filter(entry -> entry.replacement.fits(global) && Sameness.of(global, entry.global))
                .min(Comparator.comparing(entry -> !entry.global.name().equals(global.name())))
                .map(Entry::replacement);
    }

    /** The names of the files, for tests. */
    static List<String> files() {
        return FILES;
    }

    /** A reference file's text. */
    static String text(String file) {
        try (InputStream in = Reference.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the bridge's resource " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Program prepared(SourceText source) {
        Program program = ModuleElaborator.elaborate(ItemParser.implementation(source), null);
        program = new Representations().run(program);
        program = new Simplification().run(program);
        program = new MatchCompilation().run(program);
        return new Simplification().run(program);
    }
}
