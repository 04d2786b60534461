package dev.espalier.synth.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExternalCommandTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void tellsExitCodeAndBothOutputs() throws Exception {
        CommandOutcome outcome = run("echo out; echo err >&2; exit 3", LONG, 1_000);
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).isEqualTo("out\n");
        assertThat(outcome.errors()).isEqualTo("err\n");
        assertThat(outcome.said()).isEqualTo("err\nout");
        assertThat(outcome.succeeded() || outcome.killed() || outcome.timedOut() || outcome.truncated())
                .isFalse();
    }

    @Test
    void tellsASignal() throws Exception {
        CommandOutcome outcome = run("kill -9 $$", LONG, 1_000);
        assertThat(outcome.killed()).isTrue();
        assertThat(outcome.ending()).isEqualTo("was ended by signal 9");
    }

    @Test
    void keepsTheFirstBytesAndReadsOnSoThatTheProgramEnds() throws Exception {
        CommandOutcome outcome = run("seq 200000; seq 200000 >&2", LONG, 10);
        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.truncated()).isTrue();
        assertThat(outcome.output()).isEqualTo("1\n2\n3\n4\n5\n");
    }

    @Test
    void hasNoInputAndAPlainLocaleAndAHomeOfItsOwn() throws Exception {
        CommandOutcome outcome = run("cat; echo $LC_ALL; cd; pwd -P; env | grep -c ^COQ", LONG, 10_000);
        assertThat(outcome.output().lines())
                .containsExactly("C", folder.toRealPath().toString(), "0");
    }

    @Test
    void killsTheWholeTreeWhenTimeIsOver() throws Exception {
        CommandOutcome outcome = run("sleep 1000 & echo $! > child; wait", Duration.ofSeconds(3), 1_000);
        assertThat(outcome.timedOut()).isTrue();
        assertThat(outcome.succeeded()).isFalse();
        awaitGone(Long.parseLong(Files.readString(folder.resolve("child")).strip()));
    }

    @Test
    void killsTheProgramOfAnInterruptedCaller() throws Exception {
        Path started = folder.resolve("child");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                run("echo $$ > child.new; mv child.new child; exec sleep 1000", LONG, 1_000);
            } catch (Exception e) {
                thrown.set(e);
            }
            ended.countDown();
        });
        long deadline = System.nanoTime() + LONG.toNanos();
        while (Files.notExists(started) && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        caller.interrupt();
        assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        awaitGone(Long.parseLong(Files.readString(started).strip()));
    }

    private static void awaitGone(long process) throws Exception {
        var handle = ProcessHandle.of(process);
        if (handle.isPresent()) {
            handle.get().onExit().get(1, TimeUnit.MINUTES);
        }
        assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private CommandOutcome run(String script, Duration limit, int outputBytesMax) throws Exception {
        return new ExternalCommand(List.of("/bin/sh", "-c", script), folder, limit, outputBytesMax).run();
    }
}
