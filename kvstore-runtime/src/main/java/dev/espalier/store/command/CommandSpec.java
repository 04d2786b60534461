package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A command, or a subcommand.
 *
 * @param name lower case; a subcommand's is its command's, a bar, and its own
 * @param arity number of arguments, the name included; negative when it is only the least number
 * @param flags what Redis's COMMAND tells about it
 * @param keys where its keys are
 * @param keySpecs what becomes of them, none left out
 * @param categories Redis's categories of access control, in its order
 * @param group group in the documentation
 * @param syntax what follows the name, as Redis's documentation writes it
 * @param summary one sentence
 * @param meaning what it means where several nodes take writes; empty when there is nothing to say
 * @param action carries it out; is called only with as many arguments as {@code arity} allows
 * @param subcommands by their own name, when there are any
 * @param counts how often it ran and how long it took
 */
public record CommandSpec(
        String name,
        int arity,
        List<String> flags,
        KeyPositions keys,
        List<KeySpec> keySpecs,
        Set<String> categories,
        String group,
        String syntax,
        String summary,
        String meaning,
        Action action,
        Map<String, CommandSpec> subcommands,
        CommandCounts counts) {

    /** The command reads a key and writes it depending on what it read. */
    public static final String READ_MODIFY_WRITE = "read_modify_write";

    /**
     * Positions of the keys among the arguments, counting the name as 0; all 0 when there are none.
     *
     * @param first the first one
     * @param last the last one, -1 for the last argument
     * @param step from one to the next
     */
    public record KeyPositions(int first, int last, int step) {
        static final KeyPositions NONE = new KeyPositions(0, 0, 0);
        static final KeyPositions ONE = new KeyPositions(1, 1, 1);
        static final KeyPositions TWO = new KeyPositions(1, 2, 1);
        static final KeyPositions SECOND = new KeyPositions(2, 2, 1);
        static final KeyPositions ALL_BUT_FIRST = new KeyPositions(2, -1, 1);
        static final KeyPositions ALL_BUT_TWO = new KeyPositions(3, -1, 1);
        static final KeyPositions ALL = new KeyPositions(1, -1, 1);
        static final KeyPositions EVERY_SECOND = new KeyPositions(1, -1, 2);

        /** The keys among {@code arguments}. */
        List<Bytes> of(List<Bytes> arguments) {
            List<Bytes> keys = new ArrayList<>();
            int end = last < 0 ? arguments.size() + last : Math.min(last, arguments.size() - 1);
            for (int at = first; at > 0 && at <= end; at += step) {
                keys.add(arguments.get(at));
            }
            return keys;
        }
    }

    /** Carries a command out. */
    @FunctionalInterface
    public interface Action {
        /**
         * Carries it out.
         *
         * @param session the connection that the command came on
         * @param arguments the command's name and what follows it
         * @param reply where exactly one reply goes, unless the outcome is {@link Outcome.Wait}
         * @throws CommandError to refuse it, before anything is changed or replied
         * @throws MustWait to have it tried again, before anything is changed or replied
         */
        Outcome run(Session session, List<Bytes> arguments, ReplyWriter reply);
    }

    /** A command whose whole work is a reply. */
    @FunctionalInterface
    interface Answer {
        /** Carries it out; see {@link Action#run}. */
        void run(Session session, List<Bytes> arguments, ReplyWriter reply);
    }

    boolean accepts(int arguments) {
        return arity < 0 ? arguments >= -arity : arguments == arity;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** Whether what stands where keys stand is none. */
    boolean hasNoKeys() {
        return keys.equals(KeyPositions.NONE) || keySpecs.getFirst().isOfChannels();
    }

    /** The keys among {@code arguments}, and what becomes of them. */
    List<KeySpec.Use> uses(List<Bytes> arguments) {
        if (hasNoKeys()) {
            return List.of();
        }
        if (keySpecs.size() == 1) {
            return keySpecs.getFirst().uses(arguments);
        }
        List<KeySpec.Use> uses = new ArrayList<>();
        keySpecs.forEach(spec -> uses.addAll(spec.uses(arguments)));
        return uses;
    }

    static Builder named(String name, int arity) {
        return new Builder(name, arity);
    }

    /** Puts a command together. */
    static final class Builder {
        private final String name;
        private final int arity;
        private final Map<String, CommandSpec> subcommands = new LinkedHashMap<>();
        private List<String> flags = List.of();
        private KeyPositions keys = KeyPositions.NONE;
        private List<KeySpec> keySpecs = List.of();
        private List<String> categories = List.of();
        private boolean bare;
        private String group = "server";
        private String syntax = "";
        private String summary = "";
        private String meaning = "";

        private Builder(String name, int arity) {
            this.name = name;
            this.arity = arity;
        }

        Builder flags(String... words) {
            flags = List.of(words);
            return this;
        }

        Builder keys(KeyPositions positions) {
            keys = positions;
            return this;
        }

        /** Sets where the keys are and what becomes of them, where {@link #keys(KeyPositions)} would not tell. */
        Builder keys(KeyPositions positions, String... keyFlags) {
            return keys(positions, KeySpec.of(positions, keyFlags));
        }

        /** Sets where the keys are and what becomes of which of them. */
        Builder keys(KeyPositions positions, KeySpec... specs) {
            keys = positions;
            keySpecs = List.of(specs);
            return this;
        }

        /** Sets where channels are that Redis's table has among the keys. */
        Builder channels(KeyPositions positions) {
            return keys(positions, KeySpec.CHANNEL);
        }

        /** Adds categories of access control that neither group nor flags imply. */
        Builder categories(String... names) {
            categories = List.of(names);
            return this;
        }

        Builder group(String word) {
            group = word;
            return this;
        }

        Builder syntax(String text) {
            syntax = text;
            return this;
        }

        Builder summary(String sentence) {
            summary = sentence;
            return this;
        }

        Builder meaning(String sentences) {
            meaning = sentences;
            return this;
        }

        /** Adds a subcommand, whose name here is its own alone; {@code moreFlags} come to those of this command. */
        Builder sub(String word, int subArity, String subSyntax, String sentence, Answer answer, String... moreFlags) {
            subcommands.put(
                    word,
                    named(name + "|" + word, subArity)
                            .flags(Stream.concat(flags.stream(), Arrays.stream(moreFlags))
                                    .toArray(String[]::new))
                            .categories(categories.toArray(String[]::new))
                            .group(group)
                            .syntax(subSyntax)
                            .summary(sentence)
                            .answers(answer));
            return this;
        }

        /** Adds a subcommand with what {@link #sub} does not say. */
        Builder sub(String word, CommandSpec subcommand) {
            subcommands.put(word, subcommand);
            return this;
        }

        CommandSpec runs(Action action) {
            if (!subcommands.isEmpty()) {
                List<CommandSpec> explained = List.copyOf(subcommands.values());
                sub(
                        "help",
                        named(name + "|help", 2)
                                .flags("loading", "stale")
                                .categories(categories.toArray(String[]::new))
                                .group(group)
                                .summary("Explain the subcommands.")
                                .answers((session, arguments, reply) -> explain(explained, reply)));
            }
            return new CommandSpec(
                    name,
                    arity,
                    flags,
                    keys,
                    specs(),
                    allCategories(),
                    group,
                    syntax,
                    summary,
                    meaning,
                    action,
                    Collections.unmodifiableMap(new LinkedHashMap<>(subcommands)),
                    new CommandCounts(flags.contains("admin")));
        }

        /** What becomes of the keys, by the flags, where nothing more is said. */
        private List<KeySpec> specs() {
            if (keys.equals(KeyPositions.NONE) || !keySpecs.isEmpty()) {
                return keySpecs;
            }
            List<String> keyFlags = !flags.contains("write")
                    ? KeySpec.READ
                    : flags.contains(READ_MODIFY_WRITE) ? KeySpec.READ_AND_REPLACED : KeySpec.REPLACED;
            return List.of(new KeySpec(keys, keyFlags, null));
        }

        private Set<String> allCategories() {
            if (bare) {
                return Set.of("slow");
            }
            Set<String> all = new LinkedHashSet<>(categories);
            switch (group) {
                case "generic" -> all.add("keyspace");
                case "transactions" -> all.add("transaction");
                case "session" -> all.add("connection");
                case "string", "bitmap", "connection" -> all.add(group);
                default -> {}
            }
            if (flags.contains("admin")) {
                all.addAll(List.of("admin", "dangerous"));
            }
            if (flags.contains("readonly")) {
                all.add("read");
            }
            if (flags.contains("write")) {
                all.add("write");
            }
            if (flags.contains("pubsub")) {
                all.add("pubsub");
            }
            all.add(flags.contains("fast") ? "fast" : "slow");
            return Collections.unmodifiableSet(new LinkedHashSet<>(Categories.inOrder(all)));
        }

        /** Laid out as Redis does. */
        private void explain(List<CommandSpec> explained, ReplyWriter reply) {
            reply.array(3 + 2 * explained.size());
            reply.simple(name.toUpperCase(Locale.ROOT) + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
            for (CommandSpec sub : explained) {
                String own = sub.name().substring(name.length() + 1).toUpperCase(Locale.ROOT);
                reply.simple(sub.syntax().isEmpty() ? own : own + " " + sub.syntax());
                reply.simple("    " + sub.summary());
            }
            reply.simple("HELP");
            reply.simple("    Print this help.");
        }

        CommandSpec answers(Answer answer) {
            return runs((session, arguments, reply) -> {
                answer.run(session, arguments, reply);
                return Outcome.DONE;
            });
        }

        /** A command that does nothing without a subcommand; flags and categories are those of its subcommands. */
        CommandSpec container() {
            flags = List.of();
            bare = true;
            return answers((session, arguments, reply) -> {
                throw new CommandError(CommandTable.wrongArity(name));
            });
        }
    }
}
