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
            90,
            "a put is sent to peers before it is written",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/OutboundPeers.java",
                    "return committedSequence;",
                    "return engine.ownSequence();")),
    ACKNOWLEDGE_BEFORE_DURABLE(
            17,
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
            49,
            "after a restart a node does not know which puts it has had",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/engine/ReplicaEngine.java",
                    "public void received(NodeId origin, long sequence) {\n            received.addAllUpTo(origin, sequence);",
                    "public void received(NodeId origin, long sequence) {")),
    TOKEN_ACCEPTED_EARLY(
            11,
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
                    "if (head == null || !model.enables(head.message, head.request)) {",
                    "if (head == null) {")),
    LAST_BATCH_DROPPED(
            99,
            "recovery does not find the batch that was synced last",
            new Edit(
                    "cluster-simulation/src/main/java/dev/espalier/simulation/SimulatedDisk.java",
                    "        unsynced.clear();\n        busy.run();",
                    "        while (unsynced.size() > 1) {\n            unsynced.removeFirst();\n        }\n        busy.run();")),
    MARK_AHEAD_OF_INBOX(
            1,
            "it is recorded that a put has come, but not the put that waits",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/engine/ReplicaEngine.java",
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
            6,
            "replies that were held when a write failed go out as they are",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/server/Clients.java",
                    "ready.forEach(connection -> connection.letOutErrors(cause));",
                    "ready.forEach(ClientConnection::letOut);")),
    PUTS_REORDERED(
            16,
            "of a sender's pending puts the one that came last is applied first",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/engine/ReplicaEngine.java",
                    "if (head == null || !model.enables(head.message, head.request)) {",
                    "if (head == null) {"),
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/engine/SenderQueue.java",
                    "Entry<P> inOrder = size == 0 ? null : ring[first];",
                    "Entry<P> inOrder = size == 0 ? null : at(size - 1);")),
    PAUSED_FOR_GOOD(
            87,
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
