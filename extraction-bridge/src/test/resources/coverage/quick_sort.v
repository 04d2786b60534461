(* Quick sort by well-founded recursion on a list's length (Program Fixpoint with a measure), with no directives. *)
From Coq Require Import List Arith Lia Program.Wf Extraction.
Import ListNotations.

Lemma filter_shortens (A : Type) (p : A -> bool) (l : list A) : length (filter p l) <= length l.
Proof. induction l as [|x r IH]; simpl; auto. destruct (p x); simpl; lia. Qed.

Program Fixpoint sort (l : list nat) {measure (length l)} : list nat :=
  match l with
  | [] => []
  | x :: r => sort (filter (fun y => Nat.ltb y x) r) ++ x :: sort (filter (fun y => negb (Nat.ltb y x)) r)
  end.
Next Obligation. simpl. apply Nat.lt_succ_r, filter_shortens. Qed.
Next Obligation. simpl. apply Nat.lt_succ_r, filter_shortens. Qed.

Program Fixpoint interleave (p : list nat * list nat) {measure (length (fst p) + length (snd p))} : list nat :=
  match p with
  | (x :: l, r) => x :: interleave (r, l)
  | ([], r) => r
  end.
Next Obligation. simpl. lia. Qed.

Definition weave (l r : list nat) : list nat := interleave (l, r).
Definition least (l : list nat) : option nat := hd_error (sort l).

Extraction "quick_sort.ml" sort weave least.
