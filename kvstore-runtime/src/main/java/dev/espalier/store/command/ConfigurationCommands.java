package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.Configuration.Parameter;
import dev.espalier.store.resp.ReplyWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CONFIG. */
public final class ConfigurationCommands {
    private final Configuration configuration;
    private final Runnable resetStatistics;

    public ConfigurationCommands(Configuration configuration, Runnable resetStatistics) {
        this.configuration = configuration;
        this.resetStatistics = resetStatistics;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("config", -2)
                .flags("admin", "noscript", "loading", "stale")
                .summary("Show and change settings.")
                .meaning("Of this node alone; changes last until it stops.")
                .sub("get", -3, "parameter [parameter ...]", "Show the settings that match.", this::get)
                .sub(
                        "set",
                        -4,
                        "parameter value [parameter value ...]",
                        "Change settings: all of them or none.",
                        this::set)
                .sub("resetstat", 2, "", "Begin the counts of INFO anew.", (session, arguments, reply) -> {
                    resetStatistics.run();
                    reply.ok();
                })
                .sub(
                        "rewrite",
                        2,
                        "",
                        "Refused: the configuration file is the operator's.",
                        (session, arguments, reply) -> {
                            throw new CommandError(
                                    "ERR CONFIG REWRITE is not supported: write the change into the configuration "
                                            + "file that the node starts with");
                        })
                .container());
    }

    private void get(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Map<String, String> matching = new LinkedHashMap<>();
        for (Bytes pattern : arguments.subList(2, arguments.size())) {
            matching.putAll(configuration.matching(Arguments.lowerCase(pattern)));
        }
        reply.map(matching.size());
        matching.forEach((name, value) -> {
            reply.bulk(name);
            reply.bulk(value);
        });
    }

    private void set(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() % 2 != 0) {
            throw new CommandError(CommandTable.wrongArity("config|set"));
        }
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 2; i < arguments.size(); i += 2) {
            String name = Arguments.lowerCase(arguments.get(i));
            Parameter parameter = configuration.parameters().get(name);
            if (parameter == null) {
                throw new CommandError("ERR Unknown option or number of arguments for CONFIG SET - '"
                        + Arguments.shown(arguments.get(i)) + "'");
            }
            String value = Arguments.text(arguments.get(i + 1));
            boolean stays =
                    parameter.setter() == null && parameter.value().get().equals(value);
            if (parameter.setter() == null && !stays) {
                throw failed(name, "can't set immutable config");
            }
            if (!stays && changes.put(name, value) != null) {
                throw failed(name, "duplicate parameter");
            }
        }
        try {
            configuration.change(changes);
        } catch (Configuration.Refused e) {
            throw failed(e.name(), String.valueOf(e.getMessage()));
        }
        reply.ok();
    }

    private static CommandError failed(String name, String why) {
        return new CommandError("ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + why);
    }
}
