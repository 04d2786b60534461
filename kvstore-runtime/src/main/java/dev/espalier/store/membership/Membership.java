package dev.espalier.store.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.config.PeerAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The members of a cluster at an epoch. Each change makes the next epoch; of two of the same epoch, made at different nodes at
 * once, one wins everywhere.
 *
 * @param epoch 0 for the one that the settings of the nodes give, which is nowhere recorded
 * @param members all of them, in the order of their ids
 * @param anchor the member that no other cuts off
 * @param removed of each node that was a member, up to which number its puts count: all members come to have these, and its
 *     id is not used again
 */
public record Membership(long epoch, List<PeerAddress> members, NodeId anchor, Map<NodeId, Long> removed) {
    private static final int FORMAT = 1;

    public Membership {
        members = members.stream().sorted(Comparator.comparing(PeerAddress::id)).toList();
        removed = Map.copyOf(removed);
    }

    /** The address of {@code id}, or {@code null} if it is no member. */
    public @Nullable PeerAddress member(NodeId id) {
        for (PeerAddress member : members) {
            if (member.id().equals(id)) {
                return member;
            }
        }
        return null;
    }

    /** The next one, with {@code member}, in place of the address that its id had if it is a member. */
    public Membership with(PeerAddress member) {
        List<PeerAddress> next = without(member.id());
        next.add(member);
        return new Membership(epoch + 1, next, anchor, removed);
    }

    /** The next one, without {@code id}, whose puts up to number {@code last} count. */
    public Membership without(NodeId id, long last, NodeId nextAnchor) {
        Map<NodeId, Long> nextRemoved = new TreeMap<>(removed);
        nextRemoved.merge(id, last, Math::max);
        return new Membership(epoch + 1, without(id), nextAnchor, nextRemoved);
    }

    private List<PeerAddress> without(NodeId id) {
        List<PeerAddress> left = new ArrayList<>(members);
        left.removeIf(member -> member.id().equals(id));
        return left;
    }

    /** Whether this one is to be adopted by a node that has {@code other}: the larger bytes decide between equal epochs. */
    boolean isAfter(Membership other) {
        return epoch != other.epoch
                ? epoch > other.epoch
                : epoch > 0 && Arrays.compareUnsigned(encode(), other.encode()) > 0;
    }

    /** As bytes, for disk and wire. */
    public byte[] encode() {
        PayloadWriter out = new PayloadWriter();
        out.writeByte(FORMAT);
        out.writeNatural(epoch);
        out.writeNatural(members.size());
        for (PeerAddress member : members) {
            out.writeNodeId(member.id());
            out.writeBytes(Bytes.utf8(member.host()));
            out.writeNatural(member.port());
        }
        out.writeNodeId(anchor);
        out.writeNatural(removed.size());
        new TreeMap<>(removed).forEach((id, last) -> {
            out.writeNodeId(id);
            out.writeNatural(last);
        });
        return out.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedPayloadException if the bytes are no membership
     */
    public static Membership decode(byte[] bytes) {
        PayloadReader in = new PayloadReader(bytes);
        int format = in.readByte();
        if (format != FORMAT) {
            throw in.malformed("a membership of format " + format);
        }
        long epoch = in.readNatural();
        List<PeerAddress> members = new ArrayList<>();
        for (long left = in.readNatural(); left > 0; left--) {
            NodeId id = in.readNodeId();
            String host = new String(in.readBytes().shared(), UTF_8);
            long port = in.readNatural();
            if (port < 1 || port > 65_535 || host.isEmpty()) {
                throw in.malformed("a member at " + host + ":" + port);
            }
            members.add(new PeerAddress(id, host, (int) port));
        }
        NodeId anchor = in.readNodeId();
        Map<NodeId, Long> removed = new TreeMap<>();
        for (long left = in.readNatural(); left > 0; left--) {
            removed.put(in.readNodeId(), in.readNatural());
        }
        in.expectEnd();
        return new Membership(epoch, members, anchor, removed);
    }
}
