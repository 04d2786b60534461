package dev.espalier.store;

import dev.espalier.store.access.Users;
import dev.espalier.store.access.UsersFile;
import dev.espalier.store.command.Backups;
import dev.espalier.store.command.CommandSet;
import dev.espalier.store.command.Configuration;
import dev.espalier.store.command.InfoReport;
import dev.espalier.store.command.LiveSettings;
import dev.espalier.store.command.Saves;
import dev.espalier.store.command.Shutdown;
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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Puts the commands of a node together with what they work on. */
final class NodeCommands {
    private NodeCommands() {}

    /**
     * The commands of a node.
     *
     * @throws NodeStartException if the secret of session tokens or the file of users cannot be used
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
            CoreSwaps cores,
            Backups backups,
            Saves saves,
            Shutdown shutdown,
            Configuration configuration)
            throws NodeStartException {
        Path aclFile = config.aclFile();
        UsersFile usersFile = aclFile == null ? null : new UsersFile(aclFile);
        CommandSet commands = new CommandSet(new CommandSet.Surroundings(
                Node.VERSION,
                new EngineStore(engine, cycle, outbound::refusal),
                keyspace,
                new EngineReplication(config.nodeId(), engine, outbound),
                members,
                tokenSeal(config),
                users(config),
                usersFile,
                settings,
                backups,
                saves,
                shutdown,
                configuration,
                info,
                limits,
                cores,
                clients::sessions,
                clients::retryOthers,
                clients::resetStatistics));
        if (usersFile != null) {
            load(usersFile, commands);
        }
        return commands;
    }

    private static void load(UsersFile file, CommandSet commands) throws NodeStartException {
        try {
            commands.loadUsers(file);
        } catch (NoSuchFileException e) {
            throw new NodeStartException(
                    "aclfile " + file + " does not exist; make an empty one to begin with the default user alone", e);
        } catch (IOException e) {
            throw new NodeStartException("aclfile " + file + " cannot be read (" + e.getMessage() + ")", e);
        } catch (IllegalArgumentException e) {
            throw new NodeStartException("aclfile has errors: " + e.getMessage() + "; mend the lines named", e);
        }
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
