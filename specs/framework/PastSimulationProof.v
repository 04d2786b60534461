(** A local simulation that looks at the past gives trace inclusion: the past is
    a history, which grows by the put that is made. *)

From Coq Require Import List.
From Espalier.Framework Require Import
  Machine World Refinement PastSimulation HistorySimulation
  HistorySimulationProof.

Definition as_history {key value client replica : Type}
  (client_eq_dec : forall a b : client, {a = b} + {a <> b})
  (I S : machine key value client replica)
  (L : past_simulation client_eq_dec I S) : history_simulation I S.
Proof.
  refine {|
    history := past I;
    start := nothing I;
    grows := fun c g g' => exists x, g' = with_put client_eq_dec g c x;
    HistorySimulation.client_related :=
      PastSimulation.client_related client_eq_dec I S L;
    HistorySimulation.replica_related :=
      PastSimulation.replica_related client_eq_dec I S L;
    HistorySimulation.get_related :=
      PastSimulation.get_related client_eq_dec I S L;
    HistorySimulation.answer_related :=
      PastSimulation.answer_related client_eq_dec I S L;
    HistorySimulation.put_related :=
      PastSimulation.put_related client_eq_dec I S L
  |}.
  - intros c g g' d s t [x ->]. apply client_stays.
  - intros c g g' r s t [x ->]. apply replica_stays.
  - intros c g g' k d a b [x ->]. apply get_stays.
  - intros c g g' k v d a b [x ->]. apply answer_stays.
  - intros c g g' k v d a b [x ->]. apply put_stays.
  - apply PastSimulation.client_init_related.
  - apply PastSimulation.replica_init_related.
  - apply PastSimulation.get_request_related.
  - apply PastSimulation.get_answer_related.
  - apply PastSimulation.get_response_related.
  - intros g k v now c s t H.
    destruct (PastSimulation.put_request_related _ _ _ L g k v now c s t H)
      as [now' [Hp Hs]].
    exists now'. eexists. split; [eexists; reflexivity |].
    split; [exact Hp | exact Hs].
  - apply PastSimulation.put_applied_related.
Defined.

Theorem past_simulation_refines :
  forall {key value client replica : Type} client_eq_dec replica_eq_dec
    (I S : machine key value client replica),
    past_simulation client_eq_dec I S ->
    refines client_eq_dec replica_eq_dec I S.
Proof.
  intros key value client replica client_eq_dec replica_eq_dec I S L.
  apply history_simulation_refines. exact (as_history client_eq_dec I S L).
Qed.
