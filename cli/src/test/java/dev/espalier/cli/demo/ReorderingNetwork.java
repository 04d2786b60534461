package dev.espalier.cli.demo;

import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.peer.PutInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds arriving puts back for a few milliseconds and lets them through shuffled, some of them twice. */
final class ReorderingNetwork implements PutInterceptor, AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Random random;
    private final List<Runnable> held = new ArrayList<>();

    ReorderingNetwork(long seed) {
        random = new Random(seed);
        var _ = timer.scheduleAtFixedRate(this::release, 3, 3, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void arrived(PutMessage put, Consumer<PutMessage> release) {
        held.add(() -> release.accept(put));
        if (random.nextInt(20) == 0) {
            held.add(() -> release.accept(put));
        }
    }

    private synchronized void release() {
        List<Runnable> waiting = new ArrayList<>(held);
        held.clear();
        while (!waiting.isEmpty()) {
            Runnable put = waiting.remove(random.nextInt(waiting.size()));
            // Some wait for another round, so that puts of different rounds change places too.
            if (random.nextInt(4) == 0) {
                held.add(put);
            } else {
                put.run();
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
