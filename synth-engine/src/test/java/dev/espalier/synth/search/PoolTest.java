package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.design.Design;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is begun, and what is cut off, as it becomes known whose turn is next. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class PoolTest {
    private final List<Node> nodes = IntStream.range(0, 6)
            .mapToObj(id -> new Node(id, -1, new Design(Map.of(), false, false), "number " + id))
            .toList();

    /** Goes on until it may end, or is cut off. */
    private final class Work implements Pool.Task<String> {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile boolean cut;
        private volatile boolean lent;

        @Override
        public void make(String own, Pool.Room room) {
            mostOwners.accumulateAndGet(owners.merge(own, 1, Integer::sum), Math::max);
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            begun.countDown();
            try {
                while (!end.await(1, TimeUnit.MILLISECONDS)) {
                    if (asked.getCount() == 0 && answered.getCount() == 1) {
                        lent = room.lend();
                        answered.countDown();
                    }
                }
            } catch (InterruptedException e) {
                cut = true;
            } finally {
                if (lent) {
                    room.giveBack();
                }
                now.decrementAndGet();
                owners.merge(own, -1, Integer::sum);
                over.countDown();
            }
        }
    }

    private final Map<Node, Work> last = new ConcurrentHashMap<>();
    private final Map<Node, Integer> times = new ConcurrentHashMap<>();
    private final Map<String, Integer> owners = new ConcurrentHashMap<>();
    private final AtomicInteger mostOwners = new AtomicInteger();
    private final AtomicInteger copies = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Pool<String, Work> pool(int searches) {
        return new Pool<>(
                searches,
                node -> {
                    Work work = new Work();
                    last.put(node, work);
                    times.merge(node, 1, Integer::sum);
                    return work;
                },
                () -> "copy " + copies.incrementAndGet());
    }

    private Work begun(int node) throws InterruptedException {
        Work work = last.get(nodes.get(node));
        while (work == null) {
            Thread.sleep(1);
            work = last.get(nodes.get(node));
        }
        work.begun.await();
        return work;
    }

    private static void finish(Work work) throws InterruptedException {
        work.end.countDown();
        work.over.await();
    }

    @Test
    void oneSearchDoesNothingAhead() throws Exception {
        try (Pool<String, Work> pool = pool(1)) {
            for (int i = 0; i < nodes.size(); i++) {
                Work work = pool.turn(nodes.get(i), nodes.subList(i + 1, nodes.size()));
                work.begun.await();
                assertThat(last).hasSize(i + 1);
                finish(work);
                pool.over(nodes.get(i));
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void whatWasBegunAheadIsWhatCountsWhenItsTurnComes() throws Exception {
        try (Pool<String, Work> pool = pool(2)) {
            Work first = pool.turn(nodes.get(0), nodes.subList(1, 3));
            Work ahead = begun(1);
            finish(ahead);
            Work further = begun(2);
            finish(first);
            pool.over(nodes.get(0));
            assertThat(pool.turn(nodes.get(1), nodes.subList(2, 3))).isSameAs(ahead);
            pool.over(nodes.get(1));
            assertThat(pool.turn(nodes.get(2), List.of())).isSameAs(further);
            finish(further);
        }
        assertThat(times)
                .as("nothing is done twice")
                .allSatisfy((node, count) -> assertThat(count).isEqualTo(1));
        assertThat(mostOwners).as("threads with the same copy at a time").hasValue(1);
    }

    @Test
    void aTurnDoesNotWaitForWhatIsAhead() throws Exception {
        try (Pool<String, Work> pool = pool(2)) {
            Work first = pool.turn(nodes.get(0), nodes.subList(1, 2));
            Work ahead = begun(1);
            finish(first);
            pool.over(nodes.get(0));
            // A design that was made meanwhile comes first, and while it is worked at there is room for one more.
            Work child = pool.turn(nodes.get(4), nodes.subList(1, 3));
            child.begun.await();
            assertThat(ahead.cut).isFalse();
            finish(child);
            pool.over(nodes.get(4));
            Work other = begun(2);
            Work urgent = pool.turn(nodes.get(5), nodes.subList(1, 3));
            urgent.begun.await();
            other.over.await();
            assertThat(other.cut).as("that whose turn is farthest makes room").isTrue();
            assertThat(ahead.cut).isFalse();
            finish(urgent);
        }
    }

    @Test
    void onlyTheOneWhoseTurnItIsGetsASecondProver() throws Exception {
        try (Pool<String, Work> pool = pool(2)) {
            Work first = pool.turn(nodes.get(0), nodes.subList(1, 2));
            Work ahead = begun(1);
            ahead.asked.countDown();
            ahead.answered.await();
            assertThat(ahead.lent).isFalse();
            first.asked.countDown();
            first.answered.await();
            assertThat(first.lent).isTrue();
            ahead.over.await();
            assertThat(ahead.cut).as("what was ahead makes room for it").isTrue();
            finish(first);
        }
    }

    @Test
    void oneSearchHasNoSecondProver() throws Exception {
        try (Pool<String, Work> pool = pool(1)) {
            Work first = pool.turn(nodes.get(0), List.of());
            first.asked.countDown();
            first.answered.await();
            assertThat(first.lent).isFalse();
            finish(first);
        }
    }

    @Test
    void atItsEndNothingGoesOn() throws Exception {
        Work ahead;
        try (Pool<String, Work> pool = pool(3)) {
            pool.turn(nodes.get(0), nodes.subList(1, 6));
            ahead = begun(2);
        }
        assertThat(ahead.cut).isTrue();
        assertThat(now).hasValue(0);
    }
}
