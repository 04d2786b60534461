package dev.espalier.bench.check;

import dev.espalier.bench.history.History;

/**
 * Whether one order of all puts explains what all sessions saw: happens-before united with {@link PutOrderEdges} must
 * have no cycle. Reports each cycle and cuts it at one of the edges.
 */
final class PutOrder implements SessionSchedule.Dependencies {
    private final History history;
    private final ReadsFrom readsFrom;
    private final PutOrderEdges.Sorted edges;
    private final ViolationLog log;
    /** Per session, the first edge to its operations that is not known to be satisfied. */
    private final int[] nextEdge;

    private PutOrder(History history, ReadsFrom readsFrom, PutOrderEdges.Sorted edges, ViolationLog log) {
        this.history = history;
        this.readsFrom = readsFrom;
        this.edges = edges;
        this.log = log;
        this.nextEdge = new int[history.sessions()];
        int edge = 0;
        for (int session = 0; session < history.sessions(); session++) {
            while (edge < edges.later().length && edges.later()[edge] < history.start(session)) {
                edge++;
            }
            nextEdge[session] = edge;
        }
    }

    static void check(History history, ReadsFrom readsFrom, PutOrderEdges edges, ViolationLog log) {
        if (!edges.isEmpty()) {
            new SessionSchedule(history, new PutOrder(history, readsFrom, edges.sorted(), log)).runAll();
        }
    }

    @Override
    public int blockedBy(int operation, SessionSchedule schedule) {
        if (!history.isWrite(operation)) {
            int write = readsFrom.source(operation);
            return write < 0 || schedule.hasRun(write) ? NOTHING : write;
        }
        int session = history.session(operation);
        int edge = nextEdge[session];
        while (edge < edges.later().length && edges.later()[edge] == operation) {
            if (!schedule.hasRun(edges.earlier()[edge])) {
                nextEdge[session] = edge;
                return edges.earlier()[edge];
            }
            edge++;
        }
        nextEdge[session] = edge;
        return NOTHING;
    }

    @Override
    public void run(int operation) {}

    @Override
    public int breakCycle(int[] waiting, int[] awaited) {
        log.add(ViolationKind.DIVERGENCE, () -> explain(waiting, awaited), CyclePath.operations(waiting, awaited));
        // Happens-before alone has no cycle, so some wait is for an edge, and those are the writes'.
        int given = 0;
        while (!history.isWrite(waiting[given])) {
            given++;
        }
        nextEdge[history.session(waiting[given])]++;
        return given;
    }

    private String explain(int[] waiting, int[] awaited) {
        StringBuilder text = new StringBuilder("no one order of puts explains what was read:");
        for (int i = waiting.length - 1; i >= 0; i--) {
            String separator = i == waiting.length - 1 ? " " : "; ";
            text.append(separator).append("the ").append(log.view(awaited[i])).append(" comes before the ");
            text.append(log.view(waiting[i]));
            if (history.isWrite(waiting[i])) {
                int read = edges.witness()[nextEdge[history.session(waiting[i])]];
                text.append(", for the ").append(log.view(read)).append(" knew of both");
            } else {
                text.append(", which read it");
            }
            int following = (i + waiting.length - 1) % waiting.length;
            if (waiting[i] != awaited[following]) {
                text.append(", and that before the ")
                        .append(log.view(awaited[following]))
                        .append(" in its session");
            }
        }
        return text.toString();
    }
}
