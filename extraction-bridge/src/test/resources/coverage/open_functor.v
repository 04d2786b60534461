(* A functor that nothing applies, over a parametrised type (t : Type -> Type), beside one that is applied. *)
From Coq Require Import List Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Module Type MAP.
  Parameter key : Type.
  Parameter t : Type -> Type.
  Parameter empty : forall A, t A.
  Parameter set : forall A, key -> A -> t A -> t A.
  Parameter get : forall A, key -> t A -> option A.
  Parameter fold : forall A B, (key -> A -> B -> B) -> t A -> B -> B.
End MAP.

Module Cache (M : MAP).
  Record state (A : Type) := { content : M.t A; hits : nat; misses : nat }.
  Arguments content {A} _. Arguments hits {A} _. Arguments misses {A} _.
  Definition start (A : Type) : state A := {| content := M.empty A; hits := 0; misses := 0 |}.
  Definition read {A} (make : M.key -> A) (k : M.key) (s : state A) : A * state A :=
    match M.get A k (content s) with
    | Some x => (x, {| content := content s; hits := S (hits s); misses := misses s |})
    | None => let x := make k in (x, {| content := M.set A k x (content s); hits := hits s; misses := S (misses s) |})
    end.
  Fixpoint read_all {A} (make : M.key -> A) (ks : list M.key) (s : state A) : list A * state A :=
    match ks with
    | [] => ([], s)
    | k :: r => let (x, s1) := read make k s in let (xs, s2) := read_all make r s1 in (x :: xs, s2)
    end.
  Definition keys {A} (s : state A) : list M.key := M.fold A _ (fun k _ l => k :: l) (content s) [].
  Definition renewed {A B} (f : A -> B) (s : state A) : state B :=
    {| content := M.fold A _ (fun k x m => M.set B k (f x) m) (content s) (M.empty B); hits := 0; misses := 0 |}.
End Cache.

Module Lists <: MAP.
  Definition key := nat.
  Definition t (A : Type) := list (nat * A).
  Definition empty (A : Type) : t A := [].
  Fixpoint set (A : Type) (k : nat) (x : A) (m : t A) : t A :=
    match m with [] => [(k, x)] | (j, y) :: r => if Nat.eqb j k then (k, x) :: r else (j, y) :: set A k x r end.
  Fixpoint get (A : Type) (k : nat) (m : t A) : option A :=
    match m with [] => None | (j, y) :: r => if Nat.eqb j k then Some y else get A k r end.
  Definition fold (A B : Type) (f : nat -> A -> B -> B) (m : t A) (b : B) : B :=
    fold_right (fun p b => f (fst p) (snd p) b) b m.
End Lists.
Module Recent := Cache Lists.
Definition served (ks : list nat) : list nat * list nat :=
  let (xs, s) := Recent.read_all (fun k => k * k) ks (Recent.start nat) in (xs, Recent.hits s :: Recent.misses s :: Recent.keys s).

Extraction "open_functor.ml" Cache served.
