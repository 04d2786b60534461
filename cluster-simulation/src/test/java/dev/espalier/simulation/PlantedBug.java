package dev.espalier.simulation;

import java.util.List;

/**
 * A bug as somebody might write it: what of the nodes' sources is replaced by what. The sources themselves know nothing of
 * it; a text that is no longer there makes the test fail, which is then to be brought up to date.
 */
enum PlantedBug {
    REPLY_BEFORE_DURABLE(
            "a reply leaves before the batch that it tells of is written",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/commit/CommitCycle.java",
                    "            beforeCommit.run();\n            storage.commit();",
                    "            listeners.get(1).committed();\n            beforeCommit.run();\n            storage.commit();")),
    SEND_BEFORE_DURABLE(
            "a put is sent to peers before it is written",
            new Edit("kvstore-runtime/src/main/java/dev/espalier/store/peer/OutboundPeers.java", "return committedSequence;", "return engine.ownSequence();")),
    ACKNOWLEDGE_BEFORE_DURABLE(
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
            "a put is dropped once one peer has it, not all",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/OutboundPeers.java",
                    "everywhere = Math.min(everywhere, synced);",
                    "everywhere = everywhere == Long.MAX_VALUE ? synced : Math.max(everywhere, synced);")),
    DUPLICATE_FILTER_FORGOTTEN(
            "after a restart a node does not know which puts it has had",
            new Edit("kvstore-runtime/src/main/java/dev/espalier/store/engine/ReplicaEngine.java", "received.addAllUpTo(origin, sequence);", "")),
    TOKEN_ACCEPTED_EARLY(
            "a session is resumed at a node that has not caught up with it",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/command/SessionCommands.java",
                    "if (!covers(token) || markerSeen(token) < token.marker()) {",
                    "if (token.applied().isEmpty()) {")),
    APPLY_WITHOUT_GUARD(
            "a put is applied before those that it depends on",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/engine/ReplicaEngine.java",
                    "if (head == null || !model.enables(head.message, head.request)) {",
                    "if (head == null) {")),
    LAST_BATCH_DROPPED(
            "recovery does not find the batch that was synced last",
            new Edit(
                    "cluster-simulation/src/main/java/dev/espalier/simulation/SimulatedDisk.java",
                    "        unsynced.clear();\n        busy.run();",
                    "        while (unsynced.size() > 1) {\n            unsynced.removeFirst();\n        }\n        busy.run();")),
    MARK_AHEAD_OF_INBOX(
            "it is recorded that a put has come, but not the put that waits",
            new Edit("kvstore-runtime/src/main/java/dev/espalier/store/engine/ReplicaEngine.java", "journal.pending(entry.message);", "")),
    SYNC_FORGOTTEN(
            "at level always batches are not synced",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/storage/RocksStorage.java",
                    "this.synced = durability == Durability.ALWAYS;",
                    "this.synced = false;")),
    SUCCESS_AFTER_A_FAILED_WRITE(
            "replies that were held when a write failed go out as they are",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/server/Clients.java",
                    "ready.forEach(connection -> connection.letOutErrors(cause));",
                    "ready.forEach(ClientConnection::letOut);")),
    PUTS_REORDERED(
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
            "a link is paused for puts that wait for one which is to come on it",
            new Edit(
                    "kvstore-runtime/src/main/java/dev/espalier/store/peer/InboundPeers.java",
                    "return engine.appliedContiguously(peer) < engine.receivedContiguously(peer);",
                    "return true;"));

    /** A text of a source file that is replaced. */
    record Edit(String file, String from, String to) {}

    final String title;
    final List<Edit> edits;

    PlantedBug(String title, Edit... edits) {
        this.title = title;
        this.edits = List.of(edits);
    }
}
