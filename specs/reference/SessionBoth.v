(** A reference core for read your writes and monotonic writes together (RYW+MW
    of IDS): a put names the session's put before it on the same key and goes in
    when that is the session's last that went in; and a replica answers unless
    the entry that it holds is an older put of the asking client. The store and,
    in each entry, the numbers of the puts that went in are functions, wrapped
    in another closure by every put: it is a baseline to measure against.

    The put that an entry holds is its writer's last that went in, so the entry
    need not keep its number. A get asks for that number to be at least what the
    session knows of; IDS asks for the same number, and so leaves a request that
    comes late for ever without an answer. *)

From Coq Require Import Arith.
From Espalier.Framework Require Import Parameters Core.

Module SessionBoth (P : PARAMETERS) <: CORE P.
  Import P.

  (** Puts are numbered among their client's puts, from 1. *)
  Record entry := {
    content : value;
    writer : option client;   (** [None] for the initial value *)
    applied : client -> nat   (** number of the client's last put that is in *)
  }.

  Record session := {
    own : nat;                (** puts made so far *)
    last_put : key -> nat     (** number of the last put on the key, or 0 *)
  }.

  Record put_record := {
    number : nat;
    previous : nat            (** the session's put before it on the key, or 0 *)
  }.

  Definition client_state := session.
  Definition replica_state := key -> entry.
  Definition get_payload := nat.
  Definition answer_payload := unit.
  Definition put_payload := put_record.

  Definition client_init (_ : client) : client_state :=
    {| own := 0; last_put := fun _ => 0 |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ => {| content := v; writer := None; applied := fun _ => 0 |}.

  Definition get_request (k : key) (_ : client) (s : client_state)
    : get_payload * client_state := (last_put s k, s).

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
    let n := S (own s) in
    let before := last_put s in
    ({| number := n; previous := before k |},
     {| own := n;
        last_put := fun asked =>
          if key_eq_dec k asked then n else before asked |}).

  Definition put_seen (k : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    number p <=? applied (r k) c.

  Definition put_guard (k : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    let last := applied (r k) c in
    if number p <=? last then false else last =? previous p.

  Definition put (k : key) (v : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : replica_state :=
    let before := applied (r k) in
    let n := number p in
    let fresh :=
      {| content := v;
         writer := Some c;
         applied := fun asked =>
           if client_eq_dec c asked then n else before asked |} in
    fun asked => if key_eq_dec k asked then fresh else r asked.

End SessionBoth.
