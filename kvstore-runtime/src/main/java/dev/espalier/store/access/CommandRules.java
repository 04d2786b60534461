package dev.espalier.store.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rules on commands, in order; the last one that speaks of a command decides. */
final class CommandRules {
    private static final String NOTHING = "-@all";
    private static final String EVERYTHING = "+@all";

    private final List<String> rules = new ArrayList<>(List.of(NOTHING));
    private final Set<String> withFirstArguments = new HashSet<>();
    private final Map<String, Boolean> decided = new HashMap<>();

    void become(CommandRules other) {
        List<String> taken = List.copyOf(other.rules);
        rules.clear();
        rules.addAll(taken);
        withFirstArguments.clear();
        withFirstArguments.addAll(other.withFirstArguments);
        decided.clear();
    }

    /** Begins anew with {@code rule}, which speaks of all commands. */
    void all(String rule) {
        rules.clear();
        rules.add(rule);
        decided.clear();
    }

    /**
     * Adds a rule: a sign, and a command, a subcommand with a bar, or a category behind {@code @}; a command without
     * subcommands may be allowed, with a bar, for one first argument.
     *
     * @throws IllegalArgumentException if it speaks of none of {@code commands}
     */
    void add(String rule, CommandNames commands) {
        String signed = rule.toLowerCase(Locale.ROOT);
        String named = signed.substring(1);
        if (named.equals("@all")) {
            all(signed);
        } else if (named.startsWith("@") ? commands.isCategory(named.substring(1)) : commands.isCommand(named)) {
            rules.removeIf(held -> held.substring(1).equals(named) || held.startsWith(named + "|", 1));
            rules.add(signed);
            decided.clear();
        } else {
            addForFirstArgument(signed, commands);
        }
    }

    private void addForFirstArgument(String signed, CommandNames commands) {
        String named = signed.substring(1);
        int bar = named.indexOf('|');
        int lastBar = named.lastIndexOf('|');
        if (bar >= 0 && lastBar == named.length() - 1) {
            throw new IllegalArgumentException("Syntax error");
        }
        if (bar != lastBar && commands.isCommand(named.substring(0, lastBar))) {
            throw new IllegalArgumentException("Allowing first-arg of a subcommand is not supported");
        }
        String command = bar < 0 ? "" : named.substring(0, bar);
        if (bar != lastBar
                || signed.charAt(0) == '-'
                || !commands.isCommand(command)
                || commands.hasSubcommands(command)) {
            throw new IllegalArgumentException("Unknown command or category name in ACL");
        }
        rules.removeIf(held -> held.equals(signed));
        rules.add(signed);
        withFirstArguments.add(command);
        decided.clear();
    }

    boolean allowEverything() {
        return rules.equals(List.of(EVERYTHING));
    }

    /**
     * Whether {@code command} may be run.
     *
     * @param firstArgument what follows its name, in lower case
     */
    boolean allow(String command, Set<String> categories, String firstArgument) {
        return withFirstArguments.contains(command)
                ? decide(command, categories, firstArgument)
                : decided.computeIfAbsent(command, unknown -> decide(command, categories, ""));
    }

    private boolean decide(String command, Set<String> categories, String firstArgument) {
        int bar = command.indexOf('|');
        String container = bar < 0 ? command : command.substring(0, bar);
        boolean allowed = false;
        for (String rule : rules) {
            String named = rule.substring(1);
            boolean speaks = named.equals("@all")
                    || (named.startsWith("@") && categories.contains(named.substring(1)))
                    || named.equals(command)
                    || named.equals(container)
                    || named.equals(command + "|" + firstArgument);
            if (speaks) {
                allowed = rule.charAt(0) == '+';
            }
        }
        return allowed;
    }

    String shown() {
        return String.join(" ", rules);
    }
}
