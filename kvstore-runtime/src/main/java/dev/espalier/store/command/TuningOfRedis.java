package dev.espalier.store.command;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parameters by which Redis tunes what a node does not have: encodings of collections, eviction, replicas, files. Tools set
 * them before they begin; here they are taken and shown, and change nothing.
 */
final class TuningOfRedis {
    /** By name, with Redis's values. */
    static final Map<String, String> PARAMETERS = Arrays.stream("""
                    active-defrag-cycle-max 25
                    active-defrag-cycle-min 1
                    active-expire-effort 1
                    activedefrag no
                    activerehashing yes
                    aof-rewrite-incremental-fsync yes
                    auto-aof-rewrite-percentage 100
                    busy-reply-threshold 5000
                    close-on-replica-write yes
                    dynamic-hz yes
                    hash-max-listpack-entries 512
                    hash-max-listpack-value 64
                    hash-max-ziplist-entries 512
                    hash-max-ziplist-value 64
                    hll-sparse-max-bytes 3000
                    hz 10
                    jemalloc-bg-thread yes
                    key-load-delay 0
                    latency-tracking yes
                    lazyfree-lazy-eviction no
                    lazyfree-lazy-expire no
                    lazyfree-lazy-server-del no
                    lazyfree-lazy-user-del no
                    lazyfree-lazy-user-flush no
                    lfu-decay-time 1
                    lfu-log-factor 10
                    list-compress-depth 0
                    list-max-listpack-size -2
                    list-max-ziplist-size -2
                    lua-time-limit 5000
                    maxmemory-clients 0
                    maxmemory-eviction-tenacity 10
                    maxmemory-samples 5
                    no-appendfsync-on-rewrite no
                    rdb-key-save-delay 0
                    rdb-save-incremental-fsync yes
                    rdbcompression yes
                    aof-use-rdb-preamble yes
                    repl-backlog-size 1048576
                    repl-backlog-ttl 3600
                    repl-diskless-sync yes
                    repl-diskless-sync-delay 5
                    repl-timeout 60
                    replica-lazy-flush no
                    replica-read-only yes
                    replica-serve-stale-data yes
                    set-max-intset-entries 512
                    set-max-listpack-entries 128
                    set-max-listpack-value 64
                    slave-read-only yes
                    stop-writes-on-bgsave-error yes
                    stream-node-max-entries 100
                    tracking-table-max-keys 1000000
                    zset-max-listpack-entries 128
                    zset-max-listpack-value 64
                    zset-max-ziplist-entries 128
                    zset-max-ziplist-value 64
                    """.split("\n", -1))
            .map(line -> line.split(" ", -1))
            .filter(words -> words.length == 2)
            .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> words[1]));

    private TuningOfRedis() {}
}
