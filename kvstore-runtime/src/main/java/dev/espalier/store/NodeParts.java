package dev.espalier.store;

import dev.espalier.store.backup.NodeBackups;
import dev.espalier.store.command.CommandSet;
import dev.espalier.store.command.Configuration;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.Syncer;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.event.NodeEvent;
import dev.espalier.store.membership.Members;
import dev.espalier.store.metrics.MetricsServer;
import dev.espalier.store.peer.CatchUp;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.server.Clients;
import dev.espalier.store.storage.CurrentStorage;
import dev.espalier.store.storage.StorageException;
import dev.espalier.store.swap.CoreSwaps;
import dev.espalier.store.swap.EpochSwap;
import dev.espalier.store.tls.TlsWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running node consists of. The loop owns all of it; only the ports, metrics and the watch of certificates may be
 * asked from other threads.
 *
 * @param tlsWatch {@code null} for a node that speaks no TLS
 * @param metrics {@code null} for a node without a port for them
 */
record NodeParts(
        NodeConfig config,
        NodeTransport transport,
        CurrentStorage storage,
        CommitCycle cycle,
        Syncer syncer,
        CoreSwaps cores,
        EpochSwap epochs,
        InboundPeers inbound,
        OutboundPeers outbound,
        CatchUp catchUp,
        Members members,
        NodeBackups backups,
        Clients clients,
        CommandSet commands,
        Configuration configuration,
        NodeShutdown shutdown,
        NodePorts ports,
        @Nullable TlsWatch tlsWatch,
        @Nullable MetricsServer metrics) {
    private static final Logger log = LoggerFactory.getLogger(NodeParts.class);

    /** Closes all that the loop owns, after making everything durable. To be called on the loop. */
    void close() {
        cycle.stop();
        clients.closeAll();
        shutdown.abort();
        inbound.close();
        outbound.close();
        backups.close();
        catchUp.close();
        syncer.close();
        cores.close();
        epochs.close();
        if (cycle.failure() == null) {
            try {
                storage.sync();
            } catch (StorageException e) {
                log.error("the last sync failed; data of the last second may not survive a power loss", e);
            }
        }
        storage.close();
        NodeEvent.NODE_STOPPED.info(log, "node {} is closed", config.nodeId());
    }
}
