package dev.espalier.bench.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class NemesisTest {
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    private final FaultInjector injector = new FaultInjector() {
        @Override
        public void begin(Fault fault) throws IOException {
            done.add("begin " + fault);
            if (fault.equals(new Fault.Kill(9))) {
                throw new IOException("there is no node 9");
            }
        }

        @Override
        public void end(Fault fault) {
            done.add("end " + fault);
        }
    };

    private static ScheduledFault fault(long at, long length, Fault fault) {
        return new ScheduledFault(Duration.ofMillis(at), Duration.ofMillis(length), fault);
    }

    @Test
    void faultsBeginAndEndInTheirOrderAndTheirTimesAreTold() throws Exception {
        Fault.Route route = new Fault.Route(Set.of(1), Set.of(2), true);
        Fault partition = new Fault.Partition(route, Duration.ZERO);
        Nemesis nemesis = new Nemesis(
                List.of(
                        fault(40, 60, new Fault.Pause(2)),
                        fault(10, 200, partition),
                        fault(100, 10, new Fault.Kill(2))),
                injector);
        nemesis.start();
        for (String next : List.of(
                "begin partition of 1 and 2",
                "begin node 2 paused",
                "end node 2 paused",
                "begin node 2 killed",
                "end node 2 killed",
                "end partition of 1 and 2")) {
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo(next);
        }
        List<FaultBand> bands = nemesis.heal();
        assertThat(bands)
                .extracting(FaultBand::fault)
                .containsExactly("node 2 paused", "node 2 killed", "partition of 1 and 2");
        assertThat(bands.getLast().startSeconds()).isBetween(0.009, 5.0);
        assertThat(bands.getLast().endSeconds() - bands.getLast().startSeconds())
                .isBetween(0.1, 10.0);
    }

    @Test
    void aFaultLastsAsLongAsItShouldWhereOthersTakeLongToBringAbout() throws Exception {
        FaultInjector slow = new FaultInjector() {
            @Override
            public void begin(Fault fault) throws InterruptedException {
                Thread.sleep(300);
                done.add("begin");
            }

            @Override
            public void end(Fault fault) throws InterruptedException {
                Thread.sleep(300);
                done.add("end");
            }
        };
        Nemesis nemesis =
                new Nemesis(List.of(fault(0, 200, new Fault.Kill(1)), fault(210, 200, new Fault.Kill(2))), slow);
        nemesis.start();
        for (String next : List.of("begin", "end", "begin", "end")) {
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo(next);
        }
        assertThat(nemesis.heal())
                .hasSize(2)
                .allSatisfy(band -> assertThat(band.endSeconds() - band.startSeconds())
                        .as("what it takes to begin and to end, and 200 ms")
                        .isGreaterThan(0.79));
    }

    @Test
    void whatStillLastsIsEndedByHealing() throws Exception {
        Nemesis nemesis = new Nemesis(
                List.of(fault(0, 600_000, new Fault.Pause(1)), fault(60_000, 1, new Fault.Kill(2))), injector);
        nemesis.start();
        assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("begin node 1 paused");
        assertThat(nemesis.heal()).extracting(FaultBand::fault).containsExactly("node 1 paused");
        assertThat(done).containsExactly("end node 1 paused");
    }

    @Test
    void aFaultThatCannotBeBroughtAboutIsTold() throws Exception {
        Nemesis nemesis = new Nemesis(List.of(fault(0, 10, new Fault.Kill(9))), injector);
        nemesis.start();
        assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("begin node 9 killed");
        assertThatThrownBy(nemesis::heal).isInstanceOf(IOException.class).hasMessageContaining("there is no node 9");
    }

    @Test
    void faultsOfOneProcessMustFollowOneAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Nemesis(
                        List.of(fault(0, 100, new Fault.Kill(1)), fault(50, 100, new Fault.Pause(1))), injector))
                .withMessageContaining("\"node 1 killed\" is not over at 50 ms, when \"node 1 paused\" begins");
    }
}
