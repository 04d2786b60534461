package dev.espalier.synth.prover.coqidetop;

/** The calls of the protocol that are used here; {@code dev/doc/xml-protocol.md} of Coq's sources describes them. */
final class Calls {
    static final String ABOUT = "<call val=\"About\"><unit/></call>\n";
    static final String INIT = "<call val=\"Init\"><option val=\"none\"/></call>\n";
    /** Also executes what was added and not yet executed, which {@code Add} leaves for later. */
    static final String GOAL = "<call val=\"Goal\"><unit/></call>\n";

    private Calls() {}

    /** Adds {@code sentence} after {@code state}, which must be the tip. Places are told from its first byte, 0. */
    static String add(String sentence, int state) {
        return "<call val=\"Add\"><pair><pair><pair><pair><string>" + escape(sentence)
                + "</string><int>-1</int></pair><pair><state_id val=\"" + state
                + "\"/><bool val=\"true\"/></pair></pair><int>0</int></pair><pair><int>0</int><int>0</int></pair></pair></call>\n";
    }

    static String editAt(int state) {
        return "<call val=\"Edit_at\"><state_id val=\"" + state + "\"/></call>\n";
    }

    static String query(String command, int state) {
        return "<call val=\"Query\"><pair><route_id val=\"0\"/><pair><string>" + escape(command)
                + "</string><state_id val=\"" + state + "\"/></pair></pair></call>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
