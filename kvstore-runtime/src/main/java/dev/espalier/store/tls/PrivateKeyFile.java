package dev.espalier.store.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key in PEM, of the one form that JDK and OpenSSL both write: PKCS #8, plain or encrypted (RFC 5208, RFC 7468). */
final class PrivateKeyFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]+)-----END \\1-----");

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PrivateKeyFile() {}

    /**
     * The key in {@code file}.
     *
     * @param password empty for none
     */
    static PrivateKey read(Path file, String password) throws TlsException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new TlsException(
                    "tls-key-file " + file + " cannot be read (" + e + "); check path and permissions", e);
        }
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new TlsException("tls-key-file " + file
                    + " holds no private key in PEM; name the file that has a line " + "-----BEGIN PRIVATE KEY-----");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            return switch (block.group(1)) {
                case "PRIVATE KEY" -> key(file, new PKCS8EncodedKeySpec(der));
                case "ENCRYPTED PRIVATE KEY" -> key(file, decrypted(file, der, password));
                default ->
                    throw new TlsException("tls-key-file " + file + " holds a " + block.group(1)
                            + ", an older form; convert it: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW");
            };
        } catch (IllegalArgumentException e) {
            throw new TlsException("tls-key-file " + file + " is damaged (" + e.getMessage() + "); restore it", e);
        }
    }

    private static PKCS8EncodedKeySpec decrypted(Path file, byte[] der, String password) throws TlsException {
        if (password.isEmpty()) {
            throw new TlsException("tls-key-file " + file + " is encrypted; set tls-key-file-pass to its password");
        }
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
            // The name of PBES2 alone does not say which ciphers it is made of; the parameters do.
            String algorithm = info.getAlgParameters() == null
                    ? info.getAlgName()
                    : info.getAlgParameters().toString();
            SecretKeyFactory keys = SecretKeyFactory.getInstance(algorithm);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    keys.generateSecret(new PBEKeySpec(password.toCharArray())),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsException(
                    "tls-key-file " + file + " cannot be decrypted (" + e.getMessage() + "); check tls-key-file-pass",
                    e);
        }
    }

    private static PrivateKey key(Path file, PKCS8EncodedKeySpec spec) throws TlsException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException another) {
                // Of another algorithm, then.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + algorithm, e);
            }
        }
        throw new TlsException("tls-key-file " + file + " holds a key that is none of " + String.join(", ", ALGORITHMS)
                + ", or is damaged; make another one");
    }
}
