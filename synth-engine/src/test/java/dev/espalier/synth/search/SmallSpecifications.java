package dev.espalier.synth.search;

/** Specifications for tests that are about the engine: a core of one is grown in less time than of any in the repository. */
final class SmallSpecifications {
    /** Every put goes in once, and gets ask that the session's last put is there: not a point of the lattice. */
    static final String LAST_PUT = """
                From Coq Require Import Bool Arith.
                From Espalier.Framework Require Import Parameters Core.
                From Espalier.Kit Require Import FiniteSet.

                Module Specification (P : PARAMETERS) <: CORE P.
                  Import P.
                  Definition name : Type := client * nat.
                  Definition name_eq_dec (a b : name) : {a = b} + {a <> b}.
                  Proof. decide equality; [apply Nat.eq_dec | apply client_eq_dec]. Defined.
                  Record node := { taken : set name; holds : key -> value }.
                  Definition client_state := nat.
                  Definition replica_state := node.
                  Definition get_payload := nat.
                  Definition answer_payload := unit.
                  Definition put_payload := name.
                  Definition client_init (_ : client) : client_state := 0.
                  Definition replica_init (_ : replica) (v : value) : replica_state :=
                    {| taken := empty; holds := fun _ => v |}.
                  Definition get_request (_ : key) (_ : client) (s : client_state)
                    : get_payload * client_state := (s, s).
                  Definition get_guard (_ : key) (g : get_payload) (c : client) (_ : replica)
                    (r : replica_state) : bool :=
                    if g =? 0 then true else member name_eq_dec (c, g) (taken r).
                  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica) (r : replica_state)
                    : value * answer_payload * replica_state := (holds r k, tt, r).
                  Definition get_response (_ : key) (_ : value) (_ : answer_payload) (_ : client)
                    (s : client_state) : client_state := s.
                  Definition put_request (_ : key) (_ : value) (_ : nat) (c : client) (s : client_state)
                    : put_payload * client_state := ((c, S s), S s).
                  Definition put_seen (_ : key) (_ : value) (p : put_payload) (_ : client) (_ : replica)
                    (r : replica_state) : bool := member name_eq_dec p (taken r).
                  Definition put_guard (k : key) (v : value) (p : put_payload) (c : client) (a : replica)
                    (r : replica_state) : bool := negb (put_seen k v p c a r).
                  Definition put (k : key) (v : value) (p : put_payload) (_ : client) (_ : replica)
                    (r : replica_state) : replica_state :=
                    {| taken := add name_eq_dec p (taken r);
                       holds := fun asked => if key_eq_dec k asked then v else holds r asked |}.
                End Specification.
                """;

    /** A put names an earlier one of its client's, or none: a fact that no core needs to work, and its proof does. */
    static final String CHAINED = """
                From Coq Require Import Arith Bool.
                From Espalier.Framework Require Import Parameters Core.
                From Espalier.Kit Require Import FiniteSet.

                Module Specification (P : PARAMETERS) <: CORE P.
                  Import P.
                  Record session := { made : nat; before : nat }.
                  Record message := { number : nat; after : nat }.
                  Record cell := { shown : value; at_number : nat }.
                  Definition client_state := session.
                  Definition replica_state := key -> cell.
                  Definition get_payload := unit.
                  Definition answer_payload := nat.
                  Definition put_payload := message.
                  Definition client_init (_ : client) : client_state := {| made := 0; before := 0 |}.
                  Definition replica_init (_ : replica) (v : value) : replica_state :=
                    fun _ => {| shown := v; at_number := 0 |}.
                  Definition get_request (_ : key) (_ : client) (s : client_state)
                    : get_payload * client_state := (tt, s).
                  Definition get_guard (_ : key) (_ : get_payload) (_ : client) (_ : replica)
                    (_ : replica_state) : bool := true.
                  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica) (r : replica_state)
                    : value * answer_payload * replica_state := (shown (r k), at_number (r k), r).
                  Definition get_response (_ : key) (_ : value) (_ : answer_payload) (_ : client)
                    (s : client_state) : client_state := s.
                  Definition put_request (_ : key) (_ : value) (now : nat) (_ : client) (s : client_state)
                    : put_payload * client_state :=
                    ({| number := S (made s); after := before s |},
                     {| made := S (made s); before := if now =? 0 then before s else made s |}).
                  Definition put_seen (_ : key) (_ : value) (_ : put_payload) (_ : client) (_ : replica)
                    (_ : replica_state) : bool := false.
                  Definition put_guard (_ : key) (_ : value) (p : put_payload) (_ : client) (_ : replica)
                    (_ : replica_state) : bool := after p <? number p.
                  Definition put (k : key) (v : value) (p : put_payload) (_ : client) (_ : replica)
                    (r : replica_state) : replica_state :=
                    fun asked =>
                      if key_eq_dec k asked then {| shown := v; at_number := number p |} else r asked.
                End Specification.
                """;

    private SmallSpecifications() {}
}
