package dev.espalier.bench.remote;

import dev.espalier.bench.generator.GeneratorCommand;
import dev.espalier.bench.remote.Inventory.GeneratorHost;
import java.util.ArrayList;
import java.util.List;

/** The generators of an inventory. */
public final class RemoteGenerators {
    private RemoteGenerators() {}

    /**
     * How to start them.
     *
     * @param arguments of the launcher, that make it a generator
     */
    public static List<GeneratorCommand> commands(Inventory inventory, List<String> arguments) {
        RemoteShell shell = new RemoteShell(inventory.ssh());
        List<String> command = new ArrayList<>(List.of(inventory.espalier()));
        command.addAll(arguments);
        List<GeneratorCommand> commands = new ArrayList<>();
        for (GeneratorHost host : inventory.generators()) {
            for (int i = 0; i < host.processes(); i++) {
                commands.add(new GeneratorCommand(host.host(), shell.running(host.login(), command)));
            }
        }
        return commands;
    }
}
