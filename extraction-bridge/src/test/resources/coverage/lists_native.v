(* Standard library: lists as OCaml's, numbers as int: permutation-like functions, folds and searches. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Fixpoint insertions (A : Type) (x : A) (l : list A) : list (list A) :=
  match l with [] => [[x]] | y :: r => (x :: l) :: map (cons y) (insertions A x r) end.
Definition permutations (A : Type) (l : list A) : list (list A) :=
  fold_right (fun x ps => flat_map (insertions A x) ps) [[]] l.
Fixpoint sublists (A : Type) (l : list A) : list (list A) :=
  match l with [] => [[]] | x :: r => let s := sublists A r in s ++ map (cons x) s end.
Definition permutations_of (l : list nat) : list (list nat) := permutations nat (firstn 5 l).
Definition sublists_of (l : list bool) : list (list bool) := sublists bool (firstn 7 l).
Definition transpose (rows : list (list nat)) : list (list nat) :=
  map (fun i => map (fun row => nth i row 0) rows) (seq 0 (list_max (map (@length nat) rows))).
Definition rotate (n : nat) (l : list nat) : list nat :=
  let k := Nat.modulo n (S (length l)) in skipn k l ++ firstn k l.
Definition zipped (l : list nat) (r : list bool) : list nat * list bool := split (combine l r).
Definition running (l : list nat) : list nat := rev (snd (fold_left (fun p x => (fst p + x, fst p + x :: snd p)) l (0, []))).

Extraction "lists_native.ml" permutations_of sublists_of transpose rotate zipped running
  list_eq_dec in_dec nodup count_occ remove partition filter find existsb forallb list_prod fold_left rev rev_append.
