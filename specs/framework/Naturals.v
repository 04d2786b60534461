(** An instance of the parameters, for witnesses: keys, values, clients and
    replicas are all natural numbers. What is refuted over it is refuted. *)

From Coq Require Import PeanoNat.
From Espalier.Framework Require Import Parameters.

Module Naturals <: PARAMETERS.

  Definition key := nat.
  Definition value := nat.
  Definition client := nat.
  Definition replica := nat.
  Definition key_eq_dec := Nat.eq_dec.
  Definition value_eq_dec := Nat.eq_dec.
  Definition client_eq_dec := Nat.eq_dec.
  Definition replica_eq_dec := Nat.eq_dec.
  Definition client_leb := Nat.leb.

  Lemma client_leb_total :
    forall a b, client_leb a b = true \/ client_leb b a = true.
  Proof.
    intros a b. unfold client_leb. rewrite !Nat.leb_le. apply Nat.le_ge_cases.
  Qed.

  Lemma client_leb_antisymmetric :
    forall a b, client_leb a b = true -> client_leb b a = true -> a = b.
  Proof.
    intros a b. unfold client_leb. rewrite !Nat.leb_le. apply Nat.le_antisymm.
  Qed.

  Lemma client_leb_transitive :
    forall a b c,
      client_leb a b = true -> client_leb b c = true -> client_leb a c = true.
  Proof.
    intros a b c. unfold client_leb. rewrite !Nat.leb_le. apply Nat.le_trans.
  Qed.

End Naturals.
