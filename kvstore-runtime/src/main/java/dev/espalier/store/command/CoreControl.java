package dev.espalier.store.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The cores of a node, as commands ask for them. What takes time completes on the event loop: with the reply, or with an
 * exception whose message says what is wrong.
 */
public interface CoreControl {
    /**
     * Loads a core.
     *
     * @param nameOrPath the name of a core that comes with the node, or the path of an archive on its machine
     */
    CompletableFuture<String> load(String nameOrPath);

    /** The cores that are loaded, the one in force first: names and values of each. */
    List<Map<String, String>> list();

    /**
     * Puts a loaded core in force.
     *
     * @param forced whether it may lack a certificate that verifies
     */
    CompletableFuture<String> swap(String name, boolean forced);

    /**
     * Lets go of a loaded core that is not in force.
     *
     * @throws CommandError if there is none
     */
    void unload(String name);

    /** Why puts of clients have to wait now, in words; empty when they have not. */
    String putsHeld();

    /** Which core is in force, and what is being done about another. */
    Map<String, String> status();
}
