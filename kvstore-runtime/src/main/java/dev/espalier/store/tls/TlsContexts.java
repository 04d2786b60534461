package dev.espalier.store.tls;

import dev.espalier.store.config.TlsSettings;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/**
 * What the connections of a moment are made with; connections keep what they began with.
 *
 * @param clients for clients that connect
 * @param peersIn for peers that connect, who must show a certificate
 * @param peersOut for connecting to peers
 * @param certificate the node's own
 */
record TlsContexts(SslContext clients, SslContext peersIn, SslContext peersOut, X509Certificate certificate) {
    /** Reads the files of {@code settings} and makes contexts of them; nothing is half made. */
    static TlsContexts of(TlsSettings settings) throws TlsException {
        Credentials credentials = Credentials.read(settings);
        ClientAuth asked = switch (settings.clients()) {
            case REQUIRED -> ClientAuth.REQUIRE;
            case OPTIONAL -> ClientAuth.OPTIONAL;
            case NONE -> ClientAuth.NONE;
        };
        try {
            return new TlsContexts(
                    server(settings, credentials, asked),
                    server(settings, credentials, ClientAuth.REQUIRE),
                    // Nodes are told apart by tls-peer-name, where it is set, not by the address that leads to them.
                    common(SslContextBuilder.forClient(), settings, credentials)
                            .keyManager(credentials.key(), credentials.chain())
                            .endpointIdentificationAlgorithm(null)
                            .build(),
                    credentials.chain().getFirst());
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsException(
                    "the keys and certificates of tls-cert-file, tls-key-file and tls-ca-cert-file cannot be used ("
                            + e.getMessage() + "); check the three files",
                    e);
        }
    }

    private static SslContext server(TlsSettings settings, Credentials credentials, ClientAuth asked)
            throws SSLException {
        return common(SslContextBuilder.forServer(credentials.key(), credentials.chain()), settings, credentials)
                .clientAuth(asked)
                .build();
    }

    private static SslContextBuilder common(SslContextBuilder builder, TlsSettings settings, Credentials credentials) {
        SslContextBuilder common = builder.sslProvider(SslProvider.JDK).protocols(settings.protocols());
        return credentials.authorities().isEmpty() ? common : common.trustManager(credentials.authorities());
    }
}
