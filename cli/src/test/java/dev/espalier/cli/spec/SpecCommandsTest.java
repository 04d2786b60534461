package dev.espalier.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.cli.CommandRun;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an author of specifications sees. The commands run on the repository's own specifications. */
@Timeout(300)
final class SpecCommandsTest {
    private static final String HOME = "espalier.home";
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String GET_GUARD = "(_ : replica_state) : bool := true.\n\n  Definition get (";

    @TempDir
    private Path folder;

    @BeforeEach
    void findPrograms() throws InterruptedException {
        assumeTrue(Prover.find() instanceof Prover.Found, "no prover");
        assumeTrue(Explorer.find() instanceof Explorer.Found, "no OCaml compiler");
        System.setProperty(HOME, PROJECT.toString());
    }

    @AfterEach
    void forgetHome() {
        System.clearProperty(HOME);
    }

    private static CommandRun spec(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "spec";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(all);
    }

    private Path relaxed(String find, String replace) throws IOException {
        String text = Files.readString(PROJECT.resolve("specs/suite/Relaxed.v"));
        assertThat(text).contains(find);
        return Files.writeString(folder.resolve("Mine.v"), text.replace(find, replace));
    }

    private CommandRun check(Path file, String... more) {
        String[] arguments = Arrays.copyOf(new String[] {"check", file.toString()}, 2 + more.length);
        System.arraycopy(more, 0, arguments, 2, more.length);
        return spec(arguments);
    }

    @Test
    void listHasTheSuiteAndAllPointsOfTheStrongFamily() {
        CommandRun run = spec("list", "--json");
        assertThat(run.code()).isZero();
        JsonNode list = JsonMapper.builder().build().readTree(run.out());
        assertThat(list.valueStream().map(line -> line.path("name").asString()))
                .contains("suite/ryw", "suite/cc", "suite/lcc", "suite/chapar", "strong/mw+wfr+", "strong/causal+")
                .filteredOn(name -> name.startsWith("strong/"))
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suite/ryw", "suite/cc"})
    void suiteExhibitsTheStaleReadWithAWitness(String name) {
        CommandRun run = spec("litmus", name, "--test", "stale-read");
        assertThat(run.code()).isZero();
        assertThat(run.out()).containsPattern("stale-read +allowed").contains("client 1 gets k, replica 1 answers v0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"strong/ryw", "strong/ryw+mw", "strong/causal", "strong/causal+"})
    void strongCounterpartsForbidIt(String name) {
        CommandRun run = spec("litmus", name, "--test", "stale-read");
        assertThat(run.code()).isZero();
        assertThat(run.out()).containsPattern("stale-read +forbidden").contains("exhausted");
    }

    @Test
    void showSaysPromiseAnomaliesAndWhatIsFrozen() {
        CommandRun run = spec("show", "strong/causal+");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("answer alike")
                .containsPattern("lost-update +allowed")
                .containsPattern("divergence +forbidden")
                .contains("strong/Strong.v");
    }

    @Test
    void ownProgramMayBeAsked() {
        CommandRun run = spec("litmus", "strong/mr", "--program", "1: put k x | 2: get k = x; get k = v0");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("forbidden");
    }

    @Test
    void diffShowsAHistoryThatOneForbids() {
        CommandRun run = spec("diff", "suite/ryw", "strong/ryw");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("suite/ryw allows, and strong/ryw forbids")
                .contains("1: put k x; get k = v0");
    }

    @Test
    void diffOfOneWithItselfIsNone() {
        CommandRun run = spec("diff", "strong/mr+mw", "strong/mw+mr", "--operations", "3");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("none in");
    }

    @Test
    void vectorClockShowsWhatTheSuitesCausalConsistencyForbids() {
        CommandRun run = spec(
                "diff",
                PROJECT.resolve("specs/reference/CausalVectorClock.v").toString(),
                "suite/cc",
                "--program",
                "1: put k x | 2: put k e | 3: get k; get k; put j y | 4: get j; get k");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("CausalVectorClock.v allows, and suite/cc forbids");
    }

    @Test
    void soundSpecificationPasses() throws IOException {
        CommandRun run = check(relaxed("@title no guarantee", "@title nothing at all"), "--operations", "3");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("note:").contains("no error");
    }

    @Test
    void syntaxErrorNamesLineAndRemedy() throws IOException {
        CommandRun run = check(relaxed("Definition client_state := unit.", "Definition client_state := := unit."));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).containsPattern("Mine\\.v:\\d+: the prover cannot read it");
    }

    @Test
    void axiomNamesLineAndRemedy() throws IOException {
        CommandRun run = check(relaxed("  Import P.\n", "  Import P.\n  Axiom nothing : False.\n"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).containsPattern("Mine\\.v:\\d+: .*assumes").contains("PARAMETERS");
    }

    @Test
    void missingFieldNamesItAndWhereItIsExplained() throws IOException {
        CommandRun run = check(relaxed("Definition put_seen", "Definition put_saw"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .containsPattern("Mine\\.v:\\d+: the specification has no put_seen")
                .contains("Core.v");
    }

    @Test
    void guardThatIsAlwaysFalseIsAnError() throws IOException {
        CommandRun run = check(relaxed(GET_GUARD, GET_GUARD.replace("true", "false")), "--operations", "3");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("error: .*Mine\\.v:\\d+: get_guard was false all")
                .contains("Make it true");
    }

    @Test
    void stateSpaceThatIsTooLargeEndsWithTheLineAndARemedy() throws IOException {
        CommandRun run = check(relaxed("@title", "@title"), "--operations", "9", "--clients", "3", "--states", "3000");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("error: .*Mine\\.v:\\d+: the exploration exceeded")
                .contains("--operations");
    }

    @Test
    void methodThatTakesForEverIsEnded() throws IOException {
        Path file = relaxed("  Import P.\n", """
                  Import P.
                  Fixpoint slow (n : nat) : nat :=
                    match n with 0 => 1 | S m => slow m + slow m end.
                """);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                GET_GUARD,
                                GET_GUARD.replace("true.", "match slow 45 with 0 => false | S _ => true end.")));
        CommandRun run = check(file, "--seconds", "2");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out() + run.err()).contains("Mine.v").containsPattern("takes long|too many|exceeded");
    }

    @Test
    void litmusLineThatDoesNotHoldIsAnError() throws IOException {
        CommandRun run =
                check(relaxed("@litmus stale-read allowed", "@litmus stale-read forbidden"), "--operations", "2");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("stale-read is allowed");
    }

    @Test
    void unknownNamesSayWhatThereIs() {
        assertThat(spec("show", "strong/ryw+ryw").err()).contains("joined by +");
        assertThat(spec("show", "suite/nothing").err()).contains("espalier spec list");
        assertThat(spec("check", "/nowhere/Mine.v").err()).contains("is no file");
        assertThat(spec("litmus", "suite/cc", "--test", "nothing").err()).contains("stale-read");
        assertThat(spec("diff", "suite/cc", "suite/cc", "--program", "put k").code())
                .isEqualTo(2);
        assertThat(spec("diff", "suite/cc", "suite/cc", "--clients", "99").code())
                .isEqualTo(2);
    }
}
