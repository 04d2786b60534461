package dev.espalier.cli.bench;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.peer.PutInterceptor;
import dev.espalier.store.program.ProgramNode;
import java.util.Objects;

/**
 * A node of a program whose network does what no network may: with {@code -Dfault=lose} put 100 of node 2 never arrives
 * at node 1, with {@code -Dfault=alter} what node 2 puts arrives there with another value.
 */
public final class FaultyProgramNode {
    private FaultyProgramNode() {}

    public static void main(String[] arguments) {
        String fault = Objects.requireNonNull(System.getProperty("fault"), "-Dfault is missing");
        boolean faulty = arguments[0].equals("1");
        PutInterceptor network = (put, release) -> {
            if (!faulty || put.origin().number() != 2) {
                release.accept(put);
            } else if (fault.equals("alter")) {
                release.accept(new PutMessage(
                        put.origin(), put.sequence(), put.key(), Value.of(Bytes.utf8("forged")), put.payload()));
            } else if (put.sequence() != 100) {
                release.accept(put);
            }
        };
        System.exit(ProgramNode.run(arguments, network));
    }
}
