package dev.espalier.synth.trellis;

import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.growth.Theorem;
import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.rocq.Command;
import dev.espalier.synth.rocq.RocqLexer;
import dev.espalier.synth.rocq.RocqSyntaxException;
import dev.espalier.synth.rocq.Sentence;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a move may say, checked before the prover sees any of it. The rules are those of the proof gate, and narrower: a
 * definition defines its name and gives hints, a proof has tactics only, a lemma is a statement. So no move can leave the
 * module that it is in, change what is to be proved, load a file, or set a flag. What passes is no more than a text that
 * the prover may be asked about; what a closed development proves, the audit says.
 */
final class Rails {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_']*");
    private static final Set<String> DEFINING = Set.of(
            "Definition",
            "Fixpoint",
            "CoFixpoint",
            "Inductive",
            "CoInductive",
            "Variant",
            "Record",
            "Structure",
            "Ltac");
    /** What a hint may say of who sees it. */
    private static final Set<String> VISIBILITY = Set.of("local", "global", "export");

    private static final Set<String> BESIDE = Set.of("Hint", "Arguments");
    private static final Set<String> ENDS = Set.of("Qed", "Defined");
    private static final Set<String> STATING = Set.of("Lemma", "Theorem", "Corollary", "Proposition", "Fact", "Remark");

    /** What statements are written with; a definition of the same name would change what they say. */
    private static final Set<String> RESERVED = reserved();

    private Rails() {}

    private static Set<String> reserved() {
        Set<String> words = new HashSet<>(Set.of("P", "M", "I", "S", "Grown", "Proof", "MachineOf", "Core"));
        for (Theorem theorem : Theorem.values()) {
            words.add(theorem.word());
            words.addAll(Arrays.asList(theorem.statement().split("[^A-Za-z0-9_']+")));
        }
        return Set.copyOf(words);
    }

    /** The definition of {@code name} in {@code text}, as an item; hints for several names are an item too, of any name. */
    static Item definition(String name, String text) throws RefusedMoveException {
        checkName(name);
        List<Sentence> sentences = read(name, text);
        scan(name, text);
        Command first = command(sentences.getFirst());
        if (sentences.stream().allMatch(sentence -> command(sentence).word().equals("Hint"))) {
            for (Sentence sentence : sentences) {
                checkBeside(sentence);
            }
            return new Item(name, Item.Kind.DEFINITION, text.strip(), Optional.empty());
        }
        if (!DEFINING.contains(first.word()) || !first.word(1).equals(name)) {
            throw new RefusedMoveException(
                    "forbidden",
                    "a definition of " + name + " begins with one of "
                            + DEFINING.stream().sorted().collect(Collectors.joining(", "))
                            + " and that name; this begins with \""
                            + sentences.getFirst() + "\". Lemmas are added by decompose");
        }
        checkIntroduced(sentences.getFirst(), first);
        boolean without = sentences.getFirst().tokens().stream().noneMatch(token -> token.isSymbol(":="));
        if (without && first.word().endsWith("ixpoint")) {
            throw new RefusedMoveException("syntax", "the fixpoint " + name + " has no body: write it after :=");
        }
        boolean open = without && first.word().equals("Definition");
        if (open && sentences.size() == 1) {
            return new Item(name, Item.Kind.DECLARATION, text.strip(), Optional.empty());
        }
        boolean inProof = open;
        for (Sentence sentence : sentences.subList(1, sentences.size())) {
            String word = command(sentence).word();
            boolean tactic = inProof && (isTactic(sentence) || word.equals("Proof"));
            boolean end = inProof && ENDS.contains(word);
            if (!inProof) {
                checkBeside(sentence);
            }
            if (!tactic && !end && (inProof || !BESIDE.contains(word))) {
                throw new RefusedMoveException(
                        "forbidden",
                        "\"" + sentence + "\" does not belong to the definition of " + name
                                + ": it may be followed by Hint and Arguments. Define other names by moves of their own");
            }
            inProof &= !end;
        }
        if (inProof) {
            throw new RefusedMoveException(
                    "syntax", "the definition of " + name + " is not ended: add Defined. or Qed.");
        }
        return new Item(name, Item.Kind.DEFINITION, text.strip(), Optional.empty());
    }

    /** A definition may bring in more names than its own, and notations; none of them may change what a statement says. */
    private static void checkIntroduced(Sentence sentence, Command command) throws RefusedMoveException {
        for (String introduced : IntroducedNames.of(sentence)) {
            checkReserved(introduced);
        }
        boolean notation = sentence.tokens().stream().anyMatch(token -> token.isName("where"));
        boolean coercion = IntroducedNames.isCoercion(sentence);
        if (notation || coercion || !command.attributes().isEmpty()) {
            throw new RefusedMoveException(
                    "forbidden",
                    "\"" + sentence + "\" has "
                            + (notation
                                    ? "a notation of its own (where)"
                                    : coercion ? "a coercion (:>)" : "attributes " + command.attributes())
                            + ": a definition defines and does nothing else");
        }
    }

    private static void checkBeside(Sentence sentence) throws RefusedMoveException {
        Command command = command(sentence);
        if (!VISIBILITY.containsAll(command.attributes())) {
            throw new RefusedMoveException(
                    "forbidden",
                    "\"" + sentence + "\" has attributes " + command.attributes() + ", and may have one of "
                            + VISIBILITY.stream().sorted().toList());
        }
        if (command.word().equals("Arguments")) {
            checkReserved(command.word(1));
        }
    }

