package dev.espalier.cli.serve;

import dev.espalier.store.config.NodeSettings;
import dev.espalier.store.config.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A flag for each setting that a node has, so that help, file and flags cannot come apart. */
final class NodeFlags {
    private NodeFlags() {}

    static void addTo(CommandSpec spec) {
        for (Setting setting : NodeSettings.ALL) {
            spec.addOption(OptionSpec.builder("--" + setting.name())
                    .type(String.class)
                    .paramLabel("VALUE")
                    .description(setting.description()
                            + (setting.defaultValue().isEmpty() ? "." : ". Default: " + setting.defaultValue() + "."))
                    .build());
        }
    }

    /** The settings that were given as flags, as a configuration file would give them. */
    static Map<String, String> given(CommandSpec spec) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : NodeSettings.ALL) {
            String value = spec.findOption("--" + setting.name()).getValue();
            if (value != null) {
                values.put(setting.name(), value);
            }
        }
        return values;
    }
}
