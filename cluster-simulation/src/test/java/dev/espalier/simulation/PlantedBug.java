package dev.espalier.simulation;

import java.util.List;

/**
 * A bug as somebody might write it: what of the nodes' sources is replaced by what. The sources themselves know nothing of
 * it; a text that is no longer there makes the test fail, which is then to be brought up to date.
 */
enum PlantedBug {
    REPLY_BEFORE_DURABLE(
            1,
            "a reply leaves before the batch that it tells of is written",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/commit/CommitCycle.java",
                    "            beforeCommit.run();",
                    "            listeners.get(1).committed();\n            beforeCommit.run();")),
    SEND_BEFORE_DURABLE(
            2,
            "a put is sent to peers before it is written",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/OutboundPeers.java",
                    "return gathering.leaving();",
                    "return engine.ownSequence();")),
    ACKNOWLEDGE_BEFORE_DURABLE(
            7,
            "a put of a peer is acknowledged before it is written",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/InboundPeers.java",
                    "return committed.getOrDefault(peer, 0L);",
                    "return engine.receivedContiguously(peer);"),
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/InboundPeers.java",
                    "        engine.receive(put);\n",
                    "        engine.receive(put);\n        links.values().forEach(link -> link.acknowledge(true));\n")),
    OUTBOX_TRIMMED_EARLY(
            1,
            "a put is dropped before every peer has it",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/OutboundPeers.java",
                    "everywhere = Math.min(everywhere, link.needsNoneUpTo());",
                    "everywhere = Math.min(everywhere, Math.max(link.needsNoneUpTo(), committedSequence));")),
    DUPLICATE_FILTER_FORGOTTEN(
            5,
            "after a restart a node does not know which puts it has had",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/engine/ReplicaEngine.java",
                    "public void received(NodeId origin, long sequence) {\n            received.addAllUpTo(origin, sequence);",
                    "public void received(NodeId origin, long sequence) {")),
    TOKEN_ACCEPTED_EARLY(
            8,
            "a session is resumed at a node that has not caught up with it",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/command/SessionCommands.java",
                    "if (!covers(token) || markerSeen(token) < token.marker()) {",
                    "if (token.applied().isEmpty()) {")),
    APPLY_WITHOUT_GUARD(
            16,
            "a put is applied before those that it depends on",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/engine/ReplicaEngine.java",
                    "if (!model.enables(message, entry.request)) {",
                    "if (message.sequence() < 0) {")),
    LAST_BATCH_DROPPED(
            47,
            "recovery does not find the batch that was synced last",
            new Edit(
                    "cluster-simulation/src/main/java/dev/espalier/simulation/SimulatedDatabase.java",
                    "        unsynced.clear();\n        disk.synced();",
                    "        while (unsynced.size() > 1) {\n            unsynced.removeFirst();\n        }\n        disk.synced();")),
    MARK_AHEAD_OF_INBOX(
            1,
            "it is recorded that a put has come, but not the put that waits",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/engine/Delivery.java",
                    "journal.pending(entry.message);",
                    "")),
    SYNC_FORGOTTEN(
            11,
            "at level always batches are not synced",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/storage/RocksStorage.java",
                    "this.synced = durability == Durability.ALWAYS;",
                    "this.synced = false;")),
    SUCCESS_AFTER_A_FAILED_WRITE(
            4,
            "replies that were held when a write failed go out as they are",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/server/Clients.java",
                    "ready.forEach(connection -> connection.letOutErrors(cause));",
                    "ready.forEach(ClientConnection::letOut);")),
    DURABLE_NOTED_LATE(
            5,
            "replies that go have clients put again, and that put is sent to peers as if it were durable",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/commit/CommitCycle.java",
                    "        listeners.forEach(CommitListener::durable);\n        listeners.forEach(CommitListener::committed);",
                    "        listeners.forEach(listener -> {\n            listener.durable();\n            listener.committed();\n        });")),
    EPOCH_WITHOUT_A_PEER(
            5,
            "an epoch begins without one of the peers",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/swap/EpochPeers.java",
                    "return outbound.links().size() + 1;",
                    "return Math.max(2, outbound.links().size());")),
    EPOCH_FORGOTTEN(
            20,
            "after a restart a node does not know that it has prepared an epoch",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/swap/EpochSwap.java",
                    "if (isDecided || prepared.leader().equals(self)) {",
                    "if (true) {")),
    EPOCH_TOLD_EARLY(
            20,
            "a leader says that an epoch counts before it has written that down",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/swap/EpochMember.java",
                    "            steps.at(\"deciding\");",
                    "            peers.tellAll(new Commit(present.id));\n            steps.at(\"deciding\");")),
    PUTS_DURING_AN_EPOCH(
            5,
            "puts go on while their database is handed over to the next epoch",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/swap/EpochSwap.java",
                    "        return present == null\n                ? \"\"",
                    "        return present == null || !present.core.name().isEmpty()\n                ? \"\"")),
    EPOCH_UNDRAINED(
            25,
            "a node hands over before it has applied what others have put",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/swap/EpochHandOver.java",
                    "        if (!drained) {",
                    "        if (!drained && cut.lastPuts().isEmpty()) {")),
    SNAPSHOT_WITHOUT_MARKS(
            15,
            "a snapshot is taken over without how far the puts of others have come in it",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/engine/ReplicaEngine.java",
                    "        applied.forEach((origin, sequence) -> {\n            if (!origin.equals(self)) {\n                received.addAllUpTo(origin, sequence);",
                    "        applied.forEach((origin, sequence) -> {\n            if (!origin.equals(self)) {"),
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/SnapshotSwitch.java",
                    "transfer.stands(mark);",
                    "")),
    OWN_PUTS_LOST_BY_A_SNAPSHOT(
            408,
            "own puts that a snapshot lacks are not applied again",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/SnapshotSwitch.java",
                    "reapplyFrom(applied.getOrDefault(self, 0L) + 1);",
                    "")),
    SNAPSHOT_THAT_LACKS(
            429,
            "a snapshot is taken from a node that has not applied all that this one has",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/CatchUp.java",
                    "engine.origins().forEach(origin -> needs.merge(origin, engine.appliedContiguously(origin), Math::max));",
                    "")),
    PAUSED_FOR_GOOD(
            41,
            "a link is paused for puts that wait for one which is to come on it",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/InboundPeers.java",
                    "return engine.appliedContiguously(peer) < engine.receivedContiguously(peer);",
                    "return true;"));

    /** A text of a source file that is replaced. */
    record Edit(String file, String from, String to) {}

    final long knownSeed;
    final String title;
    final List<Edit> edits;

    PlantedBug(long knownSeed, String title, Edit... edits) {
        this.knownSeed = knownSeed;
        this.title = title;
        this.edits = List.of(edits);
    }
}
