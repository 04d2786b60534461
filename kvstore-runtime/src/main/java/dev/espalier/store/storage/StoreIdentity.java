package dev.espalier.store.storage;

import dev.espalier.core.NodeId;

/**
 * Whose data a directory holds. All of it must match on every start: replaying a log through another core, or as another
 * node, would give another history.
 *
 * @param clusterId the cluster's name
 * @param node the node
 * @param coreName the core's name
 * @param coreHash the hash that identifies the core
 */
public record StoreIdentity(String clusterId, NodeId node, String coreName, String coreHash) {}
