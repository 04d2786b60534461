package dev.espalier.store.tls;

import dev.espalier.store.config.TlsSettings;
import dev.espalier.store.event.NodeEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys and certificates that hold now. New ones hold for new connections once they are found to be sound; until then,
 * and if they are not, the old ones stay.
 */
public final class Tls {
    private static final Logger log = LoggerFactory.getLogger(Tls.class);

    private final TlsStatistics statistics = new TlsStatistics();
    private volatile TlsSettings settings;
    private volatile TlsContexts contexts;
    private String fingerprint;
    private String refused = "";

    /** Reads the files of {@code settings}. */
    public Tls(TlsSettings settings) throws TlsException {
        this.settings = settings;
        this.fingerprint = fingerprint(settings);
        this.contexts = TlsContexts.of(settings);
    }

    /** Takes the files of {@code changed} from now on, if they are sound. */
    public synchronized void reload(TlsSettings changed) throws TlsException {
        String read = fingerprint(changed);
        contexts = TlsContexts.of(changed);
        settings = changed;
        fingerprint = read;
        refused = "";
        statistics.reloaded();
        NodeEvent.CERTIFICATE_LOADED.info(
                log,
                "TLS certificate {} holds for new connections, until {}",
                contexts.certificate().getSubjectX500Principal(),
                expires());
    }

    /** Takes the files anew if they changed since they were read; what is wrong with them is said once. */
    public synchronized void reloadIfChanged() {
        String now = fingerprint(settings);
        if (now.equals(fingerprint) || now.equals(refused)) {
            return;
        }
        try {
            reload(settings);
        } catch (TlsException e) {
            refused = now;
            statistics.refused();
            NodeEvent.CERTIFICATE_REFUSED.error(
                    log,
                    "the changed TLS files are refused and the old ones still hold: {}",
                    String.valueOf(e.getMessage()));
        }
    }

    /** A hash over the contents of the files: times of files do not change where a link is turned to another file. */
    private static String fingerprint(TlsSettings settings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (@Nullable
            Path file : Arrays.asList(settings.certificateFile(), settings.keyFile(), settings.authorityFile())) {
                digest.update(contents(file));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] contents(@Nullable Path file) {
        try {
            return file == null ? new byte[0] : Files.readAllBytes(file);
        } catch (IOException e) {
            // A file that is away is a change like any other; reading it for use tells what is wrong.
            return new byte[] {1};
        }
    }

    TlsContexts contexts() {
        return contexts;
    }

    /** The settings that hold now. */
    public TlsSettings settings() {
        return settings;
    }

    /** When the node's certificate ceases to be valid. */
    public Instant expires() {
        return contexts.certificate().getNotAfter().toInstant();
    }

    /** Counts so far. */
    public TlsStatistics statistics() {
        return statistics;
    }
}
