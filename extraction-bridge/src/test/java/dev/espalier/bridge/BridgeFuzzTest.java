package dev.espalier.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.espalier.bridge.source.Diagnostic;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the file holds, it is translated or refused with a place, and never because of a defect of the bridge. A test
 * run tries the inputs in the resources; with JAZZER_FUZZ=1 in the environment Jazzer looks for new ones.
 */
class BridgeFuzzTest {
    private static final List<String> FILES = List.of(
            "extracted/functors.ml",
            "extracted/erasure.ml",
            "extracted/streams.ml",
            "extracted/openfunctors.ml",
            "programs/strings.ml",
            "programs/bits.ml",
            "programs/general.ml",
            "programs/machine.ml",
            "programs/bigs.ml",
            "programs/variants.ml",
            "programs/polymorphism.ml",
            "programs/modules.ml",
            "programs/laziness.ml");

    /** What a mutation puts into a file. */
    private static final List<String> PIECES = List.of(
            " ",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "|",
            "->",
            "=",
            "let ",
            "rec ",
            "in ",
            "fun x -> ",
            "function ",
            "match ",
            " with ",
            "if ",
            " then ",
            " else ",
            "0",
            "-1",
            "1.5",
            "'a",
            "'x'",
            "\"s\"",
            "\"",
            "(*",
            "*)",
            "module ",
            "struct ",
            "end ",
            "sig ",
            "functor ",
            "type ",
            " of ",
            ";;",
            ";",
            ",",
            "::",
            " as ",
            " when ",
            "lazy ",
            "_",
            "Obj.magic ",
            "true",
            "x",
            "A",
            "M.",
            ".",
            ":",
            "*",
            "+",
            "'",
            "and ",
            "exception ",
            "raise ",
            "open ",
            "include ",
            "val ",
            "begin ",
            "\\",
            "{|",
            "[|",
            "..");

    private static final int LONGEST = 20_000;

    @FuzzTest(maxDuration = "5m")
    void anyBytesAreTranslatedOrRefusedWithAPlace(byte[] input) {
        translate(new String(input, StandardCharsets.UTF_8));
    }

    @FuzzTest(maxDuration = "10m")
    void changedFilesAreTranslatedOrRefusedWithAPlace(FuzzedDataProvider data) {
        StringBuilder text = new StringBuilder(resource(data.pickValue(FILES)));
        int changes = data.consumeInt(1, 6);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            change(text, data);
        }
        translate(text.toString());
    }

    private static void change(StringBuilder text, FuzzedDataProvider data) {
        int at = data.consumeInt(0, text.length() - 1);
        int length = Math.min(data.consumeInt(1, 60), text.length() - at);
        switch (data.consumeInt(0, 5)) {
            case 0 -> text.setLength(at);
            case 1 -> text.delete(at, at + length);
            case 2 -> text.insert(at, data.pickValue(PIECES));
            case 3 -> text.replace(at, at + length, data.pickValue(PIECES));
            case 4 -> {
                int to = data.consumeInt(0, text.length() - 1);
                text.insert(to, text.substring(at, at + length));
            }
            default -> words(text, at, data);
        }
    }

    /** Puts a word of the file in the place of another: most often that still parses. */
    private static void words(StringBuilder text, int at, FuzzedDataProvider data) {
        String[] words = text.toString().split("\\W+");
        int start = at;
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (words.length > 0) {
            text.replace(start, end, words[data.consumeInt(0, words.length - 1)]);
        }
    }

    /** Every beginning of a file, since that is what a failed copy leaves. */
    @ParameterizedTest
    @ValueSource(strings = {"programs/general.ml", "programs/strings.ml", "extracted/openfunctors.ml"})
    void truncatedFilesAreRefusedWithAPlace(String file) {
        String text = resource(file);
        for (int length = 0; length < text.length(); length += 23) {
            translate(text.substring(0, length));
        }
    }

    private static void translate(String text) {
        if (text.length() > LONGEST) {
            return;
        }
        try {
            Bridge.translate(BridgeRequest.library("t", new SourceText("t.ml", text), null));
        } catch (TranslationException refused) {
            for (Diagnostic one : refused.diagnostics()) {
                assertThat(one.position().file()).isEqualTo("t.ml");
                assertThat(one.position().line())
                        .isBetween(1, (int) text.lines().count() + 1);
                assertThat(one.message()).doesNotContain("defect of the bridge");
                assertThat(one.suggestion()).isNotBlank();
            }
        }
    }

    private static String resource(String path) {
        try (InputStream in = BridgeFuzzTest.class.getClassLoader().getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
