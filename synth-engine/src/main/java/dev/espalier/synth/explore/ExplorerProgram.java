package dev.espalier.synth.explore;

import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compiles machines and links them with the exploration. */
final class ExplorerProgram {
    private final ExplorerParts parts;
    private final Path folder;
    private final List<String> namedByRepresentation = new ArrayList<>();
    private int compiledMachines;

    /** @param folder for the machines' files and the programs */
    ExplorerProgram(ExplorerParts parts, Path folder) {
        this.parts = parts;
        this.folder = folder;
    }

    /** The compiled modules of a machine: its own, and one with its functor applied, so that its shape is checked. */
    String add(ExploredMachine machine) throws IOException, InterruptedException, ExplorationFailure {
        String module = "machine_%d".formatted(compiledMachines);
        String wrapper = "explored_%d".formatted(compiledMachines);
        compiledMachines++;
        Files.copy(machine.source(), folder.resolve(module + ".ml"));
        CommandOutcome extracted = run(List.of("-c", module + ".ml"));
        Path signature = machine.signature();
        if (!extracted.succeeded() && Files.isRegularFile(signature)) {
            // Of a definition that nothing uses inference may leave the type open, and the interface decides.
            Files.copy(signature, folder.resolve(module + ".mli"));
            extracted = run(List.of("-c", module + ".mli", module + ".ml"));
        }
        if (!extracted.succeeded()) {
            throw new ExplorationFailure(machine.name() + ": the extracted OCaml does not compile: "
                    + extracted.errors().strip() + "; extract it anew with ExtrOcamlBasic and ExtrOcamlNatInt");
        }
        String names = names(machine, module, wrapper);
        if (names.isEmpty() || !wrap(machine, module, wrapper, names).succeeded()) {
            namedByRepresentation.add(machine.name());
            CommandOutcome wrapped = wrap(machine, module, wrapper, byRepresentation(machine));
            if (!wrapped.succeeded()) {
                throw new ExplorationFailure(machine.name() + ": " + machine.functor() + " is not a machine of kind "
                        + machine.kind().name().toLowerCase(Locale.ROOT)
                        + ": " + wrapped.errors().strip()
                        + "; see framework/Core.v and chapar/NodeCore.v for the methods");
            }
        }
        return module + ".cmx " + wrapper + ".cmx";
    }

    /** The machines whose types were not understood: their states are told apart more often than they need be. */
    List<String> namedByRepresentation() {
        return List.copyOf(namedByRepresentation);
    }

    /** How values are named by their types; empty where the compiler does not tell the types. */
    private String names(ExploredMachine machine, String module, String wrapper)
            throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve(wrapper + ".ml"), "module Applied = " + machine.applied(capitalized(module)) + "\n");
        CommandOutcome top = run(List.of("-i", module + ".ml"));
        CommandOutcome applied = run(List.of("-i", wrapper + ".ml"));
        if (!top.succeeded() || !applied.succeeded()) {
            return "";
        }
        return NamingCode.write(
                capitalized(module),
                OcamlTypeReader.read(top.output(), 0),
                OcamlTypeReader.read(applied.output(), 4),
                machine.named());
    }

    private static String byRepresentation(ExploredMachine machine) {
        StringBuilder names = new StringBuilder();
        machine.named().values().stream()
                .sorted()
                .forEach(name -> names.append("let ").append(name).append(" = Machine.name_of\n"));
        return names.toString();
    }

    private CommandOutcome wrap(ExploredMachine machine, String module, String wrapper, String names)
            throws IOException, InterruptedException {
        boolean node = machine.kind() == ExploredMachine.Kind.NODE;
        String shape = node ? "NODE_CORE" : "CORE";
        String text = """
                module Applied = %s
                module Checked : Machine.%s = Applied

                module Named = struct
                  include Applied

                %s
                end

                let machine = Machine.%s (module Named : Machine.NAMED_%s)
                """.formatted(machine.applied(capitalized(module)), shape, names, node ? "Node" : "Core", shape);
        Files.writeString(folder.resolve(wrapper + ".ml"), text);
        return run(List.of("-c", wrapper + ".ml"));
    }

    /** A program for these machines, called by their place in the list: {@code m0}, {@code m1}, ... */
    Path link(String name, List<String> added) throws IOException, InterruptedException, ExplorationFailure {
        StringBuilder main = new StringBuilder("let () =\n  Questions.run\n    [\n");
        List<String> arguments = new ArrayList<>(List.of("-o", name));
        arguments.addAll(parts.linked());
        for (int i = 0; i < added.size(); i++) {
            List<String> modules = List.of(added.get(i).split(" ", -1));
            modules.stream().filter(m -> !arguments.contains(m)).forEach(arguments::add);
            String wrapper = capitalized(modules.getLast().replace(".cmx", ""));
            main.append("      (\"m%d\", %s.machine);\n".formatted(i, wrapper));
        }
        main.append("    ]\n    Sys.argv.(1)\n");
        Files.writeString(folder.resolve(name + "_main.ml"), main);
        arguments.add(name + "_main.ml");
        CommandOutcome outcome = run(arguments);
        if (!outcome.succeeded()) {
            throw new ExplorationFailure("the exploration cannot be linked: "
                    + outcome.errors().strip() + "; reinstall OCaml's native compiler");
        }
        return folder.resolve(name);
    }

    private CommandOutcome run(List<String> arguments) throws IOException, InterruptedException {
        return parts.run(arguments, folder);
    }

    private static String capitalized(String module) {
        return module.substring(0, 1).toUpperCase(Locale.ROOT) + module.substring(1);
    }
}
