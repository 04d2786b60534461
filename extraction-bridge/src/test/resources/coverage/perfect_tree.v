(* Polymorphic recursion in nested data types: perfect trees, random-access lists, and square matrices. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Inductive perfect (A : Type) : Type := Zero (x : A) | Succ (t : perfect (A * A)).
Arguments Zero {A} _. Arguments Succ {A} _.
Fixpoint sum {A : Type} (weigh : A -> nat) (t : perfect A) : nat :=
  match t with
  | Zero x => weigh x
  | Succ u => sum (fun p => weigh (fst p) + weigh (snd p)) u
  end.
Fixpoint build {A : Type} (n : nat) (x : A) : perfect A :=
  match n with 0 => Zero x | S m => Succ (build m (x, x)) end.
Fixpoint flatten {A : Type} (t : perfect A) : list A :=
  match t with Zero x => [x] | Succ u => flat_map (fun p => [fst p; snd p]) (flatten u) end.

Inductive random_access (A : Type) : Type :=
| Nil | One (x : A) (r : random_access (A * A)) | Even (r : random_access (A * A)).
Arguments Nil {A}. Arguments One {A} _ _. Arguments Even {A} _.
Fixpoint cons {A : Type} (x : A) (l : random_access A) : random_access A :=
  match l with
  | Nil => One x Nil
  | Even r => One x r
  | One y r => Even (cons (x, y) r)
  end.
Fixpoint uncons {A : Type} (l : random_access A) : option (A * random_access A) :=
  match l with
  | Nil => None
  | One x Nil => Some (x, Nil)
  | One x r => Some (x, Even r)
  | Even r => match uncons r with Some ((x, y), r') => Some (x, One y r') | None => None end
  end.
Fixpoint lookup {A : Type} (i : nat) (l : random_access A) : option A :=
  let in_pair i (r : option (A * A)) := option_map (fun p : A * A => if Nat.even i then fst p else snd p) r in
  match l with
  | Nil => None
  | One x r => match i with 0 => Some x | S j => in_pair j (lookup (Nat.div2 j) r) end
  | Even r => in_pair i (lookup (Nat.div2 i) r)
  end.
Definition of_list (l : list nat) : random_access nat := fold_right cons Nil l.
Fixpoint drain (fuel : nat) (l : random_access nat) : list nat :=
  match fuel with 0 => [] | S f => match uncons l with Some (x, r) => x :: drain f r | None => [] end end.

Definition round_trip (l : list nat) : list nat := drain (length l) (of_list l).
Definition at_ (l : list nat) (i : nat) : option nat := lookup i (of_list l).
Definition perfect_sum (n x : nat) : nat := sum (fun y => y) (build (Nat.modulo n 8) x).
Definition perfect_leaves (n x : nat) : list nat := flatten (build (Nat.modulo n 7) x).

Extraction "perfect_tree.ml" round_trip at_ perfect_sum perfect_leaves.
