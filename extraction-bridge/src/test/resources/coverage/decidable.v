(* Decidable equality and order built by tactics: decide equality, sumbool, sumor, sig and existence by search. *)
From Coq Require Import List Arith Bool Compare_dec Decidable DecidableClass Extraction.
Import ListNotations.

Inductive shape := Circle (r : nat) | Box (w h : nat) | Group (l : list shape) | Tagged (b : bool) (s : shape).
Definition shape_eq : forall s t : shape, {s = t} + {s <> t}.
Proof.
  fix shape_eq 1. intros [r|w h|l|b s] [r'|w' h'|l'|b' s']; try (right; discriminate).
  - destruct (Nat.eq_dec r r'); [left|right]; congruence.
  - destruct (Nat.eq_dec w w'), (Nat.eq_dec h h'); [left|right|right|right]; congruence.
  - destruct (list_eq_dec shape_eq l l'); [left|right]; congruence.
  - destruct (bool_dec b b'), (shape_eq s s'); [left|right|right|right]; congruence.
Defined.
Definition pair_eq (p q : nat * option bool) : {p = q} + {p <> q}.
Proof. repeat decide equality. Defined.
Definition same (s t : shape) : bool := if shape_eq s t then true else false.
Definition member (s : shape) (l : list shape) : bool := if in_dec shape_eq s l then true else false.
Definition distinct (l : list shape) : list shape := nodup shape_eq l.
Definition first_index (p : nat * option bool) : list (nat * option bool) -> option nat :=
  fix go l := match l with [] => None | q :: r => if pair_eq p q then Some 0 else option_map S (go r) end.
Definition bounded_search (p : nat -> bool) (n : nat) : {k | k < n /\ p k = true} + {forall k, k < n -> p k = false}.
Proof.
  induction n as [|n [[k [l h]]|no]].
  - right. intros k h. inversion h.
  - left. exists k. auto.
  - destruct (p n) eqn:e; [left; exists n; auto|right].
    intros k h. apply Nat.lt_succ_r, le_lt_eq_dec in h as [h| ->]; auto.
Defined.
Definition square_root (n : nat) : option nat :=
  match bounded_search (fun k => Nat.eqb (k * k) n) (S n) with inleft (exist _ k _) => Some k | inright _ => None end.
Definition maximum (l : list nat) : {m | forall x, In x l -> x <= m}.
Proof.
  induction l as [|y r [m h]]; [exists 0; intros x []|].
  destruct (le_ge_dec y m) as [g|g].
  - exists m. intros x [->|i]; auto.
  - exists y. intros x [->|i]; auto. apply Nat.le_trans with m; auto.
Defined.
Definition largest (l : list nat) : nat := proj1_sig (maximum l).
Definition order (a b : nat) : nat := match lt_eq_lt_dec a b with inleft (left _) => 0 | inleft (right _) => 1 | inright _ => 2 end.
Definition zero_or_pred (n : nat) : {m | n = S m} + {n = 0} := match n with 0 => inright eq_refl | S m => inleft (exist _ m eq_refl) end.
Definition sub2 (n : nat) : option nat :=
  match zero_or_pred n with
  | inleft (exist _ m _) => match zero_or_pred m with inleft (exist _ k _) => Some k | inright _ => None end
  | inright _ => None
  end.

Extraction "decidable.ml" same member distinct first_index square_root largest order sub2 pair_eq.
