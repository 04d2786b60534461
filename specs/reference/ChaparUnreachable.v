(** Chapar's third algorithm, with the guard that it was published with: it asks
    that the message's vector be within what was received, in every slot, and
    also that its sender's slot be one more than what was received. No message
    passes. A node only ever sees its own puts, and the algorithm is proved
    correct all the same: refinement says nothing of a core that does nothing.
    It is kept for that lesson and must never serve anyone. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import NodeCore.
Import ListNotations.

Module ChaparUnreachable (P : PARAMETERS) <: NODE_CORE P.
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

  (** The pointwise maximum. *)
  Fixpoint merge (v w : vector) : vector :=
    match v with
    | [] => w
    | (n, t) :: rest =>
        merge rest (if t <=? lookup n w then w else assign n t w)
    end.

  (** Pointwise at most. *)
  Fixpoint below (v w : vector) : bool :=
    match v with
    | [] => true
    | (n, t) :: rest => if t <=? lookup n w then below rest w else false
    end.

  (** [causes] is the vector of the put that wrote the entry, itself counted. *)
  Record entry := { content : value; causes : vector }.

  Record node := {
    received : vector;       (** puts that are in, a slot a node *)
    depends : vector;        (** what this node's puts and reads depend on *)
    store : key -> entry
  }.

  Record sent := {
    sender : replica;
    needs : vector           (** the put itself counted *)
  }.

  Definition state := node.
  Definition message := sent.

  Definition init (v : value) : state :=
    {| received := []; depends := [];
       store := fun _ => {| content := v; causes := [] |} |}.

  Definition get (_ : replica) (s : state) (k : key) : value * state :=
    let found := store s k in
    (content found,
     {| received := received s; depends := merge (causes found) (depends s);
        store := store s |}).

  Definition put (n : replica) (s : state) (k : key) (v : value)
    : state * message :=
    let place := S (lookup n (received s)) in
    let vector_of_put := assign n place (depends s) in
    let fresh := {| content := v; causes := vector_of_put |} in
    let before := store s in
    ({| received := assign n place (received s);
        depends := vector_of_put;
        store := fun asked => if key_eq_dec k asked then fresh else before asked |},
     {| sender := n; needs := vector_of_put |}).

  (** The two conditions cannot hold together: the sender's slot is asked to be
      at most what was received, and one more. *)
  Definition guard (_ : replica) (s : state) (_ : key) (_ : value)
    (m : message) : bool :=
    if lookup (sender m) (needs m) =? S (lookup (sender m) (received s))
    then below (needs m) (received s) else false.

  Definition update (_ : replica) (s : state) (k : key) (v : value)
    (m : message) : state :=
    let fresh := {| content := v; causes := needs m |} in
    let before := store s in
    {| received :=
         assign (sender m) (lookup (sender m) (needs m)) (received s);
       depends := depends s;
       store := fun asked => if key_eq_dec k asked then fresh else before asked |}.

End ChaparUnreachable.
