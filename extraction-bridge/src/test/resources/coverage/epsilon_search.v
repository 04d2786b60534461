(* Standard library: unbounded search justified by accessibility (ConstructiveEpsilon), and well-founded minima. *)
From Coq Require Import ConstructiveEpsilon Arith Lia List Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Lemma above n : exists m, n < m * m. Proof. exists (S n). nia. Qed.
Definition root_above (n : nat) : nat :=
  proj1_sig (constructive_indefinite_ground_description_nat (fun m => n < m * m) (fun m => lt_dec n (m * m)) (above n)).
Definition small_root (n : nat) : nat := root_above (Nat.modulo n 500).
Definition divides (d n : nat) : Prop := 2 <= d /\ Nat.modulo (n + 2) d = 0.
Lemma has_divisor n : exists d, divides d n.
Proof. exists (n + 2). split; [lia|]. apply Nat.mod_same. lia. Qed.
Definition divides_dec (n d : nat) : {divides d n} + {~ divides d n}.
Proof.
  destruct (le_lt_dec 2 d) as [h|h].
  - destruct (Nat.eq_dec (Nat.modulo (n + 2) d) 0) as [e|e]; [left; split; assumption|right; intros [_ ?]; contradiction].
  - right. intros [h' _]. lia.
Defined.
Definition smallest_divisor (n : nat) : nat :=
  proj1_sig (constructive_indefinite_ground_description_nat (fun d => divides d n) (divides_dec n) (has_divisor n)).
Definition factors (n : nat) : list nat :=
  (fix go fuel n := match fuel with
                    | 0 => []
                    | S f => if Nat.leb n 1 then [] else let d := smallest_divisor (n - 2) in d :: go f (Nat.div n d)
                    end) 12 (Nat.modulo n 300).

Extraction "epsilon_search.ml" small_root factors.
