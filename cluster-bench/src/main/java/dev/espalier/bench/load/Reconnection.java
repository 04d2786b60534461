package dev.espalier.bench.load;

import dev.espalier.bench.history.HistoryRecorder;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sessions of a run, and puts a new one in the place of each whose connection was lost: for runs in which
 * servers fail on purpose. It is another session, with no guarantee towards what the lost one did and saw.
 */
final class Reconnection {
    private static final long PAUSE_MILLIS = 100;

    private final LoadSession.Shared shared;
    private final LoadConnections connections;
    private final @Nullable HistoryRecorder recorder;

    Reconnection(LoadSession.Shared shared, LoadConnections connections, @Nullable HistoryRecorder recorder) {
        this.shared = shared;
        this.connections = connections;
        this.recorder = recorder;
    }

    /** The first session of connection {@code number}. */
    LoadSession first(int number) {
        return session(number, 0, null);
    }

    private LoadSession session(int number, int generation, @Nullable DueOperations due) {
        return new LoadSession(
                shared,
                number,
                generation,
                connections.statisticsOf(number),
                connections.pacerOf(number),
                recorder == null ? null : recorder.session(),
                due,
                shared.config().reconnect() ? this : null);
    }

    /** Lets another session go on in the place of {@code lost}, once its servers take connections; on its event loop. */
    void replace(LoadSession lost) {
        var _ = connections
                .loop(lost.number())
                .schedule(() -> connect(lost, new ArrayList<>()), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void connect(LoadSession lost, List<Channel> open) {
        int[] needed = lost.targetsNeeded();
        if (shared.control().isOver()) {
            open.forEach(Channel::close);
            lost.giveUp();
        } else if (open.size() == needed.length) {
            takeOver(lost, needed, open);
        } else {
            Future<Channel> next = connections.open(lost.number(), needed[open.size()]);
            next.addListener(connected -> {
                if (connected.isSuccess()) {
                    open.add(next.getNow());
                    connect(lost, open);
                } else {
                    open.forEach(Channel::close);
                    replace(lost);
                }
            });
        }
    }

    private void takeOver(LoadSession lost, int[] targets, List<Channel> open) {
        LoadSession session = session(lost.number(), lost.generation() + 1, lost.due());
        for (int i = 0; i < targets.length; i++) {
            session.connecting(targets[i]);
            open.get(i).pipeline().addLast(session);
        }
        long now = System.nanoTime();
        DueOperations due = lost.due();
        if (due != null) {
            // What came due meanwhile waited for a server, not for the generator.
            due.roomFreed(now);
        }
        session.start(now);
    }
}
