package dev.espalier.store.metrics;

import dev.espalier.store.membership.Members;
import dev.espalier.store.peer.CatchUp;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.swap.CoreSwaps;
import dev.espalier.store.swap.EpochSwap;
import dev.espalier.store.swap.EpochSwap.Phase;
import java.util.Locale;

/** Figures of what changes a node while it serves: swaps of cores, snapshots, and who belongs to the cluster. */
final class ClusterMetrics {
    private static final String SERVING = "serving";

    private ClusterMetrics() {}

    static void add(MetricFamilies out, CoreSwaps cores, CatchUp catchUp, InboundPeers inbound, Members members) {
        swaps(out, cores);
        snapshots(out, catchUp, inbound);
        out.gauge("espalier_membership_epoch", "The membership that this node goes by.", members.epoch());
        out.gauge(
                "espalier_members",
                "How many nodes belong to the cluster.",
                members.current().members().size());
    }

    private static void swaps(MetricFamilies out, CoreSwaps cores) {
        EpochSwap epochs = cores.epochs();
        out.counter("espalier_core_swaps", "Cores that took over at once.", cores.swaps());
        out.gauge(
                "espalier_core_last_swap_seconds",
                "How long the last of them held everything else up.",
                cores.lastSwapMicros() / 1e6);
        out.gauge("espalier_core_epoch", "The epoch of cores that is in force.", cores.epoch());
        out.counter("espalier_core_epochs", "Epochs of cores that came into force.", epochs.begun());
        out.counter("espalier_core_epochs_given_up", "Attempts at an epoch that were given up.", epochs.givenUp());
        out.gauge(
                "espalier_core_last_epoch_pause_seconds",
                "How long the last epoch that came into force held puts.",
                epochs.lastPauseMillis() / 1e3);
        Phase phase = epochs.phase();
        state(out, SERVING, phase == null);
        for (Phase one : Phase.values()) {
            state(out, one.name().toLowerCase(Locale.ROOT), one == phase);
        }
    }

    private static void state(MetricFamilies out, String state, boolean present) {
        out.gauge(
                "espalier_core_epoch_state",
                "1 for how far an epoch has come here, 0 for all else.",
                present ? 1 : 0,
                "state",
                state);
    }

    private static void snapshots(MetricFamilies out, CatchUp catchUp, InboundPeers inbound) {
        out.counter(
                "espalier_snapshots_taken", "Snapshots of other nodes that took the state's place.", catchUp.taken());
        out.counter("espalier_snapshots_failed", "Attempts at one that ended without.", catchUp.failed());
        out.counter("espalier_snapshots_sent", "Snapshots that left for other nodes.", inbound.snapshotsSent());
        out.gauge(
                "espalier_last_snapshot_seconds",
                "How long the last one took, from the need for it until it was in use.",
                catchUp.lastMillis() / 1e3);
        for (CatchUp.Step step : CatchUp.Step.values()) {
            out.gauge(
                    "espalier_catch_up_step",
                    "1 for what catching up by a snapshot is doing, 0 for all else.",
                    step == catchUp.step() ? 1 : 0,
                    "step",
                    step.name().toLowerCase(Locale.ROOT));
        }
    }
}
