package dev.espalier.store;

import dev.espalier.store.command.Configuration;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.config.TlsSettings;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.tls.Tls;
import dev.espalier.store.tls.TlsException;
import dev.espalier.store.tls.TlsPeers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The TLS of a node, where its settings ask for any. */
final class NodeTls {
    private NodeTls() {}

    /**
     * The keys and certificates of a node; {@code null} for a node that speaks no TLS.
     *
     * @throws NodeStartException if they cannot be used
     */
    static @Nullable Tls of(NodeConfig config) throws NodeStartException {
        if (!config.tls().isUsed()) {
            return null;
        }
        try {
            return new Tls(config.tls());
        } catch (TlsException e) {
            throw new NodeStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Has peers speak TLS, if they are to. */
    static void secure(NodeConfig config, @Nullable Tls tls, InboundPeers inbound, OutboundPeers outbound) {
        if (tls != null && config.tls().replication()) {
            TlsPeers security = new TlsPeers(tls, config.clusterId());
            inbound.secure(security);
            outbound.secure(security);
        }
    }

    /** Shows the settings in {@code configuration}, and lets those change that can. */
    static void addTo(Configuration configuration, NodeConfig config, @Nullable Tls tls) {
        TlsSettings settings = config.tls();
        Map<String, String> fixed = Map.of(
                "tls-port", settings.port() == TlsSettings.NO_PORT ? "" : Integer.toString(settings.port()),
                "tls-replication", settings.replication() ? "yes" : "no");
        configuration.addFixed(fixed);
        Map<String, String> values = new TreeMap<>();
        values.put("tls-cert-file", text(settings.certificateFile()));
        values.put("tls-key-file", text(settings.keyFile()));
        values.put("tls-key-file-pass", settings.keyPassword());
        values.put("tls-ca-cert-file", text(settings.authorityFile()));
        values.put(
                "tls-auth-clients",
                switch (settings.clients()) {
                    case REQUIRED -> "yes";
                    case OPTIONAL -> "optional";
                    case NONE -> "no";
                });
        values.put("tls-protocols", String.join(" ", settings.protocols()));
        values.put("tls-peer-name", settings.peerName());
        values.put("tls-auto-reload-interval", Integer.toString(settings.reloadSeconds()));
        if (tls == null) {
            configuration.addFixed(values);
        } else {
            configuration.addTogether(values, () -> take(tls, fixed, values));
        }
    }

    private static void take(Tls tls, Map<String, String> fixed, Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(fixed);
        all.putAll(values);
        try {
            tls.reload(TlsSettings.of(all));
        } catch (NodeStartException | TlsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String text(@Nullable Path path) {
        return Objects.toString(path, "");
    }

    /** What INFO shows. */
    static Map<String, String> facts(@Nullable Tls tls) {
        if (tls == null) {
            return Map.of();
        }
        Map<String, String> facts = new TreeMap<>();
        facts.put("tls_certificate_expires", tls.expires().toString());
        facts.put("tls_replication", tls.settings().replication() ? "yes" : "no");
        facts.put("tls_auth_clients", tls.settings().clients().name().toLowerCase(Locale.ROOT));
        facts.put("tls_handshakes_failed", Long.toString(tls.statistics().handshakesFailed()));
        facts.put("tls_reloads", Long.toString(tls.statistics().reloads()));
        facts.put("tls_reloads_refused", Long.toString(tls.statistics().reloadsRefused()));
        return facts;
    }
}
