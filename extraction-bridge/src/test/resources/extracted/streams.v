(* Co-induction: streams, infinite trees, values that refer to themselves. Extracted by: coqc streams.v *)
From Coq Require Import List Streams Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

CoFixpoint zeros : Stream nat := Cons 0 zeros.
CoFixpoint ticks : Stream bool := Cons true tocks with tocks : Stream bool := Cons false ticks.
CoFixpoint from (n : nat) : Stream nat := Cons n (from (n + 3)).
CoFixpoint fibonacci (a b : nat) : Stream nat := Cons a (fibonacci b (Nat.modulo (a + b) 50)).
Definition squares (n : nat) : Stream nat := map (fun x => x * x) (from n).
Definition repeating (A : Type) (x y : A) : Stream A := cofix s : Stream A := Cons x (Cons y s).
CoFixpoint interleave (A : Type) (s t : Stream A) : Stream A := Cons (hd s) (interleave A t (tl s)).

CoInductive tree := node : nat -> forest -> tree with forest := none : forest | more : tree -> forest -> forest.
CoFixpoint grow (n : nat) : tree := node n (trees n 2) with
  trees (n k : nat) : forest :=
    match k with 0 => none | S j => more (grow (2 * n + k)) (trees n j) end.
Fixpoint weigh (fuel : nat) (t : tree) : nat :=
  match fuel with 0 => 1 | S f => match t with node n fs => n + weigh_all f fs end end
with weigh_all (fuel : nat) (fs : forest) : nat :=
  match fuel with 0 => 2 | S f => match fs with none => 0 | more t r => weigh f t + weigh_all f r end end.

CoInductive lazy_list (A : Type) := empty : lazy_list A | next : A -> lazy_list A -> lazy_list A.
Arguments empty {A}. Arguments next {A} _ _.
CoFixpoint count (n : nat) : lazy_list nat := match n with 0 => empty | S m => next n (count m) end.
CoFixpoint append (A : Type) (l m : lazy_list A) : lazy_list A :=
  match l with empty => m | next x r => next x (append A r m) end.
Fixpoint take (A : Type) (n : nat) (l : lazy_list A) : list A :=
  match n, l with S m, next x r => x :: take A m r | _, _ => [] end.

Definition run (n : nat) : nat :=
  Str_nth n zeros + Str_nth n (from 2) + Str_nth n (squares n) + Str_nth n (fibonacci 0 1)
  + (if Str_nth n ticks then 1 else 2) + (if Str_nth n (repeating bool false true) then 10 else 20)
  + hd (Str_nth_tl n (interleave nat (from n) (repeating nat 3 4)))
  + weigh (Nat.modulo n 9) (grow n) + fold_left (fun a x => a + 2 * x) (take nat n (append nat (count 5) (count n))) 1.

Extraction Language OCaml.
Extraction "streams.ml" run tocks.
