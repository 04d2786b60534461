package dev.espalier.store.swap;

import dev.espalier.store.command.CommandError;
import dev.espalier.store.command.CoreControl;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.cores.CoreInForce;
import dev.espalier.store.cores.CoreRefusedException;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.cores.CoreShelf.Shelved;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.peer.PeerCore;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads cores and swaps them. What reads files runs on a thread of its own. A core takes another's place between two ticks:
 * right after a commit, when the database has everything and no reply is out that tells of more. That it is in force is on
 * the disk before, so a crash at any moment leaves one of the two, and both go on from the same state.
 */
public final class CoreSwaps implements CoreControl, CommitListener, PeerCore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CoreSwaps.class);

    /** A core that is in force on the disk, and takes over after the next commit. */
    private record Due(Shelved core, CoreInForce inForce, CompletableFuture<String> answer) {}

    private final CoreShelf shelf;
    private final ReplicaEngine<?> engine;
    private final CommitCycle cycle;
    private final EventExecutor loop;
    private final ExecutorService files;
    private @Nullable Due due;
    private @Nullable EpochSwap epochs;
    private boolean swapping;
    private long swaps;
    private long lastSwapMicros;
    private String lastRefusal = "";

    /**
     * @param loop the thread that owns everything here; to be added to {@code cycle} before everyone whose replies wait
     * @param files reads and writes archives, one after another; closed with this
     */
    public CoreSwaps(
            CoreShelf shelf, ReplicaEngine<?> engine, CommitCycle cycle, EventExecutor loop, ExecutorService files) {
        this.shelf = shelf;
        this.engine = engine;
        this.cycle = cycle;
        this.loop = loop;
        this.files = files;
    }

    @Override
    public CompletableFuture<String> load(String nameOrPath) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        onFiles(answer, () -> shelf.read(nameOrPath), core -> {
            shelf.add(core);
            CoreIdentity identity = core.loaded().identity();
            log.info(
                    "core {} ({}) is loaded from {}, {}",
                    core.name(),
                    core.hash(),
                    core.origin(),
                    identity.isVerified() ? "verified" : "UNVERIFIED: " + identity.distrust());
            answer.complete("loaded " + core.name() + " " + core.hash() + " "
                    + (identity.isVerified() ? "verified" : "unverified: " + identity.distrust()));
        });
        return answer;
    }

    @Override
    public CompletableFuture<String> swap(String name, boolean forced) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try {
            Shelved next = swappable(name, forced);
            if (next == shelf.inForce()) {
                answer.complete("core " + name + " is in force already");
                return answer;
            }
            if (!shelf.inForce().shape().suits(next.shape())) {
                return byEpoch(next);
            }
            swapping = true;
            CoreInForce inForce = shelf.said().with(next);
            answer.whenComplete((done, failed) -> swapping = false);
            onFiles(
                    answer,
                    () -> {
                        shelf.records().putInForce(inForce);
                        return inForce;
                    },
                    written -> {
                        due = new Due(next, written, answer);
                        cycle.request();
                    });
        } catch (CoreRefusedException e) {
            lastRefusal = String.valueOf(e.getMessage());
            log.warn("swap to core {} refused: {}", name, e.getMessage());
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private CompletableFuture<String> byEpoch(Shelved next) {
        log.info(
                "core {} cannot go on where core {} is ({}): an epoch is proposed",
                next.name(),
                shelf.inForce().name(),
                next.shape().differenceFrom(shelf.inForce().shape()));
        CompletableFuture<String> answer = epochs().lead(next);
        answer.whenComplete((done, failed) -> {
            if (failed != null) {
                lastRefusal = String.valueOf(failed.getMessage());
            }
        });
        return answer;
    }

    /** Sets what leads and joins epochs; to be called before the first client or peer comes. */
    public void epochs(EpochSwap swap) {
        epochs = swap;
    }

    /** What leads and joins epochs. */
    public EpochSwap epochs() {
        return Objects.requireNonNull(epochs, "epochs are not set up yet");
    }

    @Override
    public String putsHeld() {
        return epochs == null ? "" : epochs.putsHeld();
    }

    private Shelved swappable(String name, boolean forced) throws CoreRefusedException {
        Shelved next = shelf.find(name);
        if (next == null) {
            throw new CoreRefusedException("core " + name + " is not loaded here; load it with CORE LOAD " + name);
        }
        if (swapping || epochs().phase() != null) {
            throw new CoreRefusedException("another swap is being made; see CORE STATUS, and try again after it");
        }
        CoreIdentity identity = next.loaded().identity();
        if (!identity.isVerified() && !forced) {
            throw new CoreRefusedException("core " + name + " is not verified: " + identity.distrust()
                    + "; make it anew with `espalier core pack`, or say FORCE to run it all the same");
        }
        return next;
    }

    /** Runs {@code work} where it may take its time, and {@code then} on the loop with what it gave. */
    private <T> void onFiles(CompletableFuture<String> answer, Callable<T> work, Consumer<T> then) {
        files.execute(() -> {
            try {
                T result = work.call();
                loop.execute(() -> then.accept(result));
            } catch (CoreRefusedException e) {
                loop.execute(() -> answer.completeExceptionally(e));
            } catch (IOException e) {
                loop.execute(() -> answer.completeExceptionally(
                        new CoreRefusedException("the data directory cannot be written (" + e + "); make room there")));
            } catch (Exception | LinkageError e) {
                log.error("a core cannot be loaded or put in force", e);
                loop.execute(() -> answer.completeExceptionally(
                        new CoreRefusedException("the core cannot be used (" + e + "); see the log")));
            }
        });
    }

    @Override
    public void committed() {
        Due now = due;
        if (now != null) {
            due = null;
            takeOver(now);
        }
    }

    private void takeOver(Due now) {
        long started = loop.ticker().nanoTime();
        Shelved before = shelf.inForce();
        Shelved next = now.core();
        try {
            engine.replaceCore(next.loaded().core());
        } catch (RuntimeException | LinkageError e) {
            back(before, now, e);
            return;
        }
        shelf.putInForce(next, now.inForce());
        lastSwapMicros = TimeUnit.NANOSECONDS.toMicros(loop.ticker().nanoTime() - started);
        swaps++;
        CoreIdentity identity = next.loaded().identity();
        log.info(
                "core {} ({}) has taken the place of core {} ({}) in {} us, {}",
                next.name(),
                next.hash(),
                before.name(),
                before.hash(),
                lastSwapMicros,
                identity.isVerified() ? "verified" : "UNVERIFIED, by force");
        if (!identity.isVerified()) {
            log.warn("core {} runs UNVERIFIED: {}", next.name(), identity.distrust());
        }
        now.answer()
                .complete("swapped to " + next.name() + " " + next.hash() + " at once, in " + lastSwapMicros + " us");
    }

    /** The engine has kept the old core; the disk must say so again. */
    private void back(Shelved before, Due failed, Throwable why) {
        log.error("core {} could not take over; core {} goes on", failed.core().name(), before.name(), why);
        CoreInForce old = failed.inForce().with(before);
        onFiles(
                failed.answer(),
                () -> {
                    shelf.records().putInForce(old);
                    return old;
                },
                written -> failed.answer()
                        .completeExceptionally(
                                new CoreRefusedException("core " + failed.core().name()
                                        + " cannot go on from the present state (" + why + "); core " + before.name()
                                        + " is in force as before")));
    }

    @Override
    public void commitFailed(Exception cause) {
        Due now = due;
        if (now != null) {
            due = null;
            now.answer().completeExceptionally(cause);
        }
    }

    @Override
    public void unload(String name) {
        try {
            shelf.remove(name);
        } catch (CoreRefusedException e) {
            throw new CommandError("ERR " + e.getMessage());
        } catch (IOException e) {
            throw new CommandError("ERR the archive of core " + name + " cannot be deleted (" + e + ")");
        }
        log.info("core {} is unloaded", name);
    }

    @Override
    public List<Map<String, String>> list() {
        List<Map<String, String>> all = new ArrayList<>();
        for (Shelved core : shelf.all()) {
            CoreIdentity identity = core.loaded().identity();
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("name", core.name());
            facts.put("state", core == shelf.inForce() ? "in force" : "loaded");
            facts.put("hash", core.hash());
            facts.put("specification", identity.specification());
            facts.put("verified", identity.isVerified() ? "yes" : "no");
            facts.put("distrust", identity.distrust());
            facts.put("swap", core == shelf.inForce() ? "none" : kind(core));
            facts.put("origin", core.origin());
            all.add(facts);
        }
        return all;
    }

    /** How {@code core} would take over. */
    private String kind(Shelved core) {
        return shelf.inForce().shape().suits(core.shape()) ? "at once" : "epoch";
    }

    @Override
    public Map<String, String> status() {
        CoreIdentity identity = identity();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("core", identity.name());
        facts.put("hash", identity.hash());
        facts.put("specification", identity.specification());
        facts.put("verified", identity.isVerified() ? "yes" : "no");
        facts.put("distrust", identity.distrust());
        facts.put("state", swapping ? "swapping" : epochs().state());
        facts.put("epoch", Long.toString(shelf.said().epoch()));
        facts.put("last_epoch", epochs().lastOutcome());
        facts.put("last_epoch_pause_ms", Long.toString(epochs().lastPauseMillis()));
        facts.put("swaps", Long.toString(swaps));
        facts.put("last_swap_us", Long.toString(lastSwapMicros));
        facts.put("last_refusal", lastRefusal);
        return facts;
    }

    /** Which core is in force, and why it may be trusted. */
    public CoreIdentity identity() {
        return shelf.inForce().loaded().identity();
    }

    /** The epoch that is in force: how many times a swap has changed the shape of the state; 0 before the first. */
    public long epoch() {
        return shelf.said().epoch();
    }

    /** How many swaps there have been since the start. */
    public long swaps() {
        return swaps;
    }

    /** How long the last swap held everything else up, in microseconds; 0 before the first. */
    public long lastSwapMicros() {
        return lastSwapMicros;
    }

    @Override
    public String name() {
        return identity().name();
    }

    @Override
    public String hash() {
        return identity().hash();
    }

    @Override
    public boolean agreesWith(String otherName, String otherHash) {
        epochs().greetedBy(otherHash);
        return shelf.agreesWith(otherHash);
    }

    @Override
    public void close() {
        files.shutdown();
    }
}
