package dev.espalier.cli.serve;

import dev.espalier.store.Node;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeSettings;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.config.Setting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** SIGHUP: the configuration file is read again, and what can change while the node runs does. */
final class Reload {
    private static final Logger log = LoggerFactory.getLogger(Reload.class);

    private final @Nullable Path file;
    private final Map<String, String> flags;
    private final Node node;
    private Map<String, String> held;

    private Reload(@Nullable Path file, Map<String, String> flags, Node node) throws NodeStartException {
        this.file = file;
        this.flags = flags;
        this.node = node;
        this.held = read();
    }

    static void onHangup(@Nullable Path file, Map<String, String> flags, Node node) throws NodeStartException {
        Reload reload = new Reload(file, flags, node);
        Signal.handle(new Signal("HUP"), signal -> reload.run());
    }

    private Map<String, String> read() throws NodeStartException {
        return file == null ? flags : NodeConfig.values(file, flags);
    }

    private synchronized void run() {
        try {
            Map<String, String> now = read();
            NodeConfig.of(now);
            Map<String, String> changed = new LinkedHashMap<>();
            for (Setting setting : NodeSettings.ALL) {
                String value = now.getOrDefault(setting.name(), setting.defaultValue());
                if (!value.equals(held.getOrDefault(setting.name(), setting.defaultValue()))) {
                    changed.put(setting.name(), value);
                }
            }
            node.reload(changed);
            held = now;
        } catch (NodeStartException e) {
            log.error("SIGHUP: {}; the node goes on as it was", e.getMessage());
        }
    }
}
