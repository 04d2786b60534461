package dev.espalier.store;

import dev.espalier.store.access.Users;
import dev.espalier.store.command.CommandSet;
import dev.espalier.store.command.InfoReport;
import dev.espalier.store.command.LiveSettings;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.membership.Members;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.resp.RespLimits;
import dev.espalier.store.server.Clients;
import dev.espalier.store.session.TokenSeal;
import dev.espalier.store.session.TokenSecret;
import dev.espalier.store.swap.CoreSwaps;
import java.io.IOException;

/** Puts the commands of a node together with what they work on. */
final class NodeCommands {
    private NodeCommands() {}

    /**
     * The commands of a node.
     *
     * @throws NodeStartException if the secret of session tokens cannot be used
     */
    static CommandSet assemble(
            NodeConfig config,
            ReplicaEngine<?> engine,
            Keyspace keyspace,
            CommitCycle cycle,
            Clients clients,
            OutboundPeers outbound,
            Members members,
            LiveSettings settings,
            RespLimits limits,
            InfoReport info,
            CoreSwaps cores)
            throws NodeStartException {
        return new CommandSet(new CommandSet.Surroundings(
                Node.VERSION,
                new EngineStore(engine, cycle, outbound::refusal),
                keyspace,
                new EngineReplication(config.nodeId(), engine, outbound),
                members,
                tokenSeal(config),
                users(config),
                settings,
                NodeFacts.configuration(config),
                info,
                limits,
                cores,
                clients::sessions,
                clients::retryOthers,
                clients::resetStatistics));
    }

    private static TokenSeal tokenSeal(NodeConfig config) throws NodeStartException {
        try {
            return TokenSecret.sealFor(config.clusterId(), config.sessionSecretFile(), config.dataDir());
        } catch (IOException e) {
            throw new NodeStartException(
                    "the secret of session tokens cannot be used (" + e.getMessage()
                            + "); check the permissions, or set session-secret-file",
                    e);
        }
    }

    private static Users users(NodeConfig config) {
        Users users = new Users();
        users.defaultPassword(config.requirePass());
        return users;
    }
}
