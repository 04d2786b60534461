package dev.espalier.synth.explore;

import java.util.List;
import java.util.Optional;

/** The litmus tests that every specification can be asked. */
public final class LitmusCatalogue {
    private static final List<LitmusTest> ALL = List.of(
            LitmusTest.of(
                    "stale-read",
                    "a client that has put a value reads what was there before any put",
                    "1: put k x; get k = v0"),
            LitmusTest.of(
                    "own-write-overtaken",
                    "a client that has put twice on a key reads the first put",
                    "1: put k x; put k y; get k = x"),
            LitmusTest.of(
                    "reads-backwards",
                    "a client that has read a put then reads what was there before any put",
                    "1: put k x | 2: get k = x; get k = v0"),
            LitmusTest.of(
                    "read-overtaken",
                    "a client that has read the second put of another client then reads the first",
                    "1: put k x; put k y | 2: get k = y; get k = x"),
            LitmusTest.of(
                    "writes-reordered",
                    "the second put of a client is seen without the first, or the first replaces the second",
                    "1: put j x; put k y => somewhere k = y, j = v0",
                    "1: put k x; put k y => settled k = x"),
            LitmusTest.of(
                    "reply-before-question",
                    "a put is seen without the put that its writer had read",
                    "1: put k question | 2: get k = question; put j answer => somewhere j = answer, k = v0"),
            LitmusTest.of(
                    "lost-update",
                    "two clients put on the same key, neither having read the other's put, and one of them is lost;"
                            + " whatever decides without asking the other replicas allows it",
                    "1: get k = v0; put k x | 2: get k = v0; put k y => settled k = x"),
            LitmusTest.of(
                    "divergence",
                    "replicas that every put was delivered to answer differently",
                    "1: put k x | 2: put k y => differ k"),
            LitmusTest.of(
                    "resurrected-delete",
                    "a deleted value is back once every put was delivered; a delete is a put of a mark",
                    "1: put k x; put k deleted => settled k = x",
                    "1: put k x | 2: get k = x; put k deleted => settled k = x"),
            LitmusTest.of(
                    "label-leak",
                    "a client reads, of a label that it cares for, what it knows to be replaced; in the second program"
                            + " it knows by way of a label that it does not care for",
                    "1: put k x@A; put k y@A | 2[A]: get k = y; get k = x",
                    "1: put k x@A | 2: get k = x; put j m@B | 3: get j = m; put k y@A | 4[A]: get k = y; get k = x"));

    private LitmusCatalogue() {}

    /** All tests, in the order of tables. */
    public static List<LitmusTest> all() {
        return ALL;
    }

    /** The test called {@code name}. */
    public static Optional<LitmusTest> find(String name) {
        return ALL.stream().filter(test -> test.name().equals(name)).findFirst();
    }
}
