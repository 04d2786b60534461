(* Extraction without its optimizations (Unset Extraction Optimize), types kept expanded, proofs left as arguments. *)
From Coq Require Import List Arith Extraction.
Import ListNotations.
Unset Extraction Optimize.
Unset Extraction AutoInline.
Set Extraction KeepSingleton.
Set Extraction TypeExpand.

Definition pipeline := list nat -> list nat.
Definition compose (f g : pipeline) : pipeline := fun l => g (f l).
Fixpoint all (fs : list pipeline) : pipeline := match fs with [] => fun l => l | f :: r => compose f (all r) end.
Definition keep_even : pipeline := filter Nat.even.
Definition increase : pipeline := map S.
Definition process (l : list nat) : list nat := all [increase; keep_even; @rev nat; fun l => l ++ l] l.
Definition safe_pred (n : nat) (h : 0 < n) : {m : nat | n = S m} :=
  match n as k return 0 < k -> {m : nat | k = S m} with
  | 0 => fun h => False_rect _ (Nat.nlt_0_r 0 h)
  | S m => fun _ => exist _ m eq_refl
  end h.
Definition predecessor (n : nat) : option nat :=
  match lt_dec 0 n with left h => Some (proj1_sig (safe_pred n h)) | right _ => None end.
Definition let_bound (n : nat) : nat := let m := n + n in let k := m * m in if Nat.eqb k 0 then m else k - m.
Definition nested (p : nat * (bool * nat)) : nat :=
  match p with (0, (true, x)) => x | (S n, (true, _)) => n | (n, (false, S x)) => n + x | (n, _) => n end.
Definition folded (l : list (nat * bool)) : nat * nat :=
  fold_left (fun a p => match p, a with (n, true), (x, y) => (x + n, y) | (n, false), (x, y) => (x, y + n) end) l (0, 0).
Definition shared (b : bool) : nat -> nat := if b then fun n => n else fun n => S (S n).
Definition apply_shared (b : bool) (n : nat) : nat := shared b n + shared (negb b) n.
Definition down (n : nat) : list nat := nat_rect (fun _ => list nat) [0] (fun m r => S m :: r) n.

Extraction "unoptimized.ml" process predecessor let_bound nested folded apply_shared down.
