package dev.espalier.bench.nemesis;

import dev.espalier.bench.harness.FaultNetwork;
import dev.espalier.bench.harness.FaultProxy;
import dev.espalier.bench.harness.FaultProxy.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults of links that go through the proxies of a {@link FaultNetwork}; several at a time. */
public final class NetworkFaults implements FaultInjector, AutoCloseable {
    private final FaultNetwork network;
    private final List<Active> active = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("nemesis-links").factory());

    /** A fault that lasts. */
    private static final class Active {
        private final Fault.OfLinks fault;
        private boolean cut = true;
        private @Nullable ScheduledFuture<?> ticks;

        Active(Fault.OfLinks fault) {
            this.fault = fault;
        }
    }

    /** Faults of {@code network}. */
    public NetworkFaults(FaultNetwork network) {
        this.network = network;
    }

    @Override
    public synchronized void begin(Fault fault) {
        if (!(fault instanceof Fault.OfLinks ofLinks)) {
            throw new IllegalArgumentException(fault + " is no fault of links");
        }
        Active begun = new Active(ofLinks);
        active.add(begun);
        apply(begun);
        Duration period = switch (ofLinks) {
            case Fault.Partition(Fault.Route _, Duration flapping) -> flapping;
            case Fault.Loss(Fault.Route _, Duration each) -> each;
            case Fault.Duplication(Fault.Route _, Duration each) -> each;
            case Fault.Delay _ -> Duration.ZERO;
        };
        if (!period.isZero()) {
            begun.ticks = clock.scheduleAtFixedRate(
                    () -> tick(begun), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void tick(Active of) {
        if (!active.contains(of)) {
            return;
        }
        if (of.fault instanceof Fault.Partition) {
            of.cut = !of.cut;
            applyAll();
        } else {
            drop(of.fault.route());
        }
    }

    private void drop(Fault.Route route) {
        each(route, FaultProxy::dropConnections, route.bothWays() ? FaultProxy::dropConnections : proxy -> {});
    }

    @Override
    public synchronized void end(Fault fault) {
        active.stream().filter(each -> each.fault.equals(fault)).findFirst().ifPresent(over -> {
            active.remove(over);
            ScheduledFuture<?> ticks = over.ticks;
            if (ticks != null) {
                ticks.cancel(false);
            }
            if (fault instanceof Fault.Duplication duplication) {
                // Otherwise the acknowledgements that were held back would spare the last puts their second way.
                drop(duplication.route());
            }
            applyAll();
        });
    }

    /** A proxy ends all its faults at once, so those that go on are brought about anew. */
    private void applyAll() {
        network.heal();
        active.forEach(this::apply);
    }

    private void apply(Active of) {
        switch (of.fault) {
            case Fault.Partition(Fault.Route route, Duration _) -> {
                if (of.cut && route.bothWays()) {
                    each(route, proxy -> proxy.cut(Direction.BOTH), proxy -> proxy.cut(Direction.BOTH));
                } else if (of.cut) {
                    each(route, proxy -> proxy.cut(Direction.TO_TARGET), proxy -> proxy.cut(Direction.FROM_TARGET));
                }
            }
            case Fault.Delay(Fault.Route route, Duration time, Duration jitter) -> {
                Duration least = time.compareTo(jitter) > 0 ? time.minus(jitter) : Duration.ZERO;
                Consumer<FaultProxy> slow = proxy -> proxy.delay(least, time.plus(jitter));
                each(route, slow, route.bothWays() ? slow : proxy -> {});
            }
            case Fault.Duplication(Fault.Route route, Duration _) -> {
                Consumer<FaultProxy> deaf = proxy -> proxy.cut(Direction.FROM_TARGET);
                each(route, deaf, route.bothWays() ? deaf : proxy -> {});
            }
            case Fault.Loss _ -> {
                // Only at the ticks.
            }
        }
    }

    private void each(Fault.Route route, Consumer<FaultProxy> there, Consumer<FaultProxy> back) {
        for (int from : route.from()) {
            for (int to : route.to()) {
                there.accept(network.link(from, to));
                back.accept(network.link(to, from));
            }
        }
    }

    /** Ends all faults. */
    @Override
    public synchronized void close() {
        clock.shutdownNow();
        active.clear();
        network.heal();
    }
}
