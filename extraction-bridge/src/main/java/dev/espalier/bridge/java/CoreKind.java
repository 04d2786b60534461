package dev.espalier.bridge.java;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of core: a module type of {@code specs/} and the interface of {@code core-api} that stands for it. */
enum CoreKind {
    /** A client proxy and a replica: the module type {@code CORE}. */
    PROXY("CORE", "specs/framework/Core.v", "Core", "put_payload", "PutRequest", "request") {
        @Override
        Map<String, List<String>> methods() {
            Map<String, List<String>> methods = new LinkedHashMap<>();
            List<String> put = List.of("key", "value", "request", "client", "replica", "state");
            methods.put("client_init", List.of("client"));
            methods.put("replica_init", List.of("replica", "initial"));
            methods.put("get_request", List.of("key", "client", "state"));
            methods.put("get_guard", List.of("key", "request", "client", "replica", "state"));
            methods.put("get", List.of("key", "request", "client", "replica", "state"));
            methods.put("get_response", List.of("key", "value", "answer", "client", "state"));
            methods.put("put_request", List.of("key", "value", "now", "client", "state"));
            methods.put("put_guard", put);
            methods.put("put", put);
            methods.put("put_seen", put);
            return methods;
        }

        @Override
        List<String> types() {
            return List.of("client_state", "replica_state", "get_payload", "answer_payload", "put_payload");
        }
    },

    /** A node in Chapar's shape: the module type {@code NODE_CORE}. */
    NODE("NODE_CORE", "specs/chapar/NodeCore.v", "NodeCore", "message", "Message", "message") {
        @Override
        Map<String, List<String>> methods() {
            Map<String, List<String>> methods = new LinkedHashMap<>();
            methods.put("init", List.of("initial"));
            methods.put("get", List.of("node", "state", "key"));
            methods.put("put", List.of("node", "state", "key", "value"));
            methods.put("guard", List.of("node", "state", "key", "value", "message"));
            methods.put("update", List.of("node", "state", "key", "value", "message"));
            return methods;
        }

        @Override
        List<String> types() {
            return List.of("state", "message");
        }
    };

    private final String moduleType;
    private final String file;
    private final String javaInterface;
    private final String travels;
    private final String javaPayload;
    private final String payloadName;

    CoreKind(
            String moduleType,
            String file,
            String javaInterface,
            String travels,
            String javaPayload,
            String payloadName) {
        this.moduleType = moduleType;
        this.file = file;
        this.javaInterface = javaInterface;
        this.travels = travels;
        this.javaPayload = javaPayload;
        this.payloadName = payloadName;
    }

    /** Each method of the module type, with what its arguments are called in Java. */
    abstract Map<String, List<String>> methods();

    /** The types that the module type leaves open, in the order of the interface's type parameters. */
    abstract List<String> types();

    /** The kind of core that a functor with these members means to be; {@code null} if it is no core. */
    static @Nullable CoreKind of(Set<String> members) {
        if (members.contains("put_guard")) {
            return PROXY;
        }
        return members.contains("guard") ? NODE : null;
    }

    /** Rocq's module type. */
    String moduleType() {
        return moduleType;
    }

    /** Where the module type is, from the root of the repository. */
    String file() {
        return file;
    }

    /** The interface of {@code core-api}, without its package. */
    String javaInterface() {
        return javaInterface;
    }

    /** Which of {@link #types} travels between nodes, and so has a codec. */
    String travels() {
        return travels;
    }

    /** What the interface's methods that write and read the payload call it, in camel case. */
    String javaPayload() {
        return javaPayload;
    }

    /** What a variable that holds the payload is called. */
    String payloadName() {
        return payloadName;
    }
}
