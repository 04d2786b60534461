package dev.espalier.cli.synth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.cli.CommandRun;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AblateCommandTest {
    private static final String HOME = "espalier.home";

    @BeforeAll
    static void theRepositoryIsTheHome() {
        System.setProperty(HOME, Path.of("..").toAbsolutePath().normalize().toString());
    }

    @AfterAll
    static void noHomeIsSet() {
        System.clearProperty(HOME);
    }

    private static void refuses(String words, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(words);
    }

    @Test
    void whatCannotBeComparedIsNamedBeforeAnythingIsRun() {
        refuses("no configuration no-luck", "synth", "ablate", "--configurations", "full,no-luck");
        refuses("accept-or-reject", "synth", "ablate", "--configurations", "no-luck");
        refuses("no policy chance", "synth", "ablate", "--policy", "chance");
        refuses("not 0", "synth", "ablate", "--seeds", "0");
        refuses("no specification of clients", "synth", "ablate", "--specs", "suite/chapar");
    }

    @Test
    void aModelHasNoConfigurationThatIsTheSearchsOwn() {
        refuses(
                "no configuration best-of-n of openai:m; say full, no-proposer, no-reloader, accept-or-reject",
                "synth",
                "ablate",
                "--policy",
                "openai:m",
                "--configurations",
                "best-of-n");
    }

    @Test
    void aSearchCanBeMadeToLackWhatItHasAndNothingElse() {
        refuses("no faculty luck", "synth", "strong/mr", "--without", "luck");
        refuses("of the search alone", "synth", "strong/mr", "--without", "proposer", "--policy", "openai:m");
        refuses("draws no core", "synth", "strong/mr", "--samples", "0");
    }
}
