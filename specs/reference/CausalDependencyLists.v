(** A reference core for causal consistency (CC2 of IDS, in the manner of COPS):
    a put ships the list of the puts that it depends on, and is applied when all
    of them are in. A list has the nearest dependencies only: after a put the
    session depends on just that put, which depends on the rest. Between two puts
    it grows by one for every put that is read for the first time.

    There are no stamps: the last put that is applied wins. The store is a
    function from key to entry that every put wraps in another closure, on
    purpose: it is a baseline to measure against. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters Core.
Import ListNotations.

Module CausalDependencyLists (P : PARAMETERS) <: CORE P.
  Import P.

  (** A put is named by its client and its number among that client's puts,
      from 1. *)
  Definition put_id : Type := client * nat.

  (** A replica's record of the puts that are in: how many of each client, a
      slot a client, absent meaning none. A count is enough: each put of a
      client depends on the one before it, so they go in in order. *)
  Definition counts := list (client * nat).

  Fixpoint count (c : client) (l : counts) : nat :=
    match l with
    | [] => 0
    | (c', n) :: rest => if client_eq_dec c c' then n else count c rest
    end.

  (** [enter c n l] is [l] with the slot of [c] set to [n]. *)
  Fixpoint enter (c : client) (n : nat) (l : counts) : counts :=
    match l with
    | [] => [(c, n)]
    | (c', n') :: rest =>
        if client_eq_dec c c' then (c', n) :: rest
        else (c', n') :: enter c n rest
    end.

  (** The put [n] of [c] is in. *)
  Definition is_in (c : client) (n : nat) (l : counts) : bool := n <=? count c l.

  Fixpoint all_in (dependencies : list put_id) (l : counts) : bool :=
    match dependencies with
    | [] => true
    | (c, n) :: rest => if is_in c n l then all_in rest l else false
    end.

  (** [note c n l] is [l] with the put [n] of [c] in it, once. *)
  Fixpoint note (c : client) (n : nat) (l : list put_id) : list put_id :=
    match l with
    | [] => [(c, n)]
    | (c', n') :: rest =>
        if client_eq_dec c c' then
          if n =? n' then l else (c', n') :: note c n rest
        else (c', n') :: note c n rest
    end.

  (** [written] is the put that wrote the entry, [None] for the initial one. *)
  Record entry := { content : value; written : option put_id }.

  Record client_record := {
    own : nat;                     (** puts made so far *)
    nearest : list put_id          (** what the session depends on *)
  }.

  Record replica_record := {
    applied : counts;              (** the puts that are in *)
    store : key -> entry
  }.

  Record put_record := {
    number : nat;        (** the put's place among its client's puts, from 1 *)
    dependencies : list put_id
  }.

  Definition client_state := client_record.
  Definition replica_state := replica_record.
  Definition get_payload := list put_id.
  Definition answer_payload := option put_id.
  Definition put_payload := put_record.

  Definition client_init (_ : client) : client_state :=
    {| own := 0; nearest := [] |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    {| applied := [];
       store := fun _ => {| content := v; written := None |} |}.

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state := (nearest s, s).

  (** All that the session depends on is in. *)
  Definition get_guard (_ : key) (g : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : bool := all_in g (applied r).

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    let e := store r k in (content e, written e, r).

  Definition get_response (_ : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    match a with
    | None => s
    | Some (c, n) => {| own := own s; nearest := note c n (nearest s) |}
    end.

  (** There are no stamps, so the clock reading is not used. *)
  Definition put_request (_ : key) (_ : value) (_ : nat) (c : client)
    (s : client_state) : put_payload * client_state :=
    let n := S (own s) in
    ({| number := n; dependencies := nearest s |},
     {| own := n; nearest := [(c, n)] |}).

  (** It is not in, and all that it depends on is. *)
  Definition put_guard (_ : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    if is_in c (number p) (applied r) then false
    else all_in (dependencies p) (applied r).

  Definition put (k : key) (v : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : replica_state :=
    let fresh := {| content := v; written := Some (c, number p) |} in
    let before := store r in
    {| applied := enter c (number p) (applied r);
       store := fun asked => if key_eq_dec k asked then fresh else before asked |}.

  Definition put_seen (_ : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool := is_in c (number p) (applied r).

End CausalDependencyLists.
