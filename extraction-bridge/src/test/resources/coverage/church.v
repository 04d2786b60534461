(* Church numerals, pairs and lists: impredicative polymorphism, extracted with Obj.magic where types are lost. *)
From Coq Require Import List Extraction.
Import ListNotations.

Definition church := forall A : Type, (A -> A) -> A -> A.
Definition zero : church := fun A f x => x.
Definition succ (n : church) : church := fun A f x => f (n A f x).
Definition add (n m : church) : church := fun A f x => n A f (m A f x).
Definition mul (n m : church) : church := fun A f => n A (m A f).
Definition power (n m : church) : church := fun A => m (A -> A) (n A).
Definition is_zero (n : church) : bool := n bool (fun _ => false) true.
Definition pred (n : church) : church := fun A f x =>
  n ((A -> A) -> A) (fun g h => h (g f)) (fun _ => x) (fun y => y).
Definition to_nat (n : church) : nat := n nat S O.
Fixpoint of_nat (n : nat) : church := match n with O => zero | S m => succ (of_nat m) end.

Definition church_pair (A B : Type) := forall C : Type, (A -> B -> C) -> C.
Definition pair_ {A B} (a : A) (b : B) : church_pair A B := fun C f => f a b.
Definition first {A B} (p : church_pair A B) : A := p A (fun a _ => a).
Definition second {A B} (p : church_pair A B) : B := p B (fun _ b => b).
Definition church_list (A : Type) := forall R : Type, (A -> R -> R) -> R -> R.
Definition of_list {A} (l : list A) : church_list A := fun R f z => fold_right f z l.
Definition append {A} (l m : church_list A) : church_list A := fun R f z => l R f (m R f z).
Definition map_ {A B} (g : A -> B) (l : church_list A) : church_list B := fun R f z => l R (fun a => f (g a)) z.
Definition to_list {A} (l : church_list A) : list A := l (list A) cons nil.
Definition tail {A} (l : church_list A) : church_list A := fun R f z =>
  l ((A -> R -> R) -> R) (fun a g h => h a (g f)) (fun _ => z) (fun _ r => r).

Definition two := of_nat 2.
Definition sum (n m : nat) : nat := to_nat (add (of_nat n) (of_nat m)).
Definition product (n m : nat) : nat := to_nat (mul (of_nat n) (of_nat m)).
Definition square_power (n : nat) : nat := to_nat (power two (of_nat (Nat.modulo n 7))).
Definition before (n : nat) : nat * bool := (to_nat (pred (of_nat n)), is_zero (of_nat n)).
Definition joined (l m : list bool) : list bool := to_list (map_ negb (append (of_list l) (tail (of_list m)))).
Definition swapped (n : nat) (b : bool) : bool * nat := let p := pair_ n b in (second p, first p).

Extraction "church.ml" sum product square_power before joined swapped.
