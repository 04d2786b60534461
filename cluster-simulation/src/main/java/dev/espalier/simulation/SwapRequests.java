package dev.espalier.simulation;

import dev.espalier.bench.resp.RespReply;
import dev.espalier.store.cores.LoadedCore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks now and then some node for a swap to one of the cores, and takes whatever answer. */
final class SwapRequests implements ClientEnd.Asker {
    private static final int HOST = SimulatedClient.FIRST_HOST;

    private final World world;
    private @Nullable ClientEnd end;

    SwapRequests(World world) {
        this.world = world;
    }

    /** Asks again in a while, as long as faults go on. */
    void begin() {
        boolean atOnce = world.random().nextInt(4) == 0;
        world.timeline().after(atOnce ? 1 : world.rates().spellNanos(world.random()) / 4, () -> {
            if (!world.isCalm()) {
                ClientEnd made = new ClientEnd(
                        world, HOST, 1 + world.random().nextInt(world.rates().nodes()), this);
                end = made;
                made.connect();
            }
        });
    }

    @Override
    public void connected() {
        ClientEnd to = end;
        if (to != null) {
            List<LoadedCore> cores = world.cores();
            // Now and then the core that is in force already.
            long which = world.random().nextInt(8) == 0 ? world.epochs() : world.epochs() + 1;
            to.ask(List.of(Request.swap(
                    cores.get((int) (which % cores.size())).identity().name())));
        }
    }

    @Override
    public void answered(Request request, RespReply reply) {
        world.trace().note(HOST, "is told " + request + " -> " + reply, 0, 0);
        ClientEnd to = end;
        if (to != null) {
            to.close();
        }
    }

    @Override
    public void gone(List<Request> unanswered) {
        begin();
    }
}
