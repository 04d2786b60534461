package dev.espalier.store.storage;

import dev.espalier.core.NodeId;

/**
 * How far the puts of a node are in a state.
 *
 * @param origin the node that made them
 * @param applied all puts up to this number are in the state, and none after it
 * @param epoch the epoch of put {@code applied}, by {@link Epochs}
 * @param incarnation the incarnation of the origin, by {@link Storage#incarnationOf}; 0 when it is not known
 */
public record OriginMark(NodeId origin, long applied, long epoch, long incarnation) {}
