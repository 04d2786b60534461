package dev.espalier.bench.resp;

import java.net.InetSocketAddress;

/**
 * Where a server answers clients.
 *
 * @param host host name or address
 * @param port TCP port, 1 to 65535
 * @param access how to enter it
 */
public record Target(String host, int port, Access access) {
    /** A server that speaks in the clear and asks for no password. */
    public Target(String host, int port) {
        this(host, port, Access.OPEN);
    }

    public Target {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("a target needs a host, for example 127.0.0.1:6379");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " of " + host + " is outside 1..65535");
        }
    }

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets, as in {@code [::1]:6379}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static Target parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("write an IPv6 target in brackets, as in [::1]:6379, not " + text);
        }
        try {
            return new Target(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("target '" + text + "' is not host:port, for example 127.0.0.1:6379", e);
        }
    }

    /** The same server, entered in another way. */
    public Target with(Access other) {
        return new Target(host, port, other);
    }

    /** The socket address, its host name looked up now. */
    public InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
