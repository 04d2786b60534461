(** A reference core for monotonic reads (MR of IDS): a session keeps, for each
    key and each client, the number of the latest put of that client that it has
    read there, and a replica answers unless the entry that it holds is older
    than what the session has read of the entry's writer. Puts go in as they
    come, each wrapping the store in another closure: it is a baseline to
    measure against. *)

From Coq Require Import List Arith.
From Espalier.Framework Require Import Parameters Core.
Import ListNotations.

Module SessionMonotonicReads (P : PARAMETERS) <: CORE P.
  Import P.

  (** What a session has read on one key: a slot a client, absent meaning zero.
      It is a list and not a function since a get carries it to the replica. *)
  Definition vector := list (client * nat).

  Fixpoint lookup (c : client) (v : vector) : nat :=
    match v with
    | [] => 0
    | (c', t) :: rest => if client_eq_dec c c' then t else lookup c rest
    end.

  (** Written with a comparison, since that is what extracts to one: the
      library's [Nat.max] counts down from its argument. *)
  Definition larger (a b : nat) : nat := if a <=? b then b else a.

  (** [raise c t v] is [v] with the slot of [c] at least [t]. *)
  Fixpoint raise (c : client) (t : nat) (v : vector) : vector :=
    match v with
    | [] => [(c, t)]
    | (c', t') :: rest =>
        if client_eq_dec c c' then (c', larger t t') :: rest
        else (c', t') :: raise c t rest
    end.

  (** Who made a put, and its number among that client's puts on the key,
      from 1. *)
  Record mark := { writer : client; number : nat }.

  (** [written] is [None] for the initial value. *)
  Record entry := { content : value; written : option mark }.

  Record session := {
    own : key -> nat;          (** how many puts it has made on each key *)
    last_read : key -> vector  (** the latest put of each client that it read *)
  }.

  Definition client_state := session.
  Definition replica_state := key -> entry.
  Definition get_payload := vector.
  Definition answer_payload := option mark.
  Definition put_payload := nat.

  Definition client_init (_ : client) : client_state :=
    {| own := fun _ => 0; last_read := fun _ => [] |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ => {| content := v; written := None |}.

  Definition get_request (k : key) (_ : client) (s : client_state)
    : get_payload * client_state := (last_read s k, s).

  Definition get_guard (k : key) (g : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : bool :=
    match written (r k) with
    | None => true
    | Some m => lookup (writer m) g <=? number m
    end.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (r k), written (r k), r).

  Definition get_response (k : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    match a with
    | None => s
    | Some m =>
        let before := last_read s in
        let fresh := raise (writer m) (number m) (before k) in
        {| own := own s;
           last_read := fun asked =>
             if key_eq_dec k asked then fresh else before asked |}
    end.

  Definition put_request (k : key) (_ : value) (_ : nat) (_ : client)
    (s : client_state) : put_payload * client_state :=
    let before := own s in
    let n := S (before k) in
    (n,
     {| own := fun asked => if key_eq_dec k asked then n else before asked;
        last_read := last_read s |}).

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

End SessionMonotonicReads.
