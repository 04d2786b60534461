package dev.espalier.store.tls;

import dev.espalier.store.config.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node shows and what it trusts, read from files and checked to belong together.
 *
 * @param key the private key
 * @param chain the node's certificate, then those that lead to its authority
 * @param authorities trusted authorities; empty for those of the Java platform
 */
record Credentials(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    Credentials {
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
    }

    /** Reads and checks the files of {@code settings}. */
    static Credentials read(TlsSettings settings) throws TlsException {
        Path certificateFile = given("tls-cert-file", settings.certificateFile());
        Path keyFile = given("tls-key-file", settings.keyFile());
        List<X509Certificate> chain = certificates("tls-cert-file", certificateFile);
        PrivateKey key = PrivateKeyFile.read(keyFile, settings.keyPassword());
        requireValidNow(certificateFile, chain.getFirst());
        if (!belongTogether(key, chain.getFirst().getPublicKey())) {
            throw new TlsException("the private key in tls-key-file " + keyFile
                    + " is not that of the certificate in tls-cert-file " + certificateFile + " ("
                    + chain.getFirst().getSubjectX500Principal() + "); name two files that belong together");
        }
        Path authorityFile = settings.authorityFile();
        return new Credentials(
                key, chain, authorityFile == null ? List.of() : certificates("tls-ca-cert-file", authorityFile));
    }

    private static Path given(String setting, @Nullable Path file) throws TlsException {
        if (file == null) {
            throw new TlsException(setting + " is not set; name a PEM file");
        }
        return file;
    }

    private static List<X509Certificate> certificates(String setting, Path file) throws TlsException {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(certificate -> found.add((X509Certificate) certificate));
        } catch (IOException e) {
            throw new TlsException(setting + " " + file + " cannot be read (" + e + "); check path and permissions", e);
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    setting + " " + file + " holds no certificates in PEM (" + e.getMessage() + "); name another file",
                    e);
        }
        if (found.isEmpty()) {
            throw new TlsException(setting + " " + file + " holds no certificate; name a PEM file with one");
        }
        return found;
    }

    private static void requireValidNow(Path file, X509Certificate certificate) throws TlsException {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new TlsException(
                    "the certificate in tls-cert-file " + file + " expired on "
                            + certificate.getNotAfter().toInstant() + "; renew it",
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new TlsException(
                    "the certificate in tls-cert-file " + file + " is valid from "
                            + certificate.getNotBefore().toInstant() + " on only; check the clock, or use another",
                    e);
        }
    }

    /** Signs something and verifies it: nothing else tells for every algorithm whether two keys are a pair. */
    private static boolean belongTogether(PrivateKey secret, PublicKey open) throws TlsException {
        String algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        byte[] text = "espalier".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(text);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException differentKinds) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new TlsException("this Java cannot sign by " + algorithm + "; use an RSA or EC key", e);
        }
    }
}
