(** What the suite's session guarantees have in common, in one machine: an entry
    keeps its put, its writer's earlier puts on the key, and all that was applied
    to the key. It stands half way from the strong family to the suite, in
    proofs; it is no specification by itself. Each guarantee is demanded if it
    was chosen. *)

From Coq Require Import Bool Arith.
From Espalier.Framework Require Import Parameters Core.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees.

Module ByKey (P : PARAMETERS) (G : GUARANTEES) <: CORE P.
  Import P.

  (** A put is named by its client and its number among that client's puts,
      from 1. *)
  Definition put_id : Type := client * nat.

  Definition put_id_eq_dec (a b : put_id) : {a = b} + {a <> b}.
  Proof. decide equality; [apply Nat.eq_dec | apply client_eq_dec]. Defined.

  Definition puts := set put_id.

  Definition is_by (c : client) (i : put_id) : bool :=
    if client_eq_dec c (fst i) then true else false.

  Record entry := {
    content : value;
    written : option put_id;   (** [None] for the initial value *)
    earlier : puts;            (** the writer's earlier puts on the key *)
    applied : puts             (** all that was applied to the key *)
  }.

  Record session := {
    made : nat;                (** how many puts the session has made *)
    own_puts : key -> puts;    (** those puts, by key *)
    reads : key -> puts        (** the puts that its gets returned, by key *)
  }.

  Record get_of := { asked_puts : puts; asked_reads : puts }.

  Record put_of := { id : put_id; put_earlier : puts }.

  Definition client_state := session.
  Definition replica_state := key -> entry.
  Definition get_payload := get_of.
  Definition answer_payload := option put_id.
  Definition put_payload := put_of.

  Definition client_init (_ : client) : client_state :=
    {| made := 0; own_puts := fun _ => empty; reads := fun _ => empty |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ =>
      {| content := v; written := None; earlier := empty; applied := empty |}.

  Definition get_request (k : key) (_ : client) (s : client_state)
    : get_payload * client_state :=
    ({| asked_puts := own_puts s k; asked_reads := reads s k |}, s).

  (** The entry [i], with [before] it, is as late as all of these. *)
  Definition as_late (i : put_id) (before asked : puts) : bool :=
    subset put_id_eq_dec
      (restrict (is_by (fst i)) asked) (add put_id_eq_dec i before).

  Definition if_chosen (chosen demand : bool) : bool :=
    if chosen then demand else true.

  (** Of the puts of the entry's own writer on the key, none that the session
      made or read is later. *)
  Definition get_guard (k : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    match written (r k) with
    | None => true
    | Some i =>
        if_chosen (read_your_writes G.chosen)
          (as_late i (earlier (r k)) (asked_puts g)) &&
        if_chosen (monotonic_reads G.chosen)
          (as_late i (earlier (r k)) (asked_reads g))
    end.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (r k), written (r k), r).

  Definition get_response (k : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    match a with
    | None => s
    | Some i =>
        {| made := made s;
           own_puts := own_puts s;
           reads := fun asked =>
             if key_eq_dec k asked then add put_id_eq_dec i (reads s k)
             else reads s asked |}
    end.

  Definition put_request (k : key) (_ : value) (_ : nat) (c : client)
    (s : client_state) : put_payload * client_state :=
    let i := (c, S (made s)) in
    ({| id := i; put_earlier := own_puts s k |},
     {| made := S (made s);
        own_puts := fun asked =>
          if key_eq_dec k asked then add put_id_eq_dec i (own_puts s k)
          else own_puts s asked;
        reads := reads s |}).

  Definition put_seen (k : key) (_ : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : bool :=
    member put_id_eq_dec (id p) (applied (r k)).

  Definition put_guard (k : key) (v : value) (p : put_payload) (c : client)
    (at_replica : replica) (r : replica_state) : bool :=
    if put_seen k v p c at_replica r then false
    else if_chosen (monotonic_writes G.chosen)
           (subset put_id_eq_dec (put_earlier p) (applied (r k))).

  Definition put (k : key) (v : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : replica_state :=
    fun asked =>
      if key_eq_dec k asked then
        {| content := v;
           written := Some (id p);
           earlier := put_earlier p;
           applied := add put_id_eq_dec (id p) (applied (r k)) |}
      else r asked.

End ByKey.
