(** A reference core for read your writes (RYW of IDS): a session counts its
    puts on each key, and a replica answers unless the
    entry that it holds is an older put of the asking client. Puts go in as they
    come, each wrapping the store in another closure: it is a baseline to
    measure against. *)

From Coq Require Import Arith.
From Espalier.Framework Require Import Parameters Core.

Module SessionReadYourWrites (P : PARAMETERS) <: CORE P.
  Import P.

  (** Who made a put, and its number among that client's puts on the key,
      from 1. *)
  Record mark := { writer : client; number : nat }.

  (** [written] is [None] for the initial value. *)
  Record entry := { content : value; written : option mark }.

  (** How many puts the session has made on each key. *)
  Definition client_state := key -> nat.
  Definition replica_state := key -> entry.
  Definition get_payload := nat.
  Definition answer_payload := unit.
  Definition put_payload := nat.

  Definition client_init (_ : client) : client_state := fun _ => 0.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ => {| content := v; written := None |}.

  Definition get_request (k : key) (_ : client) (s : client_state)
    : get_payload * client_state := (s k, s).

  Definition get_guard (k : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    match written (r k) with
    | None => true
    | Some m => if client_eq_dec c (writer m) then number m =? g else true
    end.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (r k), tt, r).

  Definition get_response (_ : key) (_ : value) (_ : answer_payload)
    (_ : client) (s : client_state) : client_state := s.

  Definition put_request (k : key) (_ : value) (_ : nat) (_ : client)
    (s : client_state) : put_payload * client_state :=
    let n := S (s k) in
    (n, fun asked => if key_eq_dec k asked then n else s asked).

  Definition put_guard (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := true.

  Definition put (k : key) (v : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : replica_state :=
    let fresh :=
      {| content := v; written := Some {| writer := c; number := p |} |} in
    fun asked => if key_eq_dec k asked then fresh else r asked.

  (** A put may go in again and again, so none is ever done with. *)
  Definition put_seen (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := false.

End SessionReadYourWrites.
