package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.measure.HeapUse;
import dev.espalier.store.resp.ReplyWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** MEMORY: what the Java heap holds, and what a key takes of it. */
final class MemoryCommands {
    /** About what a key and its value take beside their bytes. */
    private static final int ENTRY_OVERHEAD_BYTES = 120;

    private static final double TIGHT = 0.9;

    private final Keys keys;

    MemoryCommands(Keys keys) {
        this.keys = keys;
    }

    void addTo(CommandTable table) {
        table.add(named("memory", -2)
                .summary("Tell how much memory is in use.")
                .meaning("Of this node's Java heap. Values need not be in memory: see cache-bytes.")
                .sub(
                        "usage",
                        named("memory|usage", -3)
                                .keys(KeyPositions.SECOND, "RO")
                                .flags("readonly")
                                .syntax("key [SAMPLES count]")
                                .summary("Estimate the bytes that a key and its value take.")
                                .answers(this::usage))
                .sub("stats", 2, "", "Show what the heap holds, in bytes.", this::statistics)
                .sub(
                        "doctor",
                        2,
                        "",
                        "Say in words whether it is enough.",
                        (session, arguments, reply) -> reply.verbatim(report()))
                .sub(
                        "malloc-stats",
                        2,
                        "",
                        "Show the parts of the heap.",
                        (session, arguments, reply) -> reply.verbatim(HeapUse.pools()))
                .sub("purge", 2, "", "Have the heap collected, which holds up everything meanwhile.", this::purge)
                .container());
    }

    private void usage(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() != 3) {
            if (arguments.size() != 5 || !Arguments.is(arguments.get(3), "samples")) {
                throw CommandError.syntax();
            }
            if (Arguments.integer(arguments.get(4)) < 0) {
                throw CommandError.syntax();
            }
        }
        StoredValue value = keys.find(arguments.get(2));
        if (value == null) {
            reply.nil();
        } else {
            reply.integer((long) arguments.get(2).length() + value.stored().length() + ENTRY_OVERHEAD_BYTES);
        }
    }

    private void statistics(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Map<String, Long> facts = new LinkedHashMap<>();
        facts.put("peak.allocated", HeapUse.peak());
        facts.put("total.allocated", HeapUse.now());
        facts.put("heap.after-collection", HeapUse.afterCollection());
        facts.put("heap.max", Runtime.getRuntime().maxMemory());
        facts.put("keys.bytes", keys.keyspace().memoryBytes());
        facts.put("keys.count", (long) keys.store().size());
        reply.map(facts.size());
        facts.forEach((name, value) -> {
            reply.bulk(name);
            reply.integer(value);
        });
    }

    private static String report() {
        long left = HeapUse.afterCollection();
        long most = Runtime.getRuntime().maxMemory();
        String heap = "After the last collections " + (left >> 20) + " of " + (most >> 20) + " MB are in use";
        return left > most * TIGHT
                ? heap + ": that is tight. Give the heap more (-Xmx), lower cache-bytes, or set maxmemory to have new "
                        + "keys refused in time.\n"
                : heap + ": that is enough.\n";
    }

    private void purge(Session session, List<Bytes> arguments, ReplyWriter reply) {
        System.gc();
        reply.ok();
    }
}
