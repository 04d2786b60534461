package dev.espalier.bench.harness;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out how a node is. */
final class NodeHealth {
    private NodeHealth() {}

    static NodeStatus of(NodeState node) {
        if (NodeProcess.find(node.pid(), node.started()).isEmpty()) {
            return status(
                    node,
                    NodeStatus.Health.DOWN,
                    Map.of(),
                    "process " + node.pid() + " is gone; its log is " + node.logFile());
        }
        try {
            NodeProbe.Answer answer = NodeProbe.ask(node.target());
            String stranger = answer.strangerTo(node);
            return stranger == null
                    ? status(node, NodeStatus.Health.SERVING, answer.info(), answer.problem())
                    : status(node, NodeStatus.Health.SILENT, Map.of(), stranger);
        } catch (IOException e) {
            return status(node, NodeStatus.Health.SILENT, Map.of(), e.getMessage());
        }
    }

    private static NodeStatus status(
            NodeState node, NodeStatus.Health health, Map<String, String> info, @Nullable String problem) {
        return new NodeStatus(node.id(), node.target(), node.pid(), health, info, problem);
    }
}