    /** {@code text} as the tactics of the proof of {@code name}. */
    static String tactics(String name, String text) throws RefusedMoveException {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new RefusedMoveException("syntax", "the proof of " + name + " is empty");
        }
        // A brace at the end needs no full stop, so the end of the proof is read with it.
        List<Sentence> sentences = read(name, stripped + "\nQed.");
        scan(name, "Lemma stated : True.\nProof.\n" + stripped + "\nQed.");
        for (Sentence sentence : sentences.subList(0, sentences.size() - 1)) {
            if (!isTactic(sentence)) {
                throw new RefusedMoveException(
                        "forbidden",
                        "\"" + sentence
                                + "\" is no tactic. A proof has tactics only: Proof and Qed are added, other lemmas come"
                                + " by decompose");
            }
        }
        Command last = command(sentences.getLast());
        if (!last.word().equals("Qed") || last.tokens().size() != 1) {
            throw new RefusedMoveException(
                    "syntax", "the proof of " + name + " does not end in a full stop or a brace");
        }
        return stripped;
    }

    /** The statements in {@code text}, by the lemma's name, in order. */
    static Map<String, String> lemmas(String text) throws RefusedMoveException {
        List<Sentence> sentences = read("the lemmas", text);
        List<String> texts = CoqSentences.split(text);
        if (texts.size() != sentences.size()) {
            throw new RefusedMoveException(
                    "syntax", "the lemmas can be read in two ways; write each as one plain sentence");
        }
        Map<String, String> lemmas = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            Command command = command(sentences.get(i));
            String name = command.word(1);
            if (!STATING.contains(command.word())
                    || sentences.get(i).tokens().stream().anyMatch(token -> token.isSymbol(":="))) {
                throw new RefusedMoveException(
                        "forbidden",
                        "\"" + sentences.get(i)
                                + "\" states no lemma: write Lemma name : statement., without a proof, which"
                                + " comes by prove");
            }
            checkName(name);
            checkStatement(sentences.get(i), command);
            scan(name, texts.get(i) + "\nProof. exact I. Qed.");
            if (lemmas.put(name, texts.get(i)) != null) {
                throw new RefusedMoveException("name", name + " is stated twice");
            }
        }
        return lemmas;
    }

    /** A lemma is one statement: none is stated along with it, and it has no attributes. */
    private static void checkStatement(Sentence sentence, Command command) throws RefusedMoveException {
        long with = count(sentence, "with");
        if (with > count(sentence, "match") || !command.attributes().isEmpty()) {
            throw new RefusedMoveException(
                    "forbidden",
                    "\"" + sentence
                            + "\" states no single lemma: write Lemma name : statement., each by itself and without"
                            + " attributes");
        }
    }

    private static long count(Sentence sentence, String word) {
        return sentence.tokens().stream().filter(token -> token.isName(word)).count();
    }

    /** Whether {@code text} begins as a lemma or a definition does, and is no proof. */
    static boolean states(String text) throws RefusedMoveException {
        List<Sentence> sentences = read("the text", text.strip() + "\nQed.");
        String word = command(sentences.getFirst()).word();
        return STATING.contains(word) || DEFINING.contains(word);
    }

    private static boolean isTactic(Sentence sentence) {
        Command command = command(sentence);
        String word = command.word();
        // A sentence of bullets and braces alone has no word and nothing else.
        boolean plain = command.tokens().isEmpty()
                || (word.isEmpty()
                        ? Stream.of("(", "[")
                                .anyMatch(symbol -> command.tokens().getFirst().isSymbol(symbol))
                        : !Character.isUpperCase(word.codePointAt(0)));
        return plain
                && command.attributes().isEmpty()
                && !sentence.tokens().getFirst().isName("Time");
    }

    private static Command command(Sentence sentence) {
        return Command.of(sentence);
    }

    private static void checkName(String name) throws RefusedMoveException {
        if (!NAME.matcher(name).matches()) {
            throw new RefusedMoveException("name", "\"" + name + "\" is no name in Rocq");
        }
        checkReserved(name);
    }

    private static void checkReserved(String name) throws RefusedMoveException {
        if (RESERVED.contains(name)) {
            throw new RefusedMoveException(
                    "name", name + " is what the statement is written with, and stays what it is; take another name");
        }
    }

    static List<Sentence> read(String what, String text) throws RefusedMoveException {
        MoveSizes.check(what, text, MoveSizes.TEXT_MAX);
        try {
            List<Sentence> sentences = RocqLexer.sentences(text);
            if (sentences.isEmpty()) {
                throw new RefusedMoveException("syntax", what + " is empty");
            }
            return sentences;
        } catch (RocqSyntaxException e) {
            throw new RefusedMoveException("syntax", what + ", line " + e.line() + ": " + e.getMessage());
        }
    }

    static void scan(String what, String text) throws RefusedMoveException {
        try {
            CompiledSpecification.scan(what, text);
        } catch (GateFailure e) {
            String kind = switch (e.reason()) {
                case HOLE -> "hole";
                case AXIOM -> "axiom";
                default -> "forbidden";
            };
            throw new RefusedMoveException(kind, what + ": " + e.cause());
        }
    }
}
