(** Causal consistency in Chapar's shape, as an abstract machine. Every put has
    the set of puts that its node's session depended on when it was made: the
    session's own puts, those that it read, and what those depended on. A node
    pulls a put in, once, when all that the put depends on is in; the last put
    to come in on a key is what the node reads there. Nothing makes two nodes
    agree on the order of puts that do not depend on each other.

    @specification suite/chapar
    @kind node
    @title causal consistency of nodes that are session and replica in one
    @promise A node sees a put only once it has all that the put depends on.
    @promise A node never reads what a put in its causal past has overwritten: the initial value, or
      a put that it depends on.
    @litmus stale-read forbidden
    @litmus own-write-overtaken forbidden
    @litmus reads-backwards forbidden
    @litmus read-overtaken forbidden
    @litmus writes-reordered forbidden
    @litmus reply-before-question forbidden
    @litmus lost-update allowed
    @litmus divergence allowed
    @litmus resurrected-delete forbidden *)

From Coq Require Import Arith.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Chapar Require Import NodeCore.

Module Specification (P : PARAMETERS) <: NODE_CORE P.
  Import P.

  (** A put is known by its node and its place among that node's puts, from 1. *)
  Definition put_id : Type := replica * nat.

  Definition put_id_eq_dec : forall a b : put_id, {a = b} + {a <> b}.
  Proof. decide equality; [apply Nat.eq_dec | apply replica_eq_dec]. Defined.

  Definition puts := set put_id.

  Record entry := {
    content : value;
    written : option put_id;   (** [None] for the initial value *)
    causes : puts              (** what the put that wrote it depends on *)
  }.

  Record node := {
    made : nat;                (** puts that this node made *)
    depends : puts;            (** what its session depends on *)
    received : puts;           (** puts that are in, its own among them *)
    entry_of : key -> entry
  }.

  Record sent := { id : put_id; needs : puts }.

  Definition state := node.
  Definition message := sent.

  Definition union := union put_id_eq_dec.
  Definition add := add put_id_eq_dec.
  Definition member := member put_id_eq_dec.
  Definition subset := subset put_id_eq_dec.

  Definition init (v : value) : state :=
    {| made := 0; depends := empty; received := empty;
       entry_of := fun _ =>
         {| content := v; written := None; causes := empty |} |}.

  (** The session depends on what it reads, and on all that this depends on. *)
  Definition get (_ : replica) (s : state) (k : key) : value * state :=
    let e := entry_of s k in
    (content e,
     match written e with
     | None => s
     | Some i =>
         {| made := made s; depends := add i (union (causes e) (depends s));
            received := received s; entry_of := entry_of s |}
     end).

  Definition written_to (k : key) (e : entry) (f : key -> entry) : key -> entry :=
    fun asked => if key_eq_dec k asked then e else f asked.

  (** The new put depends on all that the session did, and the session on it. *)
  Definition put (n : replica) (s : state) (k : key) (v : value)
    : state * message :=
    let i := (n, S (made s)) in
    ({| made := S (made s);
        depends := add i (depends s);
        received := add i (received s);
        entry_of := written_to k
          {| content := v; written := Some i; causes := depends s |}
          (entry_of s) |},
     {| id := i; needs := depends s |}).

  (** Not in yet, and all that it depends on is. *)
  Definition guard (_ : replica) (s : state) (_ : key) (_ : value)
    (m : message) : bool :=
    if member (id m) (received s) then false else subset (needs m) (received s).

  Definition update (_ : replica) (s : state) (k : key) (v : value)
    (m : message) : state :=
    {| made := made s;
       depends := depends s;
       received := add (id m) (received s);
       entry_of := written_to k
         {| content := v; written := Some (id m); causes := needs m |}
         (entry_of s) |}.

End Specification.
