package dev.espalier.bench.nemesis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a schedule of faults while a load runs. After {@link #heal} none of them lasts, whatever was under way. Faults
 * that overlap are each begun and ended at their times; two of the same node do not mix unless they are of links. Where a node
 * takes long to start again all that follows is later by as much, so that a fault lasts as long as the schedule says.
 */
public final class Nemesis {
    private record Event(Duration at, boolean begins, ScheduledFault fault) {}

    private final List<Event> events = new ArrayList<>();
    private final FaultInjector injector;
    private final Map<ScheduledFault, Double> active = new LinkedHashMap<>();
    private final List<FaultBand> bands = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Object turn = new Object();
    private @Nullable Thread thread;
    private @Nullable Exception failure;
    private long startNanos;

    /**
     * A nemesis that has not started.
     *
     * @throws IllegalArgumentException if two faults of the same node's process overlap
     */
    public Nemesis(List<ScheduledFault> schedule, FaultInjector injector) {
        this.injector = injector;
        requireApart(schedule);
        for (ScheduledFault fault : schedule) {
            events.add(new Event(fault.at(), true, fault));
            events.add(new Event(fault.end(), false, fault));
        }
        // What ends is ended before what begins at the same time.
        events.sort(Comparator.comparing(Event::at).thenComparing(Event::begins));
    }

    private static void requireApart(List<ScheduledFault> schedule) {
        List<ScheduledFault> ofProcesses = schedule.stream()
                .filter(fault -> !(fault.fault() instanceof Fault.OfLinks))
                .sorted(Comparator.comparing(ScheduledFault::at))
                .toList();
        for (int i = 0; i < ofProcesses.size(); i++) {
            ScheduledFault first = ofProcesses.get(i);
            for (int j = i + 1;
                    j < ofProcesses.size() && ofProcesses.get(j).at().compareTo(first.end()) < 0;
                    j++) {
                if (ofProcesses.get(j).fault().nodes().equals(first.fault().nodes())) {
                    throw new IllegalArgumentException("\"" + first.fault() + "\" is not over at "
                            + ofProcesses.get(j).at().toMillis() + " ms, when \""
                            + ofProcesses.get(j).fault() + "\" begins; let one node's faults follow one another");
                }
            }
        }
    }

    /** Starts now: the times of the schedule count from here. */
    public void start() {
        startNanos = System.nanoTime();
        Thread following = Thread.ofPlatform().daemon().name("nemesis").unstarted(this::follow);
        thread = following;
        following.start();
    }

    private void follow() {
        try {
            long behind = 0;
            for (Event event : events) {
                long due = startNanos + event.at().toNanos();
                long left = due + behind - System.nanoTime();
                if (stopping.await(Math.max(0, left), TimeUnit.NANOSECONDS)) {
                    return;
                }
                synchronized (turn) {
                    if (event.begins()) {
                        // First noted: a fault that was brought about in part has to be undone too.
                        active.put(event.fault(), seconds());
                        injector.begin(event.fault().fault());
                    } else {
                        end(event.fault());
                    }
                }
                behind = Math.max(behind, System.nanoTime() - due);
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = e;
            Thread.currentThread().interrupt();
        }
    }

    private void end(ScheduledFault fault) throws IOException, InterruptedException {
        Double since = active.remove(fault);
        if (since != null) {
            injector.end(fault.fault());
            bands.add(new FaultBand(since, seconds(), fault.fault().toString()));
        }
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /**
     * Begins nothing more and ends what lasts.
     *
     * @return the faults as they happened, in the order in which they ended
     * @throws IOException if one could not be brought about or undone
     */
    public List<FaultBand> heal() throws IOException, InterruptedException {
        stopping.countDown();
        Thread following = thread;
        if (following != null) {
            following.join();
        }
        synchronized (turn) {
            for (ScheduledFault fault : List.copyOf(active.keySet())) {
                end(fault);
            }
        }
        Exception failed = failure;
        failure = null;
        if (failed != null) {
            throw new IOException("a fault could not be brought about or undone: " + failed.getMessage(), failed);
        }
        return List.copyOf(bands);
    }
}
