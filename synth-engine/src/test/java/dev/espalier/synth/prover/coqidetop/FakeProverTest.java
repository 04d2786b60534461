package dev.espalier.synth.prover.coqidetop;

import static dev.espalier.synth.prover.coqidetop.InstalledCoq.reject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.prover.session.Answered;
import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.SessionLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that are no prover: whatever they do, they are cut off and that is reported. */
final class FakeProverTest {
    /** So that a program that says nothing is soon cut off. */
    private static final SessionLimits HASTY = new SessionLimits(
            Duration.ofMillis(700), Duration.ofMillis(700), Duration.ofMillis(300), 100L << 20, 20_000, 2);

    /** So that a program that says something is heard on a busy machine too. */
    private static final SessionLimits PATIENT = new SessionLimits(
            Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(300), 100L << 20, 20_000, 2);

    private static final String BEGIN = "read l; echo '<value val=\"good\"><state_id val=\"1\"/></value>'; read l; ";

    @TempDir
    Path folder;

    private ProverSession session(String script) throws Exception {
        return session(script, PATIENT);
    }

    private ProverSession session(String script, SessionLimits limits) throws Exception {
        Path program = folder.resolve("fake");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new CoqIdeTopSource(new CoqIdeTop(program, "Fake 1"), List.of(), "", limits).open();
    }

    private Rejected fails(String script, ProverError error) throws Exception {
        try (ProverSession session = session(script, error == ProverError.TIMEOUT ? HASTY : PATIENT)) {
            return reject(session, "Check 1.", error);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "<value",
                "<value val=\"good\">",
                "<value val=\"good\"></feedback>",
                "<value val=\"good\"/>",
                "<value val=\"perhaps\"><unit/></value>",
                "<value val=\"good\"><pair><state_id val=\"x\"/></pair></value>",
                "<value val=\"good\"><string>1</string></value>",
                "<value val=\"fail\"><state_id val=\"0\"/></value>",
                "<!DOCTYPE value SYSTEM \"file:///etc/passwd\"><value val=\"good\"/>",
                "<?xml version=\"1.0\"?>",
                "<value val=\"good\">&file;</value>",
                "<answer/>",
                "<value val=\"good\"><pair><state_id val=\"2\"/><union val=\"in_r\"><state_id val=\"9\"/></union></pair></value>"
            })
    void garbage(String said) throws Exception {
        boolean unfinished = said.equals("<value") || said.equals("<value val=\"good\">");
        fails(
                BEGIN + "cat <<'X'\n" + said + "\nX\nexec sleep 60",
                unfinished ? ProverError.TIMEOUT : ProverError.GARBLED_ANSWER);
    }

    @Test
    void silence() throws Exception {
        Rejected silent = fails(BEGIN + "trap '' INT; exec sleep 60", ProverError.TIMEOUT);
        assertThat(silent.took()).isLessThan(Duration.ofMinutes(1));
        // One that dies of the interrupt was late, too.
        fails(BEGIN + "exec sleep 60", ProverError.TIMEOUT);
        fails("trap '' INT; exec sleep 60", ProverError.TIMEOUT);
    }

    @Test
    void aDeadReaderDoesNotBlockAWriter() throws Exception {
        try (ProverSession session = session("trap '' INT; exec sleep 60", HASTY)) {
            reject(session, "Check " + "1 + ".repeat(100_000) + "1.", ProverError.TIMEOUT);
        }
        try (ProverSession session =
                session(BEGIN.replace("read l; ", "head -n 1 >/dev/null; ") + "exec sleep 60", HASTY)) {
            assertThat(session.check("Check " + "1 + ".repeat(100_000) + "1.")).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void torrents() throws Exception {
        fails(BEGIN + "exec yes '<feedback/>'", ProverError.OUTPUT);
        fails(BEGIN + "exec tr '\\0' 'x' </dev/zero", ProverError.GARBLED_ANSWER);
        fails(BEGIN + "printf '<string>'; exec tr '\\0' 'x' </dev/zero", ProverError.OUTPUT);
    }

    @Test
    void greed() throws Exception {
        // It keeps a line that does not end.
        try (ProverSession session = session(BEGIN + "exec tail -n 1 /dev/zero")) {
            assertThat(reject(session, "Check 1.", ProverError.MEMORY).message())
                    .contains("100 MiB");
        }
    }

    @Test
    void death() throws Exception {
        assertThat(fails(BEGIN + "echo 'last words' >&2; exit 3", ProverError.DEAD_PROVER)
                        .message())
                .contains("exit code 3", "last words");
        assertThat(fails("kill -9 $$", ProverError.DEAD_PROVER).message()).contains("signal 9");
    }

    @Test
    void itIsNotStartedForEver() throws Exception {
        Path starts = folder.resolve("starts");
        try (ProverSession session = session("echo x >>" + starts + "; exit 1")) {
            for (int i = 0; i < 5; i++) {
                reject(session, "Check 1.", ProverError.DEAD_PROVER);
            }
        }
        assertThat(Files.readAllLines(starts)).hasSize(PATIENT.deaths());
    }

    @Test
    void aProgramThatIsMissing() throws Exception {
        CoqIdeTop missing = new CoqIdeTop(folder.resolve("missing"), "None 0");
        try (ProverSession session = new CoqIdeTopSource(missing, List.of(), "", PATIENT).open()) {
            reject(session, "Check 1.", ProverError.DEAD_PROVER);
        }
    }

    @Test
    void aPlaceInAnElementIsReadAsLaterVersionsTellIt() throws Exception {
        Rejected later = fails(
                BEGIN
                        + "echo '<feedback/><value val=\"fail\"><state_id val=\"0\"/><option val=\"some\"><loc start=\"6\""
                        + " stop=\"7\" line_nb=\"1\"/></option><richpp><_><pp>Syntax&nbsp;error:&nbsp;x</pp></_></richpp>"
                        + "</value>'; exec sleep 60",
                ProverError.SYNTAX);
        assertThat(later.location())
                .hasValueSatisfying(place -> assertThat(place.start()).isEqualTo(6));
        assertThat(later.message()).isEqualTo("Syntax error: x");
    }

    @Test
    void aQueryIsAnsweredByWhatIsSaidMeanwhile() throws Exception {
        String said = "<feedback object=\"state\" route=\"0\"><state_id val=\"1\"/><feedback_content val=\"message\">"
                + "<message><message_level val=\"notice\"/><option val=\"none\"/><richpp>1&nbsp;&lt;&#160;2</richpp>"
                + "</message></feedback_content></feedback>";
        try (ProverSession session =
                session(BEGIN + "echo '" + said + "<value val=\"good\"><unit/></value>'; exec sleep 60")) {
            assertThat(session.query("Check 1."))
                    .isInstanceOfSatisfying(
                            Answered.class, answer -> assertThat(answer.text()).isEqualTo("1 <\u00a02"));
        }
    }
}
