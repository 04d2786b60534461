package dev.espalier.store.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns tokens into text and back. The text is Base64 (URL alphabet, no padding) of: version (1 byte, now 1), number of
 * the issuer (2), marker (8), count of nodes (2), for each its number (2) and its puts applied (8), and the first 16 bytes
 * of an HMAC-SHA-256 over the name of the cluster and all that. Numbers are big-endian. A token says nothing secret, and
 * nobody without the secret can make one that is taken.
 */
public final class TokenSeal {
    private static final byte VERSION = 1;
    private static final int SEAL_BYTES = 16;
    private static final int HEADER_BYTES = 1 + Short.BYTES + Long.BYTES + Short.BYTES;
    private static final int NODE_BYTES = Short.BYTES + Long.BYTES;

    private final String cluster;
    private final SecretKeySpec secret;
    private final String remedy;

    /**
     * @param cluster name of the cluster; tokens of others are refused
     * @param secret what tokens are sealed with
     * @param remedy what to do about a token sealed with another secret, for the error
     */
    public TokenSeal(String cluster, byte[] secret, String remedy) {
        this.cluster = cluster;
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
        this.remedy = remedy;
    }

    /** The text of {@code token}. */
    public String seal(SessionToken token) {
        Map<NodeId, Long> applied = new TreeMap<>((a, b) -> Integer.compare(a.number(), b.number()));
        applied.putAll(token.applied());
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + applied.size() * NODE_BYTES + SEAL_BYTES);
        out.put(VERSION).putShort((short) token.issuer().number()).putLong(token.marker());
        out.putShort((short) applied.size());
        applied.forEach((node, sequence) -> out.putShort((short) node.number()).putLong(sequence));
        out.put(mac(out.array(), out.position()), 0, SEAL_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    /**
     * The token that {@code text} is.
     *
     * @throws IllegalArgumentException if it is none that this node can trust, with the reason and the next step
     */
    public SessionToken open(Bytes text) {
        byte[] content;
        try {
            content = Base64.getUrlDecoder().decode(text.shared());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("this is not a session token; use what SESSION TOKEN gave, whole", e);
        }
        if (content.length < HEADER_BYTES + SEAL_BYTES) {
            throw new IllegalArgumentException("this is not a session token; use what SESSION TOKEN gave, whole");
        }
        if (content[0] != VERSION) {
            throw new IllegalArgumentException("this session token is of version " + content[0]
                    + " and this node reads " + "version " + VERSION + "; get a new one from a node of this version");
        }
        int sealed = content.length - SEAL_BYTES;
        byte[] seal = Arrays.copyOfRange(content, sealed, content.length);
        if (!MessageDigest.isEqual(seal, Arrays.copyOf(mac(content, sealed), SEAL_BYTES))) {
            throw new IllegalArgumentException("this session token was changed, or sealed for another cluster or with "
                    + "another secret; " + remedy);
        }
        return read(ByteBuffer.wrap(content, 0, sealed));
    }

    private static SessionToken read(ByteBuffer in) {
        in.get();
        NodeId issuer = new NodeId(in.getShort() & 0xffff);
        long marker = in.getLong();
        int count = in.getShort() & 0xffff;
        if (in.remaining() != count * NODE_BYTES) {
            throw new IllegalArgumentException("this session token is damaged; get a new one");
        }
        Map<NodeId, Long> applied = new HashMap<>();
        for (int i = 0; i < count; i++) {
            applied.put(new NodeId(in.getShort() & 0xffff), in.getLong());
        }
        return new SessionToken(issuer, marker, applied);
    }

    private byte[] mac(byte[] content, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            byte[] name = cluster.getBytes(UTF_8);
            mac.update((byte) name.length);
            mac.update(name);
            mac.update(content, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
