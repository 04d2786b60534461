package dev.espalier.store.swap;

import dev.espalier.core.NodeId;
import dev.espalier.store.cores.CoreInForce;
import dev.espalier.store.cores.CoreShelf.Shelved;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.swap.EpochMessage.Cut;
import dev.espalier.store.swap.EpochMessage.Prepared;
import dev.espalier.store.swap.EpochMessage.Ready;
import dev.espalier.store.swap.EpochSwap.Phase;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One try to begin an epoch, as far as it has come at this node. The loop owns it. */
final class EpochAttempt {
    /** How long an attempt may take until every node is prepared. */
    static final long LIMIT_MILLIS = 10_000;

    final long id;
    final NodeId leader;
    final Shelved core;
    final CoreInForce next;
    final long startedNanos;
    final long limitNanos;
    final Map<NodeId, Ready> ready = new TreeMap<>();
    final Map<NodeId, Prepared> prepared = new HashMap<>();
    final @Nullable CompletableFuture<String> answer;
    /** The empty database for the new core; made off the loop. */
    final CompletableFuture<Storage> opened = new CompletableFuture<>();

    private final Map<Phase, Long> reachedNanos = new EnumMap<>(Phase.class);
    Phase phase = Phase.OPENING;

    @Nullable
    Cut cut;

    @Nullable
    Migration migration;

    @Nullable
    NextEpoch built;

    long time;
    long askedNanos;

    /** An attempt that begins here at {@code nowNanos}, as the loop's ticker says it. */
    EpochAttempt(
            long id,
            NodeId leader,
            Shelved core,
            CoreInForce next,
            long limitMillis,
            long nowNanos,
            @Nullable CompletableFuture<String> answer) {
        this.id = id;
        this.leader = leader;
        this.core = core;
        this.next = next;
        this.startedNanos = nowNanos;
        this.askedNanos = nowNanos;
        this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
        this.answer = answer;
    }

    /** It has come to {@code reached} at {@code nowNanos}. */
    void enter(Phase reached, long nowNanos) {
        phase = reached;
        reachedNanos.put(reached, nowNanos);
    }

    /** How long puts have been held for it at {@code nowNanos}; after a restart, since then. */
    long pausedMillis(long nowNanos) {
        return TimeUnit.NANOSECONDS.toMillis(nowNanos - reachedNanos.getOrDefault(Phase.HOLDING, startedNanos));
    }

    /** When it came to each phase, in milliseconds from its beginning. */
    String course() {
        StringJoiner course = new StringJoiner(", ");
        reachedNanos.forEach((reached, nanos) -> course.add(reached.name().toLowerCase(Locale.ROOT) + " at "
                + TimeUnit.NANOSECONDS.toMillis(nanos - startedNanos)));
        return course.toString();
    }

    /** Where it stands, in words; {@code self} is this node. */
    String describe(NodeId self) {
        return phase == Phase.PREPARED && !leader.equals(self)
                ? "prepared; waiting for the word of node " + leader
                : phase.name().toLowerCase(Locale.ROOT);
    }
}
