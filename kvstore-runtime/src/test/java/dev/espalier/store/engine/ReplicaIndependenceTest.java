package dev.espalier.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import dev.espalier.store.cores.Cores;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A snapshot puts the replica of one node in the place of another's, so a core that takes snapshots must not look at which
 * replica it runs at: at two of them, the same puts give the same guards, answers and states.
 */
class ReplicaIndependenceTest {
    private static final NodeId HERE = new NodeId(1);
    private static final NodeId THERE = new NodeId(9);
    private static final int KEYS = 5;

    @ParameterizedTest
    @ValueSource(strings = "causal-plus")
    void aReplicaIsTheSameAtWhateverNode(String name) throws Exception {
        StoreCore core = Cores.load(name, true).core();
        assertThat(core.stateCodec()).as("takes snapshots").isNotNull();
        run((Core<?, ?, ?, ?, ?>) core);
    }

    private static <C, R, G, A, P> void run(Core<C, R, G, A, P> core) {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<NodeId> clients = List.of(HERE, THERE, new NodeId(4));
            List<C> states = new ArrayList<>();
            clients.forEach(client -> states.add(core.clientInit(client)));
            R here = core.replicaInit(HERE, Value.ABSENT);
            R there = core.replicaInit(THERE, Value.ABSENT);
            for (int step = 0; step < 40; step++) {
                int who = random.nextInt(clients.size());
                NodeId client = clients.get(who);
                Bytes key = Bytes.utf8("key" + random.nextInt(KEYS));
                if (random.nextBoolean()) {
                    Value value = Value.of(Bytes.utf8("v" + step));
                    var requested = core.putRequest(key, value, random.nextInt(1000), client, states.get(who));
                    states.set(who, requested.client());
                    boolean enabled = core.putGuard(key, value, requested.request(), client, HERE, here);
                    assertThat(core.putGuard(key, value, requested.request(), client, THERE, there)).isEqualTo(enabled);
                    assertThat(core.putSeen(key, value, requested.request(), client, THERE, there))
                            .isEqualTo(core.putSeen(key, value, requested.request(), client, HERE, here));
                    if (enabled && random.nextInt(8) > 0) {
                        here = core.put(key, value, requested.request(), client, HERE, here);
                        there = core.put(key, value, requested.request(), client, THERE, there);
                    }
                } else {
                    var requested = core.getRequest(key, client, states.get(who));
                    boolean enabled = core.getGuard(key, requested.request(), client, HERE, here);
                    assertThat(core.getGuard(key, requested.request(), client, THERE, there)).isEqualTo(enabled);
                    if (enabled) {
                        var mine = core.get(key, requested.request(), client, HERE, here);
                        var theirs = core.get(key, requested.request(), client, THERE, there);
                        assertThat(theirs.value()).isEqualTo(mine.value());
                        assertThat(theirs.answer()).isEqualTo(mine.answer());
                        here = mine.replica();
                        there = theirs.replica();
                        states.set(
                                who, core.getResponse(key, mine.value(), mine.answer(), client, requested.client()));
                    }
                }
            }
        }
    }
}
