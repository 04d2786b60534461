package dev.espalier.cli.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.validate.ValidationOptions;
import dev.espalier.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridge's commands, on small files; they say NOT validated where there is no OCaml, and so do these tests. */
final class BridgeCommandsTest {
    private static final String SOURCE = """
            type colour = Red | Green
            module Lists = struct
              let rec sum acc l = match l with [] -> acc | x :: rest -> sum (acc + x) rest
              let paint (n : int) = if n = 0 then Red else Green
            end
            module Unused = struct let seven = 7 end
            """;

    @TempDir
    private Path folder;

    private Path source;

    @BeforeEach
    void write() throws IOException {
        source = Files.writeString(folder.resolve("small.ml"), SOURCE);
    }

    private CommandRun translate(String... options) {
        return CommandRun.of(Stream.concat(
                        Stream.of("bridge", "translate", source.toString(), "-o", target().toString()),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private Path target() {
        return folder.resolve("java");
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(target())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> target().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aTranslationIsWrittenAndSaidToBeValidatedOrNot() throws IOException {
        CommandRun run = translate("--inputs", "20", "--package", "com.example");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(written())
                .containsExactly(
                        "com/example/Lists.java",
                        "com/example/Small.java",
                        "com/example/Unused.java",
                        "com/example/package-info.java");
        assertThat(run.out()).containsPattern("(validated: OCaml .* agree on .* \\(seed 1\\))|(NOT validated: )");
    }

    @Test
    void oneModuleIsWrittenWithWhatItNeeds() throws IOException {
        assertThat(translate("--no-validate", "--module", "Lists").code()).isZero();
        assertThat(written()).noneMatch(file -> file.contains("Unused")).anyMatch(file -> file.contains("Small"));
    }

    @Test
    void whatWasNotValidatedIsSaidSo() {
        CommandRun run = translate("--no-validate");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("NOT validated").doesNotContain("agree");
    }

    @Test
    void anEarlierTranslationIsReplaced() throws IOException {
        assertThat(translate("--no-validate").code()).isZero();
        Files.writeString(source, SOURCE.replace("module Unused", "module Other"));
        assertThat(translate("--no-validate").code()).isZero();
        assertThat(written()).anyMatch(file -> file.contains("Other")).noneMatch(file -> file.contains("Unused"));
    }

    @Test
    void filesOfSomebodyElseAreLeftAlone() throws IOException {
        Path mine = target().resolve("dev/espalier/generated/Lists.java");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "class Lists {}\n");
        CommandRun run = translate("--no-validate");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(mine.toString(), "not written by the bridge", "-o");
        assertThat(written()).hasSize(1);
        assertThat(mine).hasContent("class Lists {}");
    }

    @Test
    void aFileIsNoFolderToWriteTo() throws IOException {
        Files.writeString(target(), "");
        CommandRun run = translate("--no-validate");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(target() + " is a file").doesNotContain("\tat ");
    }

    @Test
    void passesAreDumpedAndTimed() {
        CommandRun run = translate("--no-validate", "--dump", "tailcalls", "--time");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Lists.sum")
                .containsPattern("after \\d+ tailcalls:")
                .containsPattern("matching +[0-9.]+ ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--package 1x", "--inputs 0", "--dump nothing", "--inputs x"})
    void valuesThatCannotBeAreWrongUsage(String options) {
        CommandRun run = translate(options.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(target()).doesNotExist();
    }

    @Test
    void aMissingFileIsNamed() {
        CommandRun run =
                CommandRun.of("bridge", "validate", folder.resolve("none.ml").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("none.ml does not exist").doesNotContain("\tat ");
    }

    @Test
    void aFolderOfFilesThatWereExtractedSeparatelyIsOneProgram() throws IOException {
        Path separate = Files.createDirectory(folder.resolve("separate"));
        Files.writeString(separate.resolve("Addition.ml"), """
                open Numbers
                let rec add n m = match n with O -> m | S p -> S (add p m)
                """);
        CommandRun missing = CommandRun.of("bridge", "validate", separate.toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("Addition.ml:1:").contains("Numbers");
        Files.writeString(separate.resolve("Numbers.ml"), "type nat = O | S of nat\n");
        CommandRun run = CommandRun.of("bridge", "validate", separate.toString(), "--inputs", "20");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("agree on");
        CommandRun one = CommandRun.of("bridge", "validate", separate.toString(), "--interface", source.toString());
        assertThat(one.code()).isEqualTo(1);
        assertThat(one.err()).contains("is of one file");
        CommandRun none = CommandRun.of(
                "bridge",
                "validate",
                Files.createDirectory(folder.resolve("none")).toString());
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("has no .ml file");
    }

    @Test
    void aFileThatIsNoOcamlIsNamed() throws IOException {
        Path other = Files.writeString(folder.resolve("small.txt"), SOURCE);
        CommandRun run = CommandRun.of("bridge", "explain", other.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("small.txt is no .ml file");
        Path binary = Files.write(folder.resolve("binary.ml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(CommandRun.of("bridge", "explain", binary.toString()).err()).contains("binary.ml is no text");
    }

    @Test
    void aModuleThatIsNotThereIsAnsweredWithThoseThatAre() {
        CommandRun run = CommandRun.of("bridge", "explain", source.toString(), "--module", "List");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("module List", "name one of Lists, Unused")
                .doesNotContain("\tat ");
    }

    @Test
    void whatCannotBeTranslatedIsLocated() throws IOException {
        Files.writeString(source, "let x = ref 1\n");
        CommandRun run = CommandRun.of("bridge", "validate", source.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("small.ml:1:").doesNotContain("\tat ");
    }

    @Test
    void theInterfaceBesideTheFileIsUsed() throws IOException {
        Files.writeString(folder.resolve("small.mli"), "this is no interface");
        CommandRun run = CommandRun.of("bridge", "explain", source.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("small.mli:1:");
        Path right = Files.writeString(folder.resolve("other.mli"), "type colour = Red | Green\n");
        CommandRun named = CommandRun.of("bridge", "explain", source.toString(), "--interface", right.toString());
        assertThat(named.code()).as(named.err()).isZero();
    }

    @Test
    void validationAsJsonHasEachValue() {
        CommandRun run = CommandRun.of("bridge", "validate", source.toString(), "--inputs", "20", "--json");
        assertThat(run.out()).contains("\"seed\" : " + ValidationOptions.SEED);
        if (run.code() == 0) {
            assertThat(run.out()).contains("\"name\" : \"Lists.sum\"", "\"agreed\" : 20", "\"difference\" : null");
        } else {
            assertThat(run.out()).contains("\"unavailable\" : \"ocamlfind");
        }
    }

    @Test
    void anExplanationSaysWhatBecameWhat() {
        CommandRun run = CommandRun.of("bridge", "explain", source.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "type colour = Red | Green",
                        "Small.Colour",
                        "Lists.sum : ",
                        "static long sum(",
                        "boxed: int in list",
                        "its tail call of itself is a loop");
        assertThat(CommandRun.of("bridge", "explain", source.toString(), "--json")
                        .out())
                .contains("\"kind\" : \"LOOP\"");
    }

    @Test
    void anExplanationSaysWhatStandsElsewhereAndWhatIsGone() throws IOException {
        Files.writeString(source, """
                let plus a b = a + b
                let f n = let rec go proof i = if i = 0 then n else go proof (i - 1) in plus (go () 3) 4
                """);
        assertThat(CommandRun.of("bridge", "explain", source.toString()).out())
                .containsSubsequence(
                        "Inlined:", "plus: 1 call of it is", "Erased:", "f_go: a parameter that nothing uses is gone");
    }
}
