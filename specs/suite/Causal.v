(** Causal consistency as the suite of IDS has it (CC-star). Every entry carries
    the puts that it depends on; a session keeps its own puts and, for each of
    its gets, what the entry depended on. Two things in it surprise, and both
    are the suite's: the initial entry may always be answered, so a session may
    put or read and then get the initial value; and an entry is refused as soon
    as a session holds one more put on the key, even a concurrent one, so that a
    session may be left with no replica that can answer it.

    @specification suite/cc
    @title causal consistency, of the entry that is read
    @promise Where something that the session read covers two puts on the key (is one, or depends
      on it), a get never returns the one that does not depend on the other: of two concurrent
      ones, neither.
    @promise Of the session's own puts on the key, a get returns none but the latest.
    @promise A put never replaces an entry that depends on it.
    @promise The initial value may always be answered, whatever the session put or read.
    @litmus stale-read allowed
    @litmus own-write-overtaken forbidden
    @litmus reads-backwards allowed
    @litmus read-overtaken forbidden
    @litmus writes-reordered allowed
    @litmus reply-before-question allowed
    @litmus lost-update allowed
    @litmus divergence allowed
    @litmus resurrected-delete forbidden *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters Core.
From Espalier.Kit Require Import FiniteSet.
Import ListNotations.

Module Specification (P : PARAMETERS) <: CORE P.
  Import P.

  (** A put is named by its client and its number among that client's puts, from
      1; the name also tells its key. *)
  Record put_id := { putter : client; number : nat; on_key : key }.

  Definition put_id_eq_dec (a b : put_id) : {a = b} + {a <> b}.
  Proof.
    decide equality; [apply key_eq_dec | apply Nat.eq_dec | apply client_eq_dec].
  Defined.

  Definition puts := set put_id.
  Definition both (a b : puts) : puts := union put_id_eq_dec a b.

  Definition is_on (k : key) (i : put_id) : bool :=
    if key_eq_dec k (on_key i) then true else false.

  (** The puts on one key. *)
  Definition on (k : key) (s : puts) : puts := restrict (is_on k) s.

  (** What a replica holds for a key: the value, the put that wrote it ([None]
      for the initial value), and what that put depends on, itself not
      included. *)
  Record entry := {
    content : value;
    written : option put_id;
    depends : puts
  }.

  Record session := {
    made : nat;           (** how many puts the session has made *)
    own_puts : puts;      (** those puts *)
    reads : list puts     (** what each of its gets returned *)
  }.

  Record get_of := { get_own : puts; get_reads : list puts }.

  Record put_of := { id : put_id; put_depends : puts }.

  Definition client_state := session.
  Definition replica_state := key -> entry.
  Definition get_payload := get_of.
  Definition answer_payload := puts.
  Definition put_payload := put_of.

  Definition client_init (_ : client) : client_state :=
    {| made := 0; own_puts := empty; reads := [] |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ => {| content := v; written := None; depends := empty |}.

  (** All that an entry stands for: its dependencies and the put itself; nothing
      for the initial entry. *)
  Definition whole (e : entry) : puts :=
    match written e with
    | None => empty
    | Some i => add put_id_eq_dec i (depends e)
    end.

  (** No read of the session goes, on the key, strictly beyond the entry. *)
  Definition not_behind (k : key) (e : entry) (family : list puts) : bool :=
    forallb
      (fun read =>
         negb (strict_subset put_id_eq_dec (on k (whole e)) (on k read)))
      family.

  (** An entry that the session itself wrote has all its puts on the key. *)
  Definition has_own (k : key) (e : entry) (own : puts) : bool :=
    subset put_id_eq_dec (on k own) (on k (whole e)).

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state :=
    ({| get_own := own_puts s; get_reads := reads s |}, s).

  Definition get_guard (k : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    match written (r k) with
    | None => true
    | Some i =>
        if not_behind k (r k) (get_reads g) then
          if client_eq_dec c (putter i) then has_own k (r k) (get_own g)
          else true
        else false
    end.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (r k), whole (r k), r).

  Definition get_response (_ : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    {| made := made s; own_puts := own_puts s; reads := a :: reads s |}.

  (** All that the session has read. *)
  Definition all_of (family : list puts) : puts := fold_right both empty family.

  Definition put_request (k : key) (_ : value) (_ : nat) (c : client)
    (s : client_state) : put_payload * client_state :=
    let i := {| putter := c; number := S (made s); on_key := k |} in
    ({| id := i; put_depends := both (own_puts s) (all_of (reads s)) |},
     {| made := S (made s);
        own_puts := add put_id_eq_dec i (own_puts s);
        reads := reads s |}).

  (** The present entry does not depend on the new put. *)
  Definition put_guard (k : key) (_ : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : bool :=
    negb (member put_id_eq_dec (id p) (depends (r k))).

  Definition put (k : key) (v : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : replica_state :=
    fun asked =>
      if key_eq_dec k asked then
        {| content := v; written := Some (id p); depends := put_depends p |}
      else r asked.

  (** A put that is refused now may go in once a concurrent one has replaced the
      entry, so none is ever done with. *)
  Definition put_seen (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := false.

End Specification.
