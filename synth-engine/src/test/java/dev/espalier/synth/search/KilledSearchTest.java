package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code kill -9} does to a search: nothing but the step in flight is lost. Its specification is none of the repository's, and
 * the audit of what is grown of it lets nothing wrong pass.
 */
class KilledSearchTest {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    @TempDir
    private Path work;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void theEngineAndAProverAreKilledInMidSearchAndTheCoreIsGrownAllTheSame() throws Exception {
        Path journal = work.resolve("journal.jsonl");
        Path specification = Files.writeString(work.resolve("LastPut.v"), SmallSpecifications.LAST_PUT);
        killTheEngineWhileItProves(specification, journal);
        List<Event> before = Journal.read(journal);
        assertThat(before)
                .hasAtLeastOneElementOfType(Event.Proved.class)
                .doesNotHaveAnyElementsOfTypes(Event.End.class);

        List<Event> after = new ArrayList<>();
        AtomicInteger killed = new AtomicInteger();
        Synthesis.Result result;
        Specification lastPut = Catalogue.read(Syntheses.SPECS).inFile(specification);
        // An engine of its own, which no other test has told anything: it must ask provers.
        try (Synthesis synthesis = Syntheses.open(work.resolve("going on"));
                Journal goingOn = Journal.open(journal)) {
            result = synthesis.run(lastPut, Syntheses.SETTINGS, before, event -> {
                goingOn.add(event);
                after.add(event);
                if (event instanceof Event.Proved && killed.get() == 0) {
                    killed.addAndGet(killProvers());
                }
            });
            assertThat(result)
                    .as(() -> after.toString())
                    .isInstanceOfSatisfying(Synthesis.Result.Grown.class, grown -> {
                        assertThat(grown.audited()).allMatch(Finding::passed);
                        assertThat(grown.proof()).contains("Theorem progress :");
                    });
            AuditRejections.of(synthesis, lastPut, (Synthesis.Result.Grown) result);
        }
        assertThat(killed).as("provers that were killed").hasPositiveValue();
        assertThat(after.stream().filter(Event.Failed.class::isInstance))
                .as("designs that were given up before the kill are not tried again")
                .doesNotContainAnyElementsOf(before);
        assertThat(Journal.read(journal))
                .startsWith(before.toArray(Event[]::new))
                .endsWith(after.getLast());
    }

    private void killTheEngineWhileItProves(Path specification, Path journal) throws IOException, InterruptedException {
        Process engine = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SearchProcess.class.getName(),
                        specification.toString(),
                        work.resolve("killed").toString(),
                        journal.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("engine.log").toFile())
                .start();
        try {
            while (!Files.exists(journal) || !Files.readString(journal).contains("\"proved\"")) {
                assertThat(engine.isAlive())
                        .as(() -> "the engine is at work: " + log())
                        .isTrue();
                Thread.sleep(BETWEEN_LOOKS);
            }
        } finally {
            List<ProcessHandle> provers = engine.descendants().toList();
            engine.destroyForcibly().waitFor();
            provers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private String log() {
        try {
            return Files.readString(work.resolve("engine.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Kills every {@code coqidetop} of this process; how many. */
    private static int killProvers() {
        return (int) ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("coqidetop"))
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }
}
