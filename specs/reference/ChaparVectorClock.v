(** Chapar's first algorithm: one vector clock a node, sent with every put. The
    store is a function from key to value, a chain of closures with one link a
    put, on purpose: it is a baseline. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import NodeCore.
Import ListNotations.

Module ChaparVectorClock (P : PARAMETERS) <: NODE_CORE P.
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

  (** At most, in every slot but that of [n]. *)
  Fixpoint below_elsewhere (n : replica) (v w : vector) : bool :=
    match v with
    | [] => true
    | (n', t) :: rest =>
        if replica_eq_dec n n' then below_elsewhere n rest w
        else if t <=? lookup n' w then below_elsewhere n rest w else false
    end.

  Record node := {
    clock : vector;          (** puts that are in, a slot a node *)
    store : key -> value
  }.

  Record sent := {
    sender : replica;
    sent_clock : vector      (** the sender's clock, this put counted *)
  }.

  Definition state := node.
  Definition message := sent.

  Definition init (v : value) : state := {| clock := []; store := fun _ => v |}.

  Definition get (_ : replica) (s : state) (k : key) : value * state :=
    (store s k, s).

  Definition put (n : replica) (s : state) (k : key) (v : value)
    : state * message :=
    let ticked := assign n (S (lookup n (clock s))) (clock s) in
    let before := store s in
    ({| clock := ticked;
        store := fun asked => if key_eq_dec k asked then v else before asked |},
     {| sender := n; sent_clock := ticked |}).

  (** The sender's next put, and all that was in at the sender is in here. *)
  Definition guard (_ : replica) (s : state) (_ : key) (_ : value)
    (m : message) : bool :=
    if lookup (sender m) (sent_clock m) =? S (lookup (sender m) (clock s))
    then below_elsewhere (sender m) (sent_clock m) (clock s) else false.

  Definition update (_ : replica) (s : state) (k : key) (v : value)
    (m : message) : state :=
    let before := store s in
    {| clock :=
         assign (sender m) (lookup (sender m) (sent_clock m)) (clock s);
       store := fun asked => if key_eq_dec k asked then v else before asked |}.

End ChaparVectorClock.
