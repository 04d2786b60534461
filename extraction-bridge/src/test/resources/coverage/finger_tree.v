(* A sequence like a finger tree: digits, nodes of two or three, a nested data type with polymorphic recursion. *)
From Coq Require Import List Arith Extraction.
Import ListNotations.

Inductive node (A : Type) := Two (x y : A) | Three (x y z : A).
Inductive digit (A : Type) := D1 (a : A) | D2 (a b : A) | D3 (a b c : A) | D4 (a b c d : A).
Inductive finger (A : Type) := Empty | Single (x : A) | Deep (l : digit A) (m : finger (node A)) (r : digit A).
Arguments Two {A} _ _. Arguments Three {A} _ _ _. Arguments D1 {A} _. Arguments D2 {A} _ _. Arguments D3 {A} _ _ _.
Arguments D4 {A} _ _ _ _. Arguments Empty {A}. Arguments Single {A} _. Arguments Deep {A} _ _ _.

Fixpoint push {A : Type} (x : A) (t : finger A) : finger A :=
  match t with
  | Empty => Single x
  | Single y => Deep (D1 x) Empty (D1 y)
  | Deep (D1 a) m r => Deep (D2 x a) m r
  | Deep (D2 a b) m r => Deep (D3 x a b) m r
  | Deep (D3 a b c) m r => Deep (D4 x a b c) m r
  | Deep (D4 a b c d) m r => Deep (D2 x a) (push (Three b c d) m) r
  end.
Fixpoint snoc {A : Type} (t : finger A) (x : A) : finger A :=
  match t with
  | Empty => Single x
  | Single y => Deep (D1 y) Empty (D1 x)
  | Deep l m (D1 a) => Deep l m (D2 a x)
  | Deep l m (D2 a b) => Deep l m (D3 a b x)
  | Deep l m (D3 a b c) => Deep l m (D4 a b c x)
  | Deep l m (D4 a b c d) => Deep l (snoc m (Three a b c)) (D2 d x)
  end.
Definition of_node {A} (n : node A) : list A := match n with Two x y => [x; y] | Three x y z => [x; y; z] end.
Definition of_digit {A} (d : digit A) : list A :=
  match d with D1 a => [a] | D2 a b => [a; b] | D3 a b c => [a; b; c] | D4 a b c d => [a; b; c; d] end.
Fixpoint to_list {A : Type} (t : finger A) : list A :=
  match t with
  | Empty => []
  | Single x => [x]
  | Deep l m r => of_digit l ++ flat_map of_node (to_list m) ++ of_digit r
  end.
Fixpoint fold {A B : Type} (f : A -> B -> B) (t : finger A) (acc : B) : B :=
  match t with
  | Empty => acc
  | Single x => f x acc
  | Deep l m r =>
      fold_right f (fold (fun n b => fold_right f b (of_node n)) m (fold_right f acc (of_digit r))) (of_digit l)
  end.
Fixpoint depth {A : Type} (t : finger A) : nat := match t with Deep _ m _ => S (depth m) | _ => 0 end.
Definition from_left (l : list nat) : finger nat := fold_right push Empty l.
Definition from_right (l : list bool) : finger bool := fold_left snoc l Empty.
Definition round_trip (l : list nat) : list nat := to_list (from_left l).
Definition both_ends (l r : list nat) : list nat := to_list (fold_left snoc r (from_left l)).
Definition count (l : list bool) : nat := fold (fun b n => if b : bool then S n else n) (from_right l) 0.
Definition depth_of (l : list nat) : nat := depth (from_left l).

Extraction "finger_tree.ml" round_trip both_ends count depth_of.
