(* Braun trees as arrays that grow and shrink at either end, with size in logarithmic steps. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Inductive tree (A : Type) := Leaf | Node (x : A) (l r : tree A).
Arguments Leaf {A}. Arguments Node {A} _ _ _.
Fixpoint push {A} (x : A) (t : tree A) : tree A :=
  match t with Leaf => Node x Leaf Leaf | Node y l r => Node x (push y r) l end.
Fixpoint diff {A} (t : tree A) (n : nat) : nat :=
  match t, n with
  | Leaf, _ => 0
  | Node _ _ _, 0 => 1
  | Node _ l r, S m => if Nat.even m then diff l (Nat.div2 m) else diff r (Nat.div2 m - 0)
  end.
Fixpoint size {A} (t : tree A) : nat :=
  match t with Leaf => 0 | Node _ l r => let n := size r in 1 + 2 * n + diff l n end.
Fixpoint get {A} (fuel : nat) (t : tree A) (i : nat) : option A :=
  match fuel, t with
  | S f, Node x l r =>
      match i with
      | 0 => Some x
      | S j => if Nat.even j then get f l (Nat.div2 j) else get f r (Nat.div2 j)
      end
  | _, _ => None
  end.
Fixpoint pop_left {A} (x : A) (l r : tree A) : A * tree A :=
  match l with
  | Leaf => (x, Leaf)
  | Node y l' r' => let (z, rest) := pop_left y l' r' in (x, Node z r rest)
  end.
Definition pop {A} (t : tree A) : option (A * tree A) :=
  match t with
  | Leaf => None
  | Node x l r => Some (x, match l with Leaf => Leaf | Node y l' r' => let (z, s) := pop_left y l' r' in Node z r s end)
  end.
Definition of_list {A} (l : list A) : tree A := fold_right push Leaf l.
Fixpoint depth {A} (t : tree A) : nat := match t with Leaf => 0 | Node _ l r => S (Nat.max (depth l) (depth r)) end.
Definition built (l : list nat) : tree nat := of_list l.
Definition nth_of (l : list bool) (i : nat) : option bool := let t := of_list l in get (depth t) t i.
Definition measured (l : list nat) : nat * nat := let t := of_list l in (size t, depth t).
Definition popped (l : list nat) : option (nat * tree nat) := pop (of_list l).

Extraction "braun_tree.ml" built nth_of measured popped size pop.
