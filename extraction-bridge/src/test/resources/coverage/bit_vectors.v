(* Standard library: vectors of bits (Bvector) and vectors (Vectors.Vector), dependent types and Fin.t. *)
From Coq Require Import Bvector Vector Fin List Extraction ExtrOcamlBasic.
Import ListNotations.

Definition to_vector (l : list bool) : {n : nat & Bvector n} := existT _ (length l) (Vector.of_list l).
Definition bits (n : nat) (l : list bool) : Bvector n :=
  (fix go n (l : list bool) : Bvector n :=
     match n with
     | 0 => Bnil
     | S m => match l with [] => Bcons false m (go m []) | b :: r => Bcons b m (go m r) end
     end) n l.
Definition conjunction (l r : list bool) : list bool :=
  let n := length l in Vector.to_list (BVand n (bits n l) (bits n r)).
Definition exclusive (l r : list bool) : list bool :=
  let n := length l in Vector.to_list (BVxor n (bits n l) (bits n r)).
Definition negated (l : list bool) : list bool := Vector.to_list (Bneg _ (Vector.of_list l)).
Definition shifted (carry : bool) (l : list bool) : list bool :=
  match l with
  | [] => []
  | b :: r => Vector.to_list (BshiftL (length r) (bits (S (length r)) l) carry)
  end.
Definition low (l : list bool) : bool := match l with [] => false | b :: r => Blow _ (bits (S (length r)) l) end.
Definition at_ (l : list nat) (k : nat) : option nat :=
  match Compare_dec.lt_dec k (length l) with
  | left h => Some (Vector.nth_order (Vector.of_list l) h)
  | right _ => None
  end.
Definition last_of (x : nat) (l : list nat) : nat := Vector.last (Vector.of_list (x :: l)).
Definition replaced (l : list nat) (k x : nat) : list nat :=
  match Compare_dec.lt_dec k (length l) with
  | left h => Vector.to_list (Vector.replace (Vector.of_list l) (Fin.of_nat_lt h) x)
  | right _ => l
  end.
Definition sums (l : list nat) : list nat := Vector.to_list (Vector.map2 Nat.add (Vector.of_list l) (Vector.of_list l)).
Definition backwards (l : list nat) : list nat := Vector.to_list (Vector.rev (Vector.of_list l)).

Extraction "bit_vectors.ml" conjunction exclusive negated shifted low at_ last_of replaced sums backwards
  to_vector Vector.fold_left Vector.append Fin.to_nat Fin.eqb Vector.shiftin.
