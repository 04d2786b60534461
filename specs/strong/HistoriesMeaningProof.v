(** Where the facts about the definitions of Histories.v are proved. *)

From Coq Require Import List Arith.
From Espalier.Framework Require Import Parameters World.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Histories HistoriesCausal HistoriesUnseen
  HistoriesLitmus HistoriesMeaning.
Import Histories ListNotations.

Module Proof (P : PARAMETERS) <: HistoriesMeaning.STATEMENT P.

  Definition event_eq_dec (a b : @event P.key P.value P.client)
    : {a = b} + {a <> b}.
  Proof.
    decide equality; first [apply P.value_eq_dec | apply P.key_eq_dec
      | apply P.client_eq_dec | apply Nat.eq_dec].
  Defined.

  Definition four_are_causal :=
    @HistoriesCausal.all_four_causal P.key P.value P.client.

  Definition five_are_causal_plus :=
    @HistoriesCausal.all_four_causal_plus P.key P.value P.client.

  Definition same_visible_same_value :=
    @HistoriesCausal.same_visible_same_value P.key P.value P.client.

  Theorem unseen_without_reads :
    forall some other v0 (h : list (@event P.key P.value P.client)),
    read_your_writes some = false -> monotonic_reads some = false ->
    numbered h -> explained other v0 h -> explained some v0 h.
  Proof.
    intros some other v0 h Y Y' N [x [X _]].
    exact (HistoriesUnseen.each_has event_eq_dec v0 h x N X some Y Y').
  Qed.

  Definition stale_read := @HistoriesLitmus.stale_read P.key P.value P.client.
  Definition own_older_put :=
    @HistoriesLitmus.own_older_put P.key P.value P.client.
  Definition reads_backwards :=
    @HistoriesLitmus.reads_backwards P.key P.value P.client.
  Definition reply_before_question :=
    @HistoriesLitmus.reply_before_question P.key P.value P.client.
  Definition update_undone :=
    @HistoriesLitmus.update_undone P.key P.value P.client.
  Definition divergence := @HistoriesLitmus.divergence P.key P.value P.client.
End Proof.
