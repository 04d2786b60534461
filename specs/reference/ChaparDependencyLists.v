(** Chapar's second algorithm: a node remembers which puts it has read since its
    last one; a put ships that list and starts it anew with itself. What came
    earlier is implied, since a node holds no put without those it depends on.
    The store is a chain of closures, on purpose: it is a baseline. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import NodeCore.
Import ListNotations.

Module ChaparDependencyLists (P : PARAMETERS) <: NODE_CORE P.
  Import P.

  (** A list of slots, one a node, absent meaning zero. *)
  Definition vector := list (replica * nat).

  Fixpoint lookup (n : replica) (v : vector) : nat :=
    match v with
    | [] => 0
    | (n', t) :: rest => if replica_eq_dec n n' then t else lookup n rest
    end.

  (** [assign n t v] is [v] with the slot of [n] set to [t]. *)
  Fixpoint assign (n : replica) (t : nat) (v : vector) : vector :=
    match v with
    | [] => [(n, t)]
    | (n', t') :: rest =>
        if replica_eq_dec n n' then (n, t) :: rest
        else (n', t') :: assign n t rest
    end.

  (** Which put: who made it, and its place among that node's puts, from 1. *)
  Record identity := { maker : replica; place : nat }.

  Fixpoint listed (i : identity) (l : list identity) : bool :=
    match l with
    | [] => false
    | j :: rest =>
        if replica_eq_dec (maker i) (maker j) then
          if place i =? place j then true else listed i rest
        else listed i rest
    end.

  Definition add (i : identity) (l : list identity) : list identity :=
    if listed i l then l else i :: l.

  (** Every put of the list is in. *)
  Fixpoint all_in (l : list identity) (v : vector) : bool :=
    match l with
    | [] => true
    | i :: rest => if place i <=? lookup (maker i) v then all_in rest v else false
    end.

  (** [written] is [None] for the initial entry. *)
  Record entry := { content : value; written : option identity }.

  Record node := {
    received : vector;           (** puts that are in, a slot a node *)
    depends : list identity;     (** read, or made, since the last put *)
    store : key -> entry
  }.

  Record sent := { self : identity; needs : list identity }.

  Definition state := node.
  Definition message := sent.

  Definition init (v : value) : state :=
    {| received := []; depends := [];
       store := fun _ => {| content := v; written := None |} |}.

  Definition get (_ : replica) (s : state) (k : key) : value * state :=
    let found := store s k in
    (content found,
     match written found with
     | None => s
     | Some i =>
         {| received := received s; depends := add i (depends s);
            store := store s |}
     end).

  Definition put (n : replica) (s : state) (k : key) (v : value)
    : state * message :=
    let i := {| maker := n; place := S (lookup n (received s)) |} in
    let fresh := {| content := v; written := Some i |} in
    let before := store s in
    ({| received := assign n (place i) (received s);
        depends := [i];
        store := fun asked => if key_eq_dec k asked then fresh else before asked |},
     {| self := i; needs := depends s |}).

  (** The sender's next put, and what it needs is in. *)
  Definition guard (_ : replica) (s : state) (_ : key) (_ : value)
    (m : message) : bool :=
    if place (self m) =? S (lookup (maker (self m)) (received s))
    then all_in (needs m) (received s) else false.

  Definition update (_ : replica) (s : state) (k : key) (v : value)
    (m : message) : state :=
    let fresh := {| content := v; written := Some (self m) |} in
    let before := store s in
    {| received := assign (maker (self m)) (place (self m)) (received s);
       depends := depends s;
       store := fun asked => if key_eq_dec k asked then fresh else before asked |}.

End ChaparDependencyLists.
