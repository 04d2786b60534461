package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.rocq.Command;
import dev.espalier.synth.rocq.ModuleScopes;
import dev.espalier.synth.rocq.RocqSyntaxException;
import dev.espalier.synth.rocq.Sentence;
import dev.espalier.synth.rocq.Token;
import java.util.LinkedHashMap;
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
 * @param parameters the names that a module type declares
 * @param core the functor that the statement is about, as the statement writes it
 */
record Statement(String file, String typePath, String proofFile, List<String> parameters, String core) {
    /** The module type that every core and every specification is abstract in. */
    static final String PARAMETERS_FILE = "framework/Parameters.v";

    static final String PARAMETERS_TYPE = "PARAMETERS";
    private static final String NEXT = "Correct the core's manifest";

    static Statement find(CoreManifest manifest, Sources sources) throws GateFailure {
        String file = fileOf(manifest.statementModule(), manifest.specification(), sources, "statementModule");
        String proofFile = fileOf(manifest.proofModule(), manifest.proof(), sources, "proofModule");
        if (!manifest.specification().contains(PARAMETERS_FILE)) {
            throw invalid(PARAMETERS_FILE, "it is not among the specification's files");
        }
        String typePath =
                manifest.statementModule().substring(sources.nameOf(file).length() + 1);
        ModuleTypeBody body = ModuleTypeBody.read(sources.file(file), typePath);
        List<String> theorems = manifest.theorems();
        if (!Set.copyOf(theorems).equals(Set.copyOf(body.parameters()))) {
            throw invalid(
                    file,
                    "the statement declares " + body.parameters() + " and the manifest's theorems are " + theorems);
        }
        String core = body.core()
                .orElseThrow(() -> invalid(file, "the statement has no \"Module Core := <functor> <parameters>\""));
        return new Statement(
                file,
                typePath,
                proofFile,
                ModuleTypeBody.read(sources.file(PARAMETERS_FILE), PARAMETERS_TYPE)
                        .parameters(),
                core);
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

    /** What a module type declares, and the functor that its {@code Core} is made with. */
    private record ModuleTypeBody(Map<String, Integer> lines, Optional<String> core) {
        List<String> parameters() {
            return List.copyOf(lines.keySet());
        }

        static ModuleTypeBody read(SourceFile file, String path) throws GateFailure {
            ModuleScopes scopes = new ModuleScopes();
            Map<String, Integer> lines = new LinkedHashMap<>();
            Optional<String> core = Optional.empty();
            for (Sentence sentence : file.sentences()) {
                Command command = Command.of(sentence);
                if (command.tokens().isEmpty()) {
                    continue;
                }
                if (scopes.modulePath().equals(path)) {
                    if (CommandRules.PARAMETERS.contains(command.word())) {
                        declared(command).forEach(name -> lines.put(name, sentence.line()));
                    } else if (isCore(command)) {
                        core = Optional.of(command.word(3));
                    }
                }
                try {
                    scopes.command(command.tokens());
                } catch (RocqSyntaxException e) {
                    throw file.unreadable(e);
                }
            }
            if (lines.isEmpty()) {
                throw invalid(file.path(), "it has no module type " + path + " that declares anything");
            }
            return new ModuleTypeBody(lines, core);
        }

        private static List<String> declared(Command command) {
            return command.tokens().stream()
                    .skip(1)
                    .takeWhile(token -> token.kind() == Token.Kind.NAME)
                    .map(Token::text)
                    .toList();
        }

        /** {@code Module Core := functor parameters}. */
        private static boolean isCore(Command command) {
            return command.tokens().size() == 5
                    && command.word().equals("Module")
                    && command.word(1).equals("Core")
                    && command.tokens().get(2).isSymbol(":=");
        }
    }
}
