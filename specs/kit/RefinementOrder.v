(** Refinement is a preorder: what was proved step by step holds end to end. *)

From Espalier.Framework Require Import Machine World Refinement.

Section RefinementOrder.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).

Lemma refines_reflexive : forall M : machine key value client replica,
  refines client_eq_dec replica_eq_dec M M.
Proof. intros M replicas v programs events H. exact H. Qed.

Lemma refines_transitive : forall A B C : machine key value client replica,
  refines client_eq_dec replica_eq_dec A B ->
  refines client_eq_dec replica_eq_dec B C ->
  refines client_eq_dec replica_eq_dec A C.
Proof. intros A B C H H' replicas v programs events T. auto. Qed.

End RefinementOrder.
