(* Recursion on accessibility proofs: Function, Fix and well_founded_induction; gcd, log, McCarthy-like nests with int. *)
From Coq Require Import List Arith Lia Wf_nat Recdef Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Function euclid (a b : nat) {measure (fun x => x) b} : nat :=
  match b with 0 => a | S _ => euclid b (Nat.modulo a b) end.
Proof. intros. apply Nat.mod_upper_bound. discriminate. Defined.

Function digits (n : nat) {measure (fun x => x) n} : list nat :=
  if Nat.ltb n 10 then [n] else Nat.modulo n 10 :: digits (Nat.div n 10).
Proof. intros n h. apply Nat.ltb_ge in h. apply Nat.div_lt; lia. Defined.

Definition log_steps : nat -> nat :=
  Fix lt_wf (fun _ => nat) (fun n again =>
    match le_lt_dec n 1 with
    | left _ => 0
    | right h => S (again (Nat.div n 2) (Nat.div_lt n 2 (Nat.lt_le_incl 1 n h) Nat.lt_1_2))
    end).

Definition binary (n : nat) : list bool :=
  well_founded_induction_type lt_wf (fun _ => list bool -> list bool) (fun n again acc =>
    match n as m return (forall k, k < m -> list bool -> list bool) -> list bool with
    | 0 => fun _ => acc
    | S k => fun again => again (Nat.div (S k) 2) (Nat.div_lt (S k) 2 (Nat.lt_0_succ k) Nat.lt_1_2) (Nat.odd (S k) :: acc)
    end again) n [].

Definition lcm (a b : nat) : nat := match euclid a b with 0 => 0 | S _ as g => Nat.div a g * b end.

Extraction "well_founded.ml" euclid digits log_steps binary lcm.
