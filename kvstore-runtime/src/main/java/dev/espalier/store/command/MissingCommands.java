package dev.espalier.store.command;

import java.util.List;

/** Commands of Redis that there are not here, and why. */
final class MissingCommands {
    /**
     * Commands that are missing for one reason.
     *
     * @param what what they have in common
     * @param names the commands
     * @param reason why there are none, as a sentence without its full stop
     */
    record Group(String what, String reason, List<String> names) {
        private static Group of(String what, String reason, String names) {
            return new Group(what, reason, List.of(names.split(" ", -1)));
        }
    }

    private static final String NO_TYPES =
            "a key holds a string, and of two concurrent puts the later wins whole, which would lose elements of a ";

    static final List<Group> GROUPS = List.of(
            Group.of(
                    "Lists",
                    NO_TYPES + "list",
                    "blmove blmpop blpop brpop brpoplpush lindex linsert llen lmove lmpop lpop lpos lpush lpushx lrange "
                            + "lrem lset ltrim rpop rpoplpush rpush rpushx"),
            Group.of(
                    "Hashes",
                    NO_TYPES + "hash",
                    "hdel hexists hget hgetall hincrby hincrbyfloat hkeys hlen hmget hmset hrandfield hscan hset hsetnx "
                            + "hstrlen hvals"),
            Group.of(
                    "Sets",
                    NO_TYPES + "set",
                    "sadd scard sdiff sdiffstore sinter sintercard sinterstore sismember smembers smismember smove spop "
                            + "srandmember srem sscan sunion sunionstore"),
            Group.of(
                    "Sorted sets",
                    NO_TYPES + "sorted set",
                    "bzmpop bzpopmax bzpopmin zadd zcard zcount zdiff zdiffstore zincrby zinter zintercard zinterstore "
                            + "zlexcount zmpop zmscore zpopmax zpopmin zrandmember zrange zrangebylex zrangebyscore "
                            + "zrangestore zrank zrem zremrangebylex zremrangebyrank zremrangebyscore zrevrange "
                            + "zrevrangebylex zrevrangebyscore zrevrank zscan zscore zunion zunionstore"),
            Group.of(
                    "Streams",
                    NO_TYPES + "stream",
                    "xack xadd xautoclaim xclaim xdel xgroup xinfo xlen xpending xrange xread xreadgroup xrevrange "
                            + "xsetid xtrim"),
            Group.of(
                    "Geography and estimates",
                    NO_TYPES + "structure",
                    "geoadd geodist geohash geopos georadius georadius_ro georadiusbymember georadiusbymember_ro "
                            + "geosearch geosearchstore pfadd pfcount pfdebug pfmerge pfselftest"),
            Group.of(
                    "Scripts and functions",
                    "a script would have to give the same puts on every node; use MULTI and EXEC for a batch",
                    "eval eval_ro evalsha evalsha_ro fcall fcall_ro script"),
            Group.of(
                    "Redis's replication and cluster",
                    "every node takes writes and holds all keys, and the links between nodes are in their settings",
                    "asking cluster failover psync readonly readwrite replconf replicaof slaveof sync restore-asking"),
            Group.of(
                    "Redis's persistence",
                    "the log is written by itself, see the setting durability",
                    "bgrewriteaof migrate"),
            Group.of("Sorting", "there are no collections to sort", "sort sort_ro"),
            Group.of("Modules", "the consistency core is what is loaded here", "module"));

    static final List<Group> SUBCOMMANDS = List.of(
            Group.of("Pictures", "LATENCY HISTORY has the numbers", "latency|graph"),
            Group.of(
                    "Functions",
                    "a script would have to give the same puts on every node",
                    "function|delete function|dump function|kill function|load function|restore function|stats"));

    private MissingCommands() {}

    /** Why there is no command {@code name}; empty when it is not known at all. */
    static String reason(String name) {
        for (Group group : GROUPS) {
            if (group.names().contains(name)) {
                return "not supported: " + group.reason();
            }
        }
        return "";
    }
}
