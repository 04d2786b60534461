package dev.espalier.simulation;

import dev.espalier.store.cores.LoadedCore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Everything in a run, and the numbers that it gives out. */
final class World {
    private final FaultRates rates;
    private final Plan plan;
    private final List<LoadedCore> cores;
    private final SplittableRandom random;
    private final Path secret;
    private final Timeline timeline = new Timeline();
    private final SimulatedNetwork network;
    private final Trace trace;
    private final Ledger ledger;
    private final CausalOracle oracle;
    private final RunRecord runRecord = new RunRecord();
    private final List<SimulatedMachine> machines = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final Map<Long, long[]> sessionByValue = new HashMap<>();
    private long numbers;
    private long sessions;
    private long values;
    private long epochs;
    private long snapshots;
    private boolean calm;
    private boolean settled;

    /** @param cores the nodes' core, and one more if they are to swap */
    World(long seed, List<LoadedCore> cores, Path secret, boolean inWords) {
        this.random = new SplittableRandom(seed);
        this.plan = Plan.draw(seed, cores.size() > 1);
        this.rates = plan.adjust(FaultRates.draw(random));
        this.cores = cores;
        this.secret = secret;
        this.network = new SimulatedNetwork(timeline, random.split(), rates);
        this.trace = new Trace(timeline, inWords);
        this.ledger = new Ledger(rates.nodes());
        this.oracle = new CausalOracle(rates.nodes());
        for (int host = 1; host <= rates.nodes(); host++) {
            machines.add(new SimulatedMachine(host, this));
        }
        for (int i = 1; i <= rates.clients(); i++) {
            clients.add(new SimulatedClient(this, SimulatedClient.FIRST_HOST + i));
        }
    }

    /** What is asked of the nodes beside serving. */
    Plan plan() {
        return plan;
    }

    /** The cores that the nodes have; they begin with the first. */
    List<LoadedCore> cores() {
        return cores;
    }

    FaultRates rates() {
        return rates;
    }

    SplittableRandom random() {
        return random;
    }

    /** The file of the cluster's secret. */
    Path secret() {
        return secret;
    }

    Timeline timeline() {
        return timeline;
    }

    SimulatedNetwork network() {
        return network;
    }

    Trace trace() {
        return trace;
    }

    Ledger ledger() {
        return ledger;
    }

    CausalOracle oracle() {
        return oracle;
    }

    RunRecord record() {
        return runRecord;
    }

    List<SimulatedMachine> machines() {
        return machines;
    }

    List<SimulatedClient> clients() {
        return clients;
    }

    SimulatedNetwork.Listener listener(int node) {
        return machines.get(node - 1);
    }

    long nextNumber() {
        return ++numbers;
    }

    long nextSession() {
        return ++sessions;
    }

    long nextValue() {
        return ++values;
    }

    /** A session of past {@code session} is going to put {@code value}. */
    void puts(long value, long[] session) {
        sessionByValue.put(value, session);
    }

    /** The past of the session that puts {@code value}, as it is now. */
    long[] sessionThatPuts(long value) {
        long[] session = sessionByValue.get(value);
        if (session == null) {
            throw new ViolationException("a node puts " + value + ", which no client sent");
        }
        return session;
    }

    /** Starts {@code machine} again in a while. */
    void restartLater(SimulatedMachine machine) {
        timeline.after(SimulatedMachine.restartNanos(this), machine::start);
    }

    /** Whether faults are over. */
    boolean isCalm() {
        return calm;
    }

    void calmDown() {
        calm = true;
        network.calmDown();
        machines.forEach(machine -> machine.disk().repair());
        trace.note(1, "faults are over", 0, 0);
    }

    /** Another epoch of cores is in force, at some node first. */
    void epochBegan(long epoch) {
        epochs = Math.max(epochs, epoch);
    }

    /** How many epochs have begun. */
    long epochs() {
        return epochs;
    }

    void snapshotTaken() {
        snapshots++;
    }

    /** How many snapshots nodes have taken. */
    long snapshots() {
        return snapshots;
    }

    /** Whether everything is where it belongs. */
    boolean hasSettled() {
        return settled;
    }

    void settled() {
        settled = true;
    }
}
