package dev.espalier.store.swap;

import dev.espalier.core.NodeId;
import dev.espalier.store.cores.CoreInForce;
import dev.espalier.store.cores.CoreRefusedException;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.cores.CoreShelf.Shelved;
import dev.espalier.store.swap.EpochMessage.Abort;
import dev.espalier.store.swap.EpochMessage.Ask;
import dev.espalier.store.swap.EpochMessage.Commit;
import dev.espalier.store.swap.EpochMessage.Cut;
import dev.espalier.store.swap.EpochMessage.Prepared;
import dev.espalier.store.swap.EpochMessage.Propose;
import dev.espalier.store.swap.EpochMessage.Ready;
import dev.espalier.store.swap.EpochSwap.Phase;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** What the leader of an epoch does beside its part as a member: gathers what the members say, and decides. */
final class EpochLeader {
    private final NodeId self;
    private final CoreShelf shelf;
    private final EpochPeers peers;
    private final EpochMember member;
    private final RandomGenerator random;

    /** @param random what identities of attempts are drawn from */
    EpochLeader(NodeId self, CoreShelf shelf, EpochPeers peers, EpochMember member, RandomGenerator random) {
        this.self = self;
        this.shelf = shelf;
        this.peers = peers;
        this.member = member;
        this.random = random;
    }

    /** Proposes an epoch; the answer comes when it counts, or does not. */
    CompletableFuture<String> lead(Shelved core) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        String obstacle = peers.obstacle();
        if (!obstacle.isEmpty()) {
            answer.completeExceptionally(new CoreRefusedException("an epoch cannot begin: " + obstacle));
            return answer;
        }
        CoreInForce said = shelf.said();
        long number = said.epoch() + 1;
        long id = random.nextLong(1, Long.MAX_VALUE);
        member.begin(new EpochAttempt(
                id,
                self,
                core,
                EpochMember.nextOf(core, number),
                EpochAttempt.LIMIT_MILLIS,
                member.nowNanos(),
                answer));
        peers.tellAll(new Propose(id, number, core.name(), core.hash(), EpochAttempt.LIMIT_MILLIS));
        return answer;
    }

    /** A member, this node too, holds puts, and all own ones are durable. */
    void readyAt(EpochAttempt present, NodeId node, Ready ready) {
        present.ready.put(node, ready);
        if (present.phase == Phase.READY && present.ready.size() == peers.participants()) {
            Map<NodeId, Long> lastPuts = new TreeMap<>();
            long time = 0;
            for (Map.Entry<NodeId, Ready> one : present.ready.entrySet()) {
                lastPuts.put(one.getKey(), one.getValue().lastPut());
                time = Math.max(time, one.getValue().time());
            }
            Cut cut = new Cut(present.id, lastPuts, time);
            peers.tellAll(cut);
            member.drain(present, cut);
        }
    }

    /** A member, this node too, has handed over. */
    void preparedAt(EpochAttempt present, NodeId node, Prepared prepared) {
        present.prepared.put(node, prepared);
        Prepared own = present.prepared.get(self);
        if (own == null || present.prepared.size() != peers.participants()) {
            return;
        }
        for (Map.Entry<NodeId, Prepared> one : present.prepared.entrySet()) {
            if (!one.getValue().equals(own)) {
                abort(
                        present,
                        "the replicas differ after the drain: node " + one.getKey() + " has "
                                + one.getValue().keys() + " keys and node " + self + " " + own.keys()
                                + " keys, or other values; the present core does not make replicas equal");
                return;
            }
        }
        member.takeEffect(present);
    }

    /** A member, this node too, cannot go along. */
    void refusedAt(EpochAttempt present, NodeId node, String reason) {
        abort(present, "node " + node + (node.equals(self) ? ": " : " refuses: ") + reason);
    }

    private void abort(EpochAttempt present, String reason) {
        peers.tellAll(new Abort(present.id, reason));
        member.drop(present, reason);
    }

    /** A member does not know what became of an attempt. */
    void asked(NodeId from, Ask ask) {
        EpochAttempt present = member.present();
        if (present != null && present.id == ask.id()) {
            return;
        }
        boolean counts = ask.id() == member.lastCommitted() || shelf.said().epoch() >= ask.number();
        peers.tell(from, counts ? new Commit(ask.id()) : new Abort(ask.id(), "its leader has given it up"));
    }
}
