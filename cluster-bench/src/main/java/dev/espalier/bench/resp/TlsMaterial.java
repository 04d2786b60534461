package dev.espalier.bench.resp;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs for TLS, as PEM texts rather than files, so that it can travel to a generator on another machine.
 * Servers have to be certified for the name or address by which they are called.
 *
 * @param authorities certificates that servers' are to be signed by, or {@code null} for those that Java trusts
 * @param certificate our own, if servers ask for one
 * @param key of it, PKCS #8
 */
public record TlsMaterial(
        @Nullable String authorities,
        @Nullable String certificate,
        @Nullable String key) {
    public TlsMaterial {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a certificate of our own goes with its key; give both or neither");
        }
    }

    /**
     * The context of a client.
     *
     * @throws IllegalArgumentException if a text is not what it should be
     */
    public JdkSslContext context() {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        String part = "certificates of authorities";
        try {
            if (authorities != null) {
                builder.trustManager(stream(authorities));
            }
            if (certificate != null && key != null) {
                part = "certificate and key of our own";
                builder.keyManager(stream(certificate), stream(key));
            }
            return (JdkSslContext) builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the " + part + " cannot be used (" + e.getMessage() + "); they are to be PEM, the key PKCS #8", e);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the key, for it may end in a log. */
    @Override
    public String toString() {
        return certificate == null ? "TLS" : "TLS with a certificate";
    }
}
