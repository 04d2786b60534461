package dev.espalier.cli.trellis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.cli.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A core grown by the commands alone, as the guide has it. */
class GrowingCommandsTest {
    @TempDir
    private Path folder;

    private ProjectCopy project;

    @BeforeEach
    void copy() throws Exception {
        project = ProjectCopy.in(folder.resolve("project"));
    }

    @AfterEach
    void forget() {
        ProjectCopy.forget();
    }

    private static CommandRun ended(int code, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
        return run;
    }

    @Test
    void movesOfAFileAreMadeUpToTheFirstThatIsRefused() throws Exception {
        assertThat(ended(1, "synth", "goals").err()).contains("no development is open");
        String specs = project.root().resolve("specs").toString();
        assertThat(ended(1, "synth", "open", "strong/none", "--in", specs + "/mine")
                        .err())
                .contains("no development");
        assertThat(ended(
                                1,
                                "synth",
                                "open",
                                "strong/none",
                                "--in",
                                project.root().toString())
                        .err())
                .contains("has files already");
        ended(0, "synth", "open", "strong/none");
        Path moves = folder.resolve("my.moves");
        Files.writeString(moves, """
                define client_state
                    Definition client_state := nat.
                define a
                    Axiom a : False.
                define put_payload
                    Definition put_payload := nat.
                """);
        CommandRun refused = ended(1, "synth", "apply", moves.toString());
        assertThat(refused.err()).contains("my.moves:1: define client_state: accepted");
        assertThat(refused.out()).contains("my.moves:3", "refused by the engine", "--from 3");
        assertThat(ended(0, "synth", "apply", moves.toString(), "--from", "5").out())
                .contains("1 moves made", "14 holes");
        Files.writeString(moves, "prove\n");
        assertThat(ended(1, "synth", "apply", moves.toString()).err()).contains("line 1");
        assertThat(ended(1, "synth", "replay", project.root() + "/.espalier/trellis/strong-none/moves.jsonl")
                        .err())
                .contains("close the development first");
    }

    @Test
    @Tag("campaign")
    void fromASpecificationToACoreWithItsCertificate() throws Exception {
        ended(0, "synth", "open", "strong/mr");
        ended(0, "synth", "apply", Path.of("..", "docs", "growing", "mr.moves").toString());
        String development =
                project.root().resolve(".espalier/trellis/strong-mr").toString();
        assertThat(ended(0, "synth", "close").out()).contains("espalier synth emit " + development);
        ended(0, "synth", "emit", development, "--name", "mr-by-hand");
        assertThat(project.root().resolve("verified-cores/mr-by-hand/certificate.json"))
                .content()
                .contains("strong/mr");
        assertThat(ended(0, "synth", "replay", development + "/moves.jsonl").out())
                .contains("the same: core");
    }
}
