package dev.espalier.simulation;

import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.peer.PutInterceptor;
import java.util.function.Consumer;

/** Does to arriving puts what the model's network may: lets them through later, in another order, or twice. */
final class HoldingBack implements PutInterceptor {
    private final World world;
    private final SimulatedProcess process;

    HoldingBack(World world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    @Override
    public void arrived(PutMessage put, Consumer<PutMessage> release) {
        if (put.sequence() > world.ledger().own(put.origin().number())) {
            throw new ViolationException(
                    "put " + put.sequence() + " of node " + put.origin().number() + " is at node "
                            + process.host() + " although its own node durably holds those up to "
                            + world.ledger().own(put.origin().number()) + " only");
        }
        if (world.isCalm() || world.random().nextInt(100) >= world.rates().holdPercent()) {
            release.accept(put);
            return;
        }
        later(put, release);
        if (world.random().nextInt(4) == 0) {
            later(put, release);
        }
    }

    private void later(PutMessage put, Consumer<PutMessage> release) {
        long epoch = process.epoch();
        world.timeline()
                .after(
                        world.rates().spellNanos(world.random()),
                        () -> process.arrive(() -> {
                            // Before an epoch ends all puts of it have come, so what comes behind its end is a
                            // repetition.
                            if (process.epoch() == epoch) {
                                release.accept(put);
                            }
                        }));
    }
}
