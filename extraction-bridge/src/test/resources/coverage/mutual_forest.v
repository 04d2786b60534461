(* Mutual inductives and mutual recursion: trees and forests, even and odd in tail position, a grammar. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Inductive tree := Node (x : nat) (f : forest) with forest := Nil | Cons (t : tree) (f : forest).
Fixpoint tree_sum (t : tree) : nat := match t with Node x f => x + forest_sum f end
with forest_sum (f : forest) : nat := match f with Nil => 0 | Cons t r => tree_sum t + forest_sum r end.
Fixpoint tree_flat (t : tree) (acc : list nat) : list nat := match t with Node x f => x :: forest_flat f acc end
with forest_flat (f : forest) (acc : list nat) : list nat :=
  match f with Nil => acc | Cons t r => tree_flat t (forest_flat r acc) end.
Fixpoint tree_map (g : nat -> nat) (t : tree) : tree := match t with Node x f => Node (g x) (forest_map g f) end
with forest_map (g : nat -> nat) (f : forest) : forest :=
  match f with Nil => Nil | Cons t r => Cons (tree_map g t) (forest_map g r) end.
Fixpoint grow (n : nat) : tree := match n with 0 => Node 0 Nil | S m => Node n (repeat_forest m m) end
with repeat_forest (k m : nat) : forest :=
  match k with 0 => Nil | S j => Cons (match j with 0 => Node m Nil | S i => grow i end) (repeat_forest j m) end.
Fixpoint is_even (n : nat) : bool := match n with 0 => true | S m => is_odd m end
with is_odd (n : nat) : bool := match n with 0 => false | S m => is_even m end.
Fixpoint split_even (l even odd : list nat) : list nat * list nat :=
  match l with [] => (rev even, rev odd) | x :: r => split_odd r (x :: even) odd end
with split_odd (l even odd : list nat) : list nat * list nat :=
  match l with [] => (rev even, rev odd) | x :: r => split_even r even (x :: odd) end.
Inductive statement := Skip | Sequence (a b : statement) | While (c : condition) (b : statement) | Add (n : nat)
with condition := Below (n : nat) | Both (a b : condition) | After (s : statement) (c : condition).
Fixpoint run (fuel : nat) (s : statement) (x : nat) : nat :=
  match fuel with
  | 0 => x
  | S f => match s with
           | Skip => x
           | Sequence a b => run f b (run f a x)
           | While c b => if holds f c x then run f s (run f b x) else x
           | Add n => Nat.modulo (x + n) 1000
           end
  end
with holds (fuel : nat) (c : condition) (x : nat) : bool :=
  match fuel with
  | 0 => false
  | S f => match c with
           | Below n => Nat.ltb x n
           | Both a b => andb (holds f a x) (holds f b x)
           | After s c' => holds f c' (run f s x)
           end
  end.
Definition sum (t : tree) : nat := tree_sum t.
Definition flat (t : tree) : list nat := tree_flat t [].
Definition successors (t : tree) : tree := tree_map S t.
Definition grown (n : nat) : list nat := flat (grow (Nat.modulo n 8)).
Definition parity (n : nat) : bool * bool := (is_even (Nat.modulo n 1000), is_odd (Nat.modulo n 1001)).
Definition parted (l : list nat) : list nat * list nat := split_even l [] [].
Definition ran (s : statement) (x : nat) : nat := run 9 s x.

Extraction "mutual_forest.ml" sum flat successors grown parity parted ran.
