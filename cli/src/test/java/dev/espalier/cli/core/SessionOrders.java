package dev.espalier.cli.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.history.History;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What single session guarantees say of a history whose sessions each stay with one node. */
final class SessionOrders {
    private record Write(int key, long value) {}

    private record KeyOfWriter(int key, int writer) {}

    private final History history;
    private final Map<Write, Integer> writes = new HashMap<>();

    SessionOrders(History history) {
        this.history = history;
        for (int operation = 0; operation < history.operations(); operation++) {
            if (history.isWrite(operation)) {
                writes.put(new Write(history.key(operation), history.value(operation)), operation);
            }
        }
    }

    /** Read your writes: a session that gets a put of its own gets the last one before the get. */
    void readsOfOwnPutsAreOfTheLast() {
        for (int session = 0; session < history.sessions(); session++) {
            Map<Integer, Integer> last = new HashMap<>();
            for (int operation = history.start(session); operation < history.end(session); operation++) {
                if (history.isWrite(operation)) {
                    last.put(history.key(operation), operation);
                } else if (isOfAPut(operation) && history.session(source(operation)) == session) {
                    assertThat(source(operation)).as("own put read").isEqualTo(last.get(history.key(operation)));
                }
            }
        }
    }

    /** Monotonic reads and writes: of one writer's puts of a key, a session sees none after a later one. */
    void readsOfOneWritersPutsDoNotGoBack() {
        for (int session = 0; session < history.sessions(); session++) {
            Map<KeyOfWriter, Integer> last = new HashMap<>();
            for (int operation = history.start(session); operation < history.end(session); operation++) {
                if (isOfAPut(operation)) {
                    int write = source(operation);
                    Integer earlier = last.put(new KeyOfWriter(history.key(operation), history.session(write)), write);
                    assertThat(write).as("put read").isGreaterThanOrEqualTo(earlier == null ? -1 : earlier);
                }
            }
        }
    }

    private boolean isOfAPut(int operation) {
        return !history.isWrite(operation) && history.value(operation) != History.INITIAL_VALUE;
    }

    private int source(int read) {
        return Objects.requireNonNull(writes.get(new Write(history.key(read), history.value(read))));
    }
}
