package dev.espalier.synth.explore;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/**
 * One step of a witness. Clients and replicas are counted from 0 here and from 1 in {@link #text()}; an operation is
 * named by its number in its client's program, from 0. As JSON, a step says in {@code step} which it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WitnessStep.Put.class, name = "put"),
    @JsonSubTypes.Type(value = WitnessStep.Deliver.class, name = "deliver"),
    @JsonSubTypes.Type(value = WitnessStep.Read.class, name = "read"),
    @JsonSubTypes.Type(value = WitnessStep.Reply.class, name = "reply"),
    @JsonSubTypes.Type(value = WitnessStep.Take.class, name = "take"),
    @JsonSubTypes.Type(value = WitnessStep.Waits.class, name = "waits"),
    @JsonSubTypes.Type(value = WitnessStep.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = WitnessStep.Look.class, name = "look")
})
public sealed interface WitnessStep {
    /** In words. */
    String text();

    /**
     * A client puts; the message is on its way to every replica. The reading is of its clock, the least that does it: 0
     * unless the clock decides something.
     */
    record Put(int client, int number, String key, String value, int reading) implements WitnessStep {
        @Override
        public String text() {
            String clock = reading == 0 ? "" : ", its clock at " + reading;
            return "client %d puts %s on %s%s".formatted(client + 1, value, key, clock);
        }
    }

    /** A replica applies a put, which is named by its client and number. */
    record Deliver(int replica, int client, int number, String key, String value) implements WitnessStep {
        @Override
        public String text() {
            return "replica %d applies client %d's put of %s on %s".formatted(replica + 1, client + 1, value, key);
        }
    }

    /** A client gets, and a replica answers at once. */
    record Read(int client, int number, String key, String value, int replica) implements WitnessStep {
        @Override
        public String text() {
            return "client %d gets %s, replica %d answers %s".formatted(client + 1, key, replica + 1, value);
        }
    }

    /** A replica answers a client's get; the response is on its way. */
    record Reply(int client, int number, String key, String value, int replica) implements WitnessStep {
        @Override
        public String text() {
            return "replica %d answers client %d's get of %s with %s".formatted(replica + 1, client + 1, key, value);
        }
    }

    /** A client takes the response that it waits for. */
    record Take(int client, int number, String value, int replica) implements WitnessStep {
        @Override
        public String text() {
            return "client %d takes the answer %s of replica %d".formatted(client + 1, value, replica + 1);
        }
    }

    /** A replica does not let a put in that is pending there. */
    record Waits(int replica, int client, int number, String key, String value) implements WitnessStep {
        @Override
        public String text() {
            return "client %d's put of %s on %s waits at replica %d, and nothing else can go in there"
                    .formatted(client + 1, value, key, replica + 1);
        }
    }

    /** A replica does not answer a get, although no put is pending there. */
    record Refused(int replica, int client, int number, String key) implements WitnessStep {
        @Override
        public String text() {
            return "replica %d, where no put is pending, refuses client %d's get of %s"
                    .formatted(replica + 1, client + 1, key);
        }
    }

    /** Somebody new, who has met nothing, looks at a replica; no value if it refuses. */
    record Look(int replica, String key, Optional<String> value) implements WitnessStep {
        @Override
        public String text() {
            return value.map(v -> "replica %d holds %s for %s".formatted(replica + 1, v, key))
                    .orElseGet(() -> "replica %d refuses to answer for %s".formatted(replica + 1, key));
        }
    }
}
