package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.StoreCore;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.fixture.UnguardedCore;
import dev.espalier.store.fixture.VectorCore;
import dev.espalier.store.peer.PutInterceptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A network that reorders and repeats, between real nodes: harmless with the guard, visible without. */
class NodeReorderingTest {
    private static final int PUTS = 40;
    private static final int GROUP = 10;

    @TempDir
    Path directory;

    private final List<Integer> ports = TestNodes.freePorts(2);

    /** Holds puts back in groups of ten and lets each group through backwards, twice. */
    private static final class BackwardsInterceptor implements PutInterceptor {
        private final List<PutMessage> held = new ArrayList<>();

        @Override
        public void arrived(PutMessage put, Consumer<PutMessage> release) {
            held.add(put);
            if (held.size() == GROUP) {
                List<PutMessage> group = List.copyOf(held.reversed());
                held.clear();
                group.forEach(release);
                group.forEach(release);
            }
        }
    }

    private Node started(int index, StoreCore core, PutInterceptor interceptor) throws Exception {
        return Node.start(
                NodeConfig.of(TestNodes.settings(index, ports, directory)),
                core,
                TestNodes.identity(core),
                interceptor);
    }

    private static void put(Jedis at, int puts) {
        for (int i = 1; i <= puts; i++) {
            at.set("key" + i, "v" + i);
        }
    }

    private String keysOnReceiver(StoreCore core) throws Exception {
        try (Node sender = started(0, core, PutInterceptor.passThrough());
                Node receiver = started(1, core, new BackwardsInterceptor());
                Jedis here = TestNodes.jedis(sender);
                Jedis there = TestNodes.jedis(receiver)) {
            put(here, PUTS);
            TestNodes.await(
                    "all puts to arrive", () -> there.info("replication").contains("received=" + PUTS));
            assertThat(there.info("stats")).contains("puts_pending:0").doesNotContain("duplicates_dropped:0");
            return there.dbSize() + " keys";
        }
    }

    @Test
    void aGuardedCoreLosesNothing() throws Exception {
        assertThat(keysOnReceiver(new VectorCore())).isEqualTo(PUTS + " keys");
    }

    /** Lets the last of ten puts through, and the others when it is told to. */
    private static final class LastFirstInterceptor implements PutInterceptor {
        private final CountDownLatch lastIsThrough = new CountDownLatch(1);
        private final List<Runnable> held = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void arrived(PutMessage put, Consumer<PutMessage> release) {
            if (put.sequence() == GROUP) {
                release.accept(put);
                lastIsThrough.countDown();
            } else {
                held.add(() -> release.accept(put));
            }
        }
    }

    /** The keys of ten puts that a receiver shows which has got the last one alone; in the end it must show all. */
    private Set<String> keysWithTheLastAlone(StoreCore core) throws Exception {
        LastFirstInterceptor interceptor = new LastFirstInterceptor();
        try (Node sender = started(0, core, PutInterceptor.passThrough());
                Node receiver = started(1, core, interceptor);
                Jedis here = TestNodes.jedis(sender);
                Jedis there = TestNodes.jedis(receiver)) {
            put(here, GROUP);
            assertThat(interceptor.lastIsThrough.await(30, TimeUnit.SECONDS)).isTrue();
            Set<String> shown = there.keys("*");
            interceptor.held.forEach(Runnable::run);
            TestNodes.await("all to be applied", () -> there.dbSize() == GROUP);
            return shown;
        }
    }

    @Test
    void aGuardedCoreShowsNoPutBeforeThoseThatItDependsOn() throws Exception {
        assertThat(keysWithTheLastAlone(new VectorCore())).isEmpty();
    }

    @Test
    void anUnguardedCoreIsSeenToShowOne() throws Exception {
        assertThat(keysWithTheLastAlone(new UnguardedCore())).containsExactly("key" + GROUP);
    }
}
