package dev.espalier.store;

import dev.espalier.store.command.Saves;
import dev.espalier.store.command.Shutdown;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.peer.OutboundPeers;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stop that clients ask for: what comes before the node is closed, while it serves and the stop can be given up. Here
 * peers take what was put before; what is put meanwhile they take while the node closes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What runs on the loop tells of its failures by itself.
final class NodeShutdown implements Shutdown {
    private static final Logger log = LoggerFactory.getLogger(NodeShutdown.class);
    private static final long LOOK_MILLIS = 5;

    /** Closes the node. */
    @FunctionalInterface
    interface Closing {
        /** Begins to close it, from another thread than the caller's. */
        void begin(boolean awaitPeers);
    }

    private final EventLoop loop;
    private final CommitCycle cycle;
    private final OutboundPeers outbound;
    private final Saves saves;
    private final long limitMillis;
    private final Runnable wake;
    private Closing closing = awaitPeers -> {
        throw new IllegalStateException("this node is closed by who has started it alone");
    };
    private @Nullable Running running;

    /**
     * @param limitMillis how long peers are waited for at most
     * @param wake has commands that wait tried again
     */
    NodeShutdown(
            EventLoop loop, CommitCycle cycle, OutboundPeers outbound, Saves saves, long limitMillis, Runnable wake) {
        this.loop = loop;
        this.cycle = cycle;
        this.outbound = outbound;
        this.saves = saves;
        this.limitMillis = limitMillis;
        this.wake = wake;
    }

    /** Sets how the node is closed; to be called before clients come. */
    void closeBy(Closing chosen) {
        closing = chosen;
    }

    @Override
    public Attempt begin(Wish wish) {
        Running present = running;
        if (present == null || present.isGivenUp()) {
            log.info("a client asks the node to stop: {}", wish);
            present = new Running(wish);
            running = present;
        } else {
            present.join(wish);
        }
        present.look();
        return present;
    }

    @Override
    public boolean abort() {
        return running != null && running.abort();
    }

    private final class Running implements Attempt {
        private final long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        private final long puts = outbound.committedPuts();
        private Wish wish;
        private Saves.@Nullable Job save;
        private boolean lookingAgain;
        private boolean givenUp;
        private boolean closes;

        Running(Wish wish) {
            this.wish = wish;
        }

        @Override
        public boolean isGivenUp() {
            return givenUp;
        }

        void join(Wish other) {
            wish = new Wish(wish.save() && other.save(), wish.now() || other.now(), wish.force() || other.force());
        }

        boolean abort() {
            if (givenUp || closes) {
                return false;
            }
            log.info("the node goes on: SHUTDOWN ABORT");
            giveUp();
            return true;
        }

        private void giveUp() {
            givenUp = true;
            wake.run();
        }

        void look() {
            if (givenUp || closes) {
                return;
            }
            boolean failed = cycle.failure() != null;
            if (failed && wish.save() && !wish.force()) {
                log.error(
                        "the node does not stop, since it cannot save; mend that, or see SHUTDOWN FORCE",
                        cycle.failure());
                giveUp();
            } else if (failed || peersHave() && isSaved()) {
                closes = true;
                closing.begin(!wish.now());
            } else if (!lookingAgain) {
                lookingAgain = true;
                loop.schedule(this::lookAgain, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        private void lookAgain() {
            lookingAgain = false;
            look();
        }

        private boolean peersHave() {
            return wish.now() || outbound.haveTaken(puts) || System.nanoTime() - endNanos >= 0;
        }

        private boolean isSaved() {
            if (!wish.save()) {
                return true;
            }
            if (save == null) {
                save = saves.begin();
            }
            return save.isDone();
        }
    }
}
