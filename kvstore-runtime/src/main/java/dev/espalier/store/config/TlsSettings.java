package dev.espalier.store.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a node speaks TLS. Each component is described by the setting of the same name in {@link NodeSettings}.
 *
 * @param port see {@code tls-port}; {@link #NO_PORT} for none
 * @param certificateFile see {@code tls-cert-file}
 * @param keyFile see {@code tls-key-file}
 * @param keyPassword see {@code tls-key-file-pass}; empty for none
 * @param authorityFile see {@code tls-ca-cert-file}
 * @param clients see {@code tls-auth-clients}
 * @param replication see {@code tls-replication}
 * @param protocols see {@code tls-protocols}
 * @param peerName see {@code tls-peer-name}; empty for any
 * @param reloadSeconds see {@code tls-auto-reload-interval}; 0 for never
 */
public record TlsSettings(
        int port,
        @Nullable Path certificateFile,
        @Nullable Path keyFile,
        String keyPassword,
        @Nullable Path authorityFile,
        ClientCertificates clients,
        boolean replication,
        List<String> protocols,
        String peerName,
        int reloadSeconds) {
    /** Where no port is to be opened. */
    public static final int NO_PORT = -1;

    private static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

    /** What is asked of clients. */
    public enum ClientCertificates {
        /** A certificate of the authority. */
        REQUIRED("yes"),
        /** Whoever shows a certificate shows one of the authority. */
        OPTIONAL("optional"),
        /** No certificate. */
        NONE("no");

        private final String text;

        ClientCertificates(String text) {
            this.text = text;
        }
    }

    public TlsSettings {
        protocols = List.copyOf(protocols);
    }

    /** Whether anything is spoken over TLS. */
    public boolean isUsed() {
        return port != NO_PORT || replication;
    }

    /** The settings that {@code values} (key to value, as in a file) and the defaults give. */
    public static TlsSettings of(Map<String, String> values) throws NodeStartException {
        return of(new SettingValues(values));
    }

    static TlsSettings of(SettingValues read) throws NodeStartException {
        TlsSettings settings = new TlsSettings(
                read.text(NodeSettings.TLS_PORT).isEmpty() ? NO_PORT : read.integer(NodeSettings.TLS_PORT, 0, 65_535),
                read.file(NodeSettings.TLS_CERT_FILE),
                read.file(NodeSettings.TLS_KEY_FILE),
                read.text(NodeSettings.TLS_KEY_FILE_PASS),
                read.file(NodeSettings.TLS_CA_CERT_FILE),
                clients(read),
                read.yesOrNo(NodeSettings.TLS_REPLICATION),
                protocols(read),
                read.text(NodeSettings.TLS_PEER_NAME),
                read.integer(NodeSettings.TLS_AUTO_RELOAD_INTERVAL, 0, 86_400));
        if (settings.isUsed()) {
            settings.requireFiles();
        }
        return settings;
    }

    private static ClientCertificates clients(SettingValues read) throws NodeStartException {
        String word = read.oneOf(NodeSettings.TLS_AUTH_CLIENTS, List.of("yes", "optional", "no"));
        for (ClientCertificates choice : ClientCertificates.values()) {
            if (choice.text.equals(word)) {
                return choice;
            }
        }
        throw new IllegalStateException(word);
    }

    private static List<String> protocols(SettingValues read) throws NodeStartException {
        List<String> protocols =
                List.of(read.text(NodeSettings.TLS_PROTOCOLS).strip().split("\\s+", -1));
        for (String protocol : protocols) {
            if (!PROTOCOLS.contains(protocol)) {
                throw new NodeStartException("tls-protocols has \"" + protocol
                        + "\" but may only have TLSv1.2 and TLSv1.3, which are the ones that are still safe");
            }
        }
        return protocols;
    }

    private void requireFiles() throws NodeStartException {
        String who = port == NO_PORT ? "tls-replication" : "tls-port";
        if (certificateFile == null || keyFile == null) {
            throw new NodeStartException(
                    who + " is set but " + (certificateFile == null ? "tls-cert-file" : "tls-key-file")
                            + " is not; name the PEM file of this node's "
                            + (certificateFile == null ? "certificate" : "private key"));
        }
        boolean asksClients = port != NO_PORT && clients != ClientCertificates.NONE;
        if (authorityFile == null && (replication || asksClients)) {
            throw new NodeStartException((replication ? "tls-replication" : "tls-auth-clients")
                    + " asks for certificates but tls-ca-cert-file is not set; name the PEM file of the authority that "
                    + "signs them" + (replication ? "" : ", or set tls-auth-clients to no"));
        }
    }
}
