(* Functors applied to modules, functors and modules inside functors, aliases, inclusion, and a signature with a
   module in it. Extracted by: coqc functors.v *)
From Coq Require Import List Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Module Type ORDER.
  Parameter t : Set.
  Parameter below : t -> t -> bool.
  Parameter least : t.
End ORDER.

Module Type ORDER_WITH_FACTS.
  Declare Module Order : ORDER.
  Parameter next : Order.t -> Order.t.
End ORDER_WITH_FACTS.

Module Type SHIFT.
  Parameter shift : nat -> nat.
End SHIFT.

Module NatOrder <: ORDER.
  Definition t := nat.
  Definition below (a b : nat) := Nat.leb a b.
  Definition least := 0.
End NatOrder.

Module PairOrder (A : ORDER) (B : ORDER) <: ORDER.
  Definition t := (A.t * B.t)%type.
  Definition below (x y : t) :=
    if A.below (fst x) (fst y) then (if A.below (fst y) (fst x) then B.below (snd x) (snd y) else true) else false.
  Definition least := (A.least, B.least).
End PairOrder.

Module Reverse (A : ORDER) <: ORDER.
  Definition t := A.t.
  Definition below (a b : t) := A.below b a.
  Definition least := A.least.
End Reverse.

Module Sorting (O : ORDER).
  Inductive tree := Leaf | Node (left : tree) (value : O.t) (right : tree).
  Record counted := { content : tree; size : nat }.
  Module Insertion (S : SHIFT).
    Fixpoint insert (x : O.t) (tr : tree) : tree :=
      match tr with
      | Leaf => Node Leaf x Leaf
      | Node l y r => if O.below x y then Node (insert x l) y r else Node l y (insert x r)
      end.
    Definition add (x : O.t) (c : counted) := {| content := insert x (content c); size := S.shift (size c) |}.
  End Insertion.
  Module One. Definition shift n := n + 1. End One.
  Module Two. Definition shift n := n + 2. End Two.
  Module ByOne := Insertion One.
  Module ByTwo := Insertion Two.
  Module Again := ByTwo.
  Definition empty := {| content := Leaf; size := 0 |}.
  Fixpoint flatten (tr : tree) : list O.t :=
    match tr with Leaf => [] | Node l x r => flatten l ++ (x :: flatten r) end.
  Definition all (l : list O.t) := fold_left (fun c x => ByOne.add x (Again.add x c)) l empty.
End Sorting.

Module Steps (F : ORDER_WITH_FACTS).
  Module Sorted := Sorting F.Order.
  Fixpoint steps (n : nat) (x : F.Order.t) : list F.Order.t :=
    match n with 0 => [] | S m => x :: steps m (F.next x) end.
  Definition sorted n := Sorted.flatten (Sorted.content (Sorted.all (steps n F.Order.least))).
End Steps.

Module NatFacts <: ORDER_WITH_FACTS.
  Module Order := NatOrder.
  Definition next n := Nat.modulo (n * 5 + 3) 17.
End NatFacts.

Module Down := Reverse NatOrder.

Module PairFacts <: ORDER_WITH_FACTS.
  Module Order := PairOrder Down NatOrder.
  Definition next (p : Order.t) := let '(a, b) := p in (Nat.modulo (a + 3 + b) 5, Nat.modulo (b * 3 + 1) 7).
End PairFacts.

Module NatSteps := Steps NatFacts.
Module PairSteps := Steps PairFacts.

Module Extended.
  Include Sorting NatOrder.
  Definition total (l : list nat) := size (all l) + length (flatten (content (all l))).
End Extended.

Definition weigh (l : list nat) := fold_left (fun a x => Nat.modulo (a * 3 + x) 97) l 1.

Definition run (n : nat) :=
  weigh (NatSteps.sorted n) + weigh (map (fun p => fst p * 10 + snd p) (PairSteps.sorted n))
  + Extended.total (NatSteps.steps n 1).

Extraction Language OCaml.
Extraction "functors.ml" run NatOrder.
