(** Monotonic writes, as the suite of IDS has it (MW-star): a replica applies a
    put once the session's earlier puts on the same key are in. Puts on other
    keys do not count, and any replica may answer any get.

    The suite's network delivers a put at most once. Ours may deliver it again,
    and an old put that went in again would lie over a newer one of its own
    session; so a put that is in stays out, which the suite need not say.

    @specification suite/mw
    @title monotonic writes, key by key
    @promise A replica applies the puts of one client on one key in the order in which they were
      made, each at most once.
    @promise Any replica may answer any get, whatever the session has put or read.
    @litmus stale-read allowed
    @litmus own-write-overtaken allowed
    @litmus reads-backwards allowed
    @litmus read-overtaken allowed
    @litmus writes-reordered allowed
    @litmus reply-before-question allowed
    @litmus lost-update allowed
    @litmus divergence allowed
    @litmus resurrected-delete allowed *)

From Coq Require Import Arith.
From Espalier.Framework Require Import Parameters Core.
From Espalier.Kit Require Import FiniteSet.

Module Specification (P : PARAMETERS) <: CORE P.
  Import P.

  (** A put is named by its client and its number among that client's puts,
      from 1. *)
  Definition put_id : Type := client * nat.

  Definition put_id_eq_dec (a b : put_id) : {a = b} + {a <> b}.
  Proof. decide equality; [apply Nat.eq_dec | apply client_eq_dec]. Defined.

  Definition puts := set put_id.

  (** What a replica holds for a key: the value and all that was applied. *)
  Record entry := { content : value; applied : puts }.

  Record session := {
    made : nat;                (** how many puts the session has made *)
    own_puts : key -> puts     (** those puts, by key *)
  }.

  Record put_of := { id : put_id; put_earlier : puts }.

  Definition client_state := session.
  Definition replica_state := key -> entry.
  Definition get_payload := unit.
  Definition answer_payload := unit.
  Definition put_payload := put_of.

  Definition client_init (_ : client) : client_state :=
    {| made := 0; own_puts := fun _ => empty |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ => {| content := v; applied := empty |}.

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state := (tt, s).

  Definition get_guard (_ : key) (_ : get_payload) (_ : client) (_ : replica)
    (_ : replica_state) : bool := true.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (r k), tt, r).

  Definition get_response (_ : key) (_ : value) (_ : answer_payload)
    (_ : client) (s : client_state) : client_state := s.

  Definition put_request (k : key) (_ : value) (_ : nat) (c : client)
    (s : client_state) : put_payload * client_state :=
    let i := (c, S (made s)) in
    ({| id := i; put_earlier := own_puts s k |},
     {| made := S (made s);
        own_puts := fun asked =>
          if key_eq_dec k asked then add put_id_eq_dec i (own_puts s k)
          else own_puts s asked |}).

  (** This put is already in. *)
  Definition put_seen (k : key) (_ : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : bool :=
    member put_id_eq_dec (id p) (applied (r k)).

  Definition put_guard (k : key) (v : value) (p : put_payload) (c : client)
    (at_replica : replica) (r : replica_state) : bool :=
    if put_seen k v p c at_replica r then false
    else subset put_id_eq_dec (put_earlier p) (applied (r k)).

  Definition put (k : key) (v : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : replica_state :=
    fun asked =>
      if key_eq_dec k asked then
        {| content := v;
           applied := add put_id_eq_dec (id p) (applied (r k)) |}
      else r asked.

End Specification.
