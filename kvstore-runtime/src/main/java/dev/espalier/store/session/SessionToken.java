package dev.espalier.store.session;

import dev.espalier.core.NodeId;
import java.util.Map;

/**
 * What a session depends on.
 *
 * @param issuer the node that it was at
 * @param marker number of the put that the issuer made when it gave the token out, after all that the session had done
 *     and seen
 * @param applied how far the puts of each node were applied at the issuer then, the marker included
 */
public record SessionToken(NodeId issuer, long marker, Map<NodeId, Long> applied) {
    public SessionToken {
        applied = Map.copyOf(applied);
    }
}
