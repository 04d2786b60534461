(* Insertion sort over any decidable order given as an argument, with a proof that nothing is lost. *)
From Coq Require Import List Arith Permutation Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Section Sorting.
  Context {A : Type} (before : A -> A -> bool).
  Fixpoint insert (x : A) (l : list A) : list A :=
    match l with
    | [] => [x]
    | y :: r => if before x y then x :: l else y :: insert x r
    end.
  Fixpoint sort (l : list A) : list A := match l with [] => [] | x :: r => insert x (sort r) end.
  Fixpoint sorted (l : list A) : bool :=
    match l with
    | x :: (y :: _) as r => andb (before x y) (sorted r)
    | _ => true
    end.
  Lemma insert_permutes x l : Permutation (x :: l) (insert x l).
  Proof.
    induction l as [|y r IH]; simpl; auto. destruct (before x y); auto.
    rewrite perm_swap. constructor. exact IH.
  Qed.
  Lemma sort_permutes l : Permutation l (sort l).
  Proof. induction l as [|x r IH]; simpl; auto. rewrite <- insert_permutes. constructor. exact IH. Qed.
End Sorting.

Definition increasing (l : list nat) : list nat := sort Nat.leb l.
Definition decreasing (l : list nat) : list nat := sort (fun x y => Nat.leb y x) l.
Definition by_length (l : list (list bool)) : list (list bool) := sort (fun x y => Nat.leb (length x) (length y)) l.
Definition is_sorted (l : list nat) : bool := sorted Nat.leb l.
Definition ranks (l : list nat) : list nat :=
  map snd (sort (fun x y => Nat.leb (fst x) (fst y)) (combine l (seq 0 (length l)))).

Extraction "insertion_sort.ml" increasing decreasing by_length is_sorted ranks insert.
