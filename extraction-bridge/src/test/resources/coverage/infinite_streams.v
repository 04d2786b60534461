(* Standard library: streams (Lists.Streams), co-inductive; and a sieve over them. *)
From Coq Require Import List Arith Streams Extraction.
Import ListNotations.

CoFixpoint from (n : nat) : Stream nat := Cons n (from (S n)).
CoFixpoint iterate (A : Type) (f : A -> A) (x : A) : Stream A := Cons x (iterate A f (f x)).
Fixpoint take (A : Type) (n : nat) (s : Stream A) : list A :=
  match n with 0 => [] | S m => hd s :: take A m (tl s) end.
CoFixpoint sums (a : nat) (s : Stream nat) : Stream nat := Cons (a + hd s) (sums (a + hd s) (tl s)).
CoFixpoint merge (s t : Stream nat) : Stream nat :=
  if Nat.leb (hd s) (hd t) then Cons (hd s) (merge (tl s) t) else Cons (hd t) (merge s (tl t)).
Definition naturals (n k : nat) : list nat := take nat n (Str_nth_tl k (from 0)).
Definition triangular (n : nat) : list nat := take nat n (sums 0 (from 1)).
Definition evens_and_threes (n : nat) : list nat := take nat n (merge (iterate nat (Nat.add 2) 0) (iterate nat (Nat.add 3) 0)).
Definition zipped (n : nat) : list nat := take nat n (zipWith Nat.add (from 0) (map (Nat.mul 2) (const 3))).
Definition nth (n : nat) : nat := Str_nth n (from 5).

Extraction "infinite_streams.ml" naturals triangular evens_and_threes zipped nth from iterate take.
