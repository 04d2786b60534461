(** A reference core for read your writes and monotonic writes together (RYW+MW
    of IDS): a put carries its number among its session's puts on the same key
    and goes in when it is the next; and a replica answers unless the entry that
    it holds is an older put of the asking client. The store and, in each entry,
    the number of puts that went in are functions, wrapped in another closure by
    every put: it is a baseline to measure against.

    The put that an entry holds is its writer's last that went in, so the entry
    need not keep its number. A get asks for at least the puts that the session
    had made; IDS asks for just as many, and so leaves a request that comes late
    for ever without an answer. *)

From Coq Require Import Arith.
From Espalier.Framework Require Import Parameters Core.

Module SessionBoth (P : PARAMETERS) <: CORE P.
  Import P.

  Record entry := {
    content : value;
    writer : option client;   (** [None] for the initial value *)
    applied : client -> nat   (** how many of each client's puts are in *)
  }.

  (** How many puts the session has made on each key. *)
  Definition client_state := key -> nat.
  Definition replica_state := key -> entry.
  Definition get_payload := nat.
  Definition answer_payload := unit.
  (** The number of the put among its client's puts on the key, from 1. *)
  Definition put_payload := nat.

  Definition client_init (_ : client) : client_state := fun _ => 0.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ => {| content := v; writer := None; applied := fun _ => 0 |}.

  Definition get_request (k : key) (_ : client) (s : client_state)
    : get_payload * client_state := (s k, s).

  Definition get_guard (k : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    match writer (r k) with
    | None => true
    | Some w => if client_eq_dec c w then g <=? applied (r k) c else true
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

  Definition put_seen (k : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    p <=? applied (r k) c.

  Definition put_guard (k : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    p =? S (applied (r k) c).

  Definition put (k : key) (v : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : replica_state :=
    let before := applied (r k) in
    let fresh :=
      {| content := v;
         writer := Some c;
         applied := fun asked =>
           if client_eq_dec c asked then p else before asked |} in
    fun asked => if key_eq_dec k asked then fresh else r asked.

End SessionBoth.
