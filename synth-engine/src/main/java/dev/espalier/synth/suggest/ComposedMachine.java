package dev.espalier.synth.suggest;

import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.StrongPoint;
import java.util.List;
import java.util.Optional;

/**
 * Two machines in one, both of whose guards must hold: what either forbids, it forbids. That makes sense where both keep,
 * of the puts on a key, the one that came last, so that both hold the same value; which is so of the suite's machines of
 * clients and replicas, and of the points of the strong family without convergence.
 *
 * @param first whose answers are given
 * @param second whose guards are asked besides
 */
public record ComposedMachine(Specification first, Specification second) {
    private static final String SUITE = "suite/";

    /** Whether {@code specification} may be a part: it keeps the last put, has no labels, and guards something. */
    public static boolean isPart(Specification specification) {
        if (specification.kind() != Specification.Kind.CORE
                || specification.source().outside().isPresent()) {
            return false;
        }
        Optional<StrongPoint> point = StrongPoint.named(specification.name());
        return point.isPresent()
                ? !point.get().convergent() && !point.get().guarantees().isEmpty()
                : specification.name().startsWith(SUITE)
                        && !specification.name().equals("suite/relaxed");
    }

    /** What it is called. */
    public String name() {
        return first.name() + " and " + second.name();
    }

    /** A name for its file. */
    public String file() {
        return word(first) + "And" + word(second) + ".v";
    }

    private static String word(Specification specification) {
        StringBuilder word = new StringBuilder();
        for (String part : specification.name().split("[/+]", -1)) {
            word.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return word.toString();
    }

    /** The file, which is a specification as any user might have written it; with what exploration found, if it did. */
    public String text(List<LitmusResult> found) {
        StringBuilder tags = new StringBuilder();
        for (LitmusResult result : found) {
            if (result.verdict() == Verdict.ALLOWED || result.verdict() == Verdict.FORBIDDEN) {
                tags.append("\n    @litmus ")
                        .append(result.test().name())
                        .append(result.verdict() == Verdict.ALLOWED ? " allowed" : " forbidden");
            }
        }
        return """
                (** Two machines in one: %s, and %s.
                    A put goes in, and a get is answered, if both let it; both hold the
                    put that came last, so they hold the same value.

                    @title %s, and %s
                    @promise %s
                    @promise %s%s *)

                From Coq Require Import Bool.
                From Espalier.Framework Require Import Parameters Core.
                %s
                Module Specification (P : PARAMETERS) <: CORE P.
                  Module First := %s.
                  Module Second := %s.
                %s
                End Specification.
                """.formatted(
                        first.name(),
                        second.name(),
                        first.title(),
                        second.title(),
                        wrapped(first.promise()),
                        wrapped(second.promise()),
                        tags,
                        requires(first).equals(requires(second)) ? requires(first) : requires(first) + requires(second),
                        applied(first),
                        applied(second),
                        BODY);
    }

    private static String wrapped(String promise) {
        return promise.replaceAll("(.{60,85}?)\\s+", "$1\n      ");
    }

    private static String requires(Specification part) {
        String path = part.source().path();
        String folder = path.substring(0, path.indexOf('/'));
        String module = path.substring(path.indexOf('/') + 1, path.length() - ".v".length());
        return "From Espalier.%s Require %s%s.%n"
                .formatted(
                        Character.toUpperCase(folder.charAt(0)) + folder.substring(1),
                        module,
                        part.source().guarantees().isPresent() ? " Guarantees" : "");
    }

    private static String applied(Specification part) {
        String path = part.source().path();
        String module = path.substring(path.indexOf('/') + 1, path.length() - ".v".length());
        return module + "." + part.source().functor() + " P"
                + part.source()
                        .guarantees()
                        .map(point -> " Guarantees." + point)
                        .orElse("");
    }

    private static final String BODY = """

              Definition client_state : Type := First.client_state * Second.client_state.
              Definition replica_state : Type := First.replica_state * Second.replica_state.
              Definition get_payload : Type := First.get_payload * Second.get_payload.
              Definition answer_payload : Type := First.answer_payload * Second.answer_payload.
              Definition put_payload : Type := First.put_payload * Second.put_payload.

              Definition client_init (c : P.client) : client_state :=
                (First.client_init c, Second.client_init c).

              Definition replica_init (me : P.replica) (v : P.value) : replica_state :=
                (First.replica_init me v, Second.replica_init me v).

              Definition get_request (k : P.key) (c : P.client) (s : client_state)
                : get_payload * client_state :=
                let '(g, s1) := First.get_request k c (fst s) in
                let '(h, s2) := Second.get_request k c (snd s) in
                ((g, h), (s1, s2)).

              Definition get_guard (k : P.key) (g : get_payload) (c : P.client) (me : P.replica)
                (r : replica_state) : bool :=
                First.get_guard k (fst g) c me (fst r) && Second.get_guard k (snd g) c me (snd r).

              Definition get (k : P.key) (g : get_payload) (c : P.client) (me : P.replica)
                (r : replica_state) : P.value * answer_payload * replica_state :=
                let '(v, a, r1) := First.get k (fst g) c me (fst r) in
                let '(_, b, r2) := Second.get k (snd g) c me (snd r) in
                (v, (a, b), (r1, r2)).

              Definition get_response (k : P.key) (v : P.value) (a : answer_payload) (c : P.client)
                (s : client_state) : client_state :=
                (First.get_response k v (fst a) c (fst s), Second.get_response k v (snd a) c (snd s)).

              Definition put_request (k : P.key) (v : P.value) (now : nat) (c : P.client)
                (s : client_state) : put_payload * client_state :=
                let '(p, s1) := First.put_request k v now c (fst s) in
                let '(q, s2) := Second.put_request k v now c (snd s) in
                ((p, q), (s1, s2)).

              Definition put_guard (k : P.key) (v : P.value) (p : put_payload) (c : P.client)
                (me : P.replica) (r : replica_state) : bool :=
                First.put_guard k v (fst p) c me (fst r) && Second.put_guard k v (snd p) c me (snd r).

              Definition put (k : P.key) (v : P.value) (p : put_payload) (c : P.client)
                (me : P.replica) (r : replica_state) : replica_state :=
                (First.put k v (fst p) c me (fst r), Second.put k v (snd p) c me (snd r)).

              (** Either that has it in for good keeps it out for good. *)
              Definition put_seen (k : P.key) (v : P.value) (p : put_payload) (c : P.client)
                (me : P.replica) (r : replica_state) : bool :=
                First.put_seen k v (fst p) c me (fst r) || Second.put_seen k v (snd p) c me (snd r).
            """;
}
