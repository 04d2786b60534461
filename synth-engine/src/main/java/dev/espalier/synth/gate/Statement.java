package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.rocq.Command;
import dev.espalier.synth.rocq.ModuleScopes;
import dev.espalier.synth.rocq.RocqSyntaxException;
import dev.espalier.synth.rocq.Sentence;
import dev.espalier.synth.rocq.Token;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the manifest's names stand for in the sources.
 *
 * @param file the statement's file
 * @param typePath the statement's module type, within its file
 * @param proofFile the proof's file
 * @param over what the statement is abstract in
 * @param assumable the names that a theorem over that may rest on, as the prover prints them
 * @param core the functor that the statement is about, as the statement writes it
 */
record Statement(
        String file, String typePath, String proofFile, List<CoreParameter> over, Set<String> assumable, String core) {
    private static final String NEXT = "Correct the core's manifest";

    static Statement find(CoreManifest manifest, Sources sources) throws GateFailure {
        String file = fileOf(manifest.statementModule(), manifest.specification(), sources, "statementModule");
        String proofFile = fileOf(manifest.proofModule(), manifest.proof(), sources, "proofModule");
        String typePath =
                manifest.statementModule().substring(sources.nameOf(file).length() + 1);
        ModuleTypeBody body = ModuleTypeBody.read(sources.file(file), typePath);
        List<String> theorems = manifest.theorems();
        if (!Set.copyOf(theorems).equals(Set.copyOf(body.parameters()))) {
            throw invalid(
                    file,
                    "the statement declares " + body.parameters() + " and the manifest's theorems are " + theorems);
        }
        List<CoreParameter> over = CoreParameter.of(file, body.over());
        String core = body.core()
                .orElseThrow(() -> invalid(file, "the statement has no \"Module Core := <functor> <parameters>\""));
        return new Statement(file, typePath, proofFile, over, assumable(over, manifest, sources), core);
    }

    private static Set<String> assumable(List<CoreParameter> over, CoreManifest manifest, Sources sources)
            throws GateFailure {
        Set<String> names = new LinkedHashSet<>();
        for (CoreParameter parameter : over) {
            if (!manifest.specification().contains(parameter.file())) {
                throw invalid(parameter.file(), "it is not among the specification's files");
            }
            ModuleTypeBody.read(sources.file(parameter.file()), parameter.name())
                    .parameters()
                    .forEach(name -> names.add(parameter.member(name)));
        }
        return names;
    }

    /** The names that the module type {@code typePath} of {@code file} declares, each with its line. */
    static Map<String, Integer> declared(SourceFile file, String typePath) throws GateFailure {
        return ModuleTypeBody.read(file, typePath).lines();
    }

    private static String fileOf(String module, List<String> files, Sources sources, String member) throws GateFailure {
        for (String file : files) {
            if (module.startsWith(sources.nameOf(file) + ".")) {
                return file;
            }
        }
        throw invalid(member, module + " is in none of the files that should hold it: " + files);
    }

    private static GateFailure invalid(String place, String cause) {
        return new GateFailure(Reason.MANIFEST_INVALID, place, cause, NEXT);
    }

    /** What a module type is over and declares, and the functor that its {@code Core} is made with. */
    private record ModuleTypeBody(List<ProofModule.Parameter> over, Map<String, Integer> lines, Optional<String> core) {
        List<String> parameters() {
            return List.copyOf(lines.keySet());
        }

        static ModuleTypeBody read(SourceFile file, String path) throws GateFailure {
            ModuleScopes scopes = new ModuleScopes();
            Map<String, Integer> lines = new LinkedHashMap<>();
            Optional<String> core = Optional.empty();
            List<ProofModule.Parameter> over = List.of();
            for (Sentence sentence : file.sentences()) {
                Command command = Command.of(sentence);
                if (command.tokens().isEmpty()) {
                    continue;
                }
                boolean inside = scopes.modulePath().equals(path);
                if (inside) {
                    if (CommandRules.PARAMETERS.contains(command.word())) {
                        declared(command).forEach(name -> lines.put(name, sentence.line()));
                    } else if (isCore(command, over)) {
                        core = Optional.of(command.word(3));
                    }
                }
                try {
                    scopes.command(command.tokens());
                } catch (RocqSyntaxException e) {
                    throw file.unreadable(e);
                }
                if (!inside && scopes.modulePath().equals(path)) {
                    over = ProofModule.Parameter.in(words(command));
                }
            }
            if (lines.isEmpty()) {
                throw invalid(file.path(), "it has no module type " + path + " that declares anything");
            }
            return new ModuleTypeBody(over, lines, core);
        }

        private static List<String> declared(Command command) {
            return command.tokens().stream()
                    .skip(1)
                    .takeWhile(token -> token.kind() == Token.Kind.NAME)
                    .map(Token::text)
                    .toList();
        }

        /** {@code Module Core := functor parameters}. */
        private static boolean isCore(Command command, List<ProofModule.Parameter> parameters) {
            List<String> words = words(command);
            return words.size() > 4
                    && words.subList(0, 3).equals(List.of("Module", "Core", ":="))
                    && words.subList(4, words.size())
                            .equals(parameters.stream()
                                    .map(ProofModule.Parameter::name)
                                    .toList());
        }

        private static List<String> words(Command command) {
            return command.tokens().stream().map(Token::text).toList();
        }
    }
}
