package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;

/** NODE, which adds, replaces and removes members of the cluster. */
public final class MembershipCommands {
    private final ClusterMembers members;

    public MembershipCommands(ClusterMembers members) {
        this.members = members;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("node", -2)
                .flags("admin", "noscript")
                .summary("Show or change the members of the cluster.")
                .meaning("A change made at one node is heard of by all others; make one at a time.")
                .sub("list", 2, "", "List the members: id, address, state, whether it is the anchor.", this::list)
                .sub("epoch", 2, "", "Tell how many changes led to the present members.", (session, arguments, reply) ->
                        reply.integer(members.epoch()))
                .sub(
                        "add",
                        3,
                        "id@host:peer-port",
                        "Make a node a member, before it is started; it begins with a snapshot.",
                        (session, arguments, reply) -> {
                            members.add(address(arguments.get(2)));
                            reply.ok();
                        })
                .sub(
                        "remove",
                        -3,
                        "id [FORCE]",
                        "Remove a node for good: at the node itself, which leaves once the others have all its puts; or, "
                                + "when it is lost, at any other.",
                        (session, arguments, reply) -> {
                            members.remove(id(arguments.get(2)), isForced(arguments, 3));
                            reply.ok();
                        })
                .sub(
                        "replace",
                        -4,
                        "id id@host:peer-port [FORCE]",
                        "Remove a lost node and add another, with another id, in its place.",
                        (session, arguments, reply) -> {
                            members.replace(
                                    id(arguments.get(2)), address(arguments.get(3)), isForced(arguments, 4));
                            reply.ok();
                        })
                .container());
    }

    private void list(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<ClusterMembers.Member> all = members.members();
        reply.array(all.size());
        for (ClusterMembers.Member member : all) {
            reply.bulk("id=" + member.address().id().number() + " address="
                    + member.address().host() + ":" + member.address().port() + " state=" + member.state() + " anchor="
                    + (member.isAnchor() ? "yes" : "no"));
        }
    }

    private static boolean isForced(List<Bytes> arguments, int place) {
        if (arguments.size() == place) {
            return false;
        }
        if (arguments.size() > place + 1 || !Arguments.is(arguments.get(place), "force")) {
            throw CommandError.syntax();
        }
        return true;
    }

    private static NodeId id(Bytes argument) {
        long number = Arguments.integer(argument);
        if (number < 0 || number > NodeId.MAX) {
            throw new CommandError("ERR node ids are 0 to " + NodeId.MAX);
        }
        return NodeId.of((int) number);
    }

    private static PeerAddress address(Bytes argument) {
        try {
            return PeerAddress.parse(Arguments.latin(argument));
        } catch (IllegalArgumentException e) {
            throw new CommandError("ERR " + e.getMessage());
        }
    }
}
