package dev.espalier.synth.growth;

import java.util.LinkedHashMap;
import java.util.Map;

/** By a simulation with a history: relations also speak of what was put so far, and have to outlive more of it. */
final class HistoryText implements SimulationText {
    @Override
    public String imports() {
        return """
                From Espalier.Framework Require Import
                  Parameters Machine Refinement HistorySimulation HistorySimulationProof.
                From Espalier.Kit Require Import FiniteSet Vector Map Decide.
                From Espalier.Suite Require Import PutHistory PutFacts.
                """;
    }

    @Override
    public String definitions() {
        return """
                  Definition history := @puts_so_far P.client P.key.
                  Definition grows := @one_more P.client P.key P.client_eq_dec.
                  Definition and_then := @PutHistory.and_then P.client P.key P.client_eq_dec.
                  #[local] Hint Unfold history grows and_then : relations.

                """;
    }

    @Override
    public Map<String, String> obligations() {
        Map<String, String> obligations = new LinkedHashMap<>();
        obligations.put("client_outlives", """
                forall b h h' c s t,
                    grows b h h' -> b <> c -> client_related h c s t -> client_related h' c s t""");
        obligations.put("replica_outlives", """
                forall b h h' r s t,
                    grows b h h' -> replica_related h r s t -> replica_related h' r s t""");
        for (String payload : new String[] {"get", "answer", "put"}) {
            obligations.put(payload + "_outlives", """
                    forall b h h' k c p q,
                        grows b h h' -> %1$s_related h k c p q -> %1$s_related h' k c p q""".formatted(payload));
        }
        obligations.put(
                "client_starts", "forall c,\n    client_related none_so_far c (I.client_init c) (S.client_init c)");
        obligations.put("replica_starts", """
                forall r v,
                    replica_related none_so_far r (I.replica_init r v) (S.replica_init r v)""");
        obligations.put("get_formed", """
                forall h k c s t,
                    client_related h c s t ->
                    get_related h k c (fst (I.get_request k c s)) (fst (S.get_request k c t)) /\\
                    client_related h c (snd (I.get_request k c s)) (snd (S.get_request k c t))""");
        obligations.put("get_answered", """
                forall h k c r g q s t,
                    get_related h k c g q -> replica_related h r s t ->
                    I.get_guard k g c r s = true ->
                    S.get_guard k q c r t = true /\\
                    fst (fst (I.get k g c r s)) = fst (fst (S.get k q c r t)) /\\
                    answer_related h k c (snd (fst (I.get k g c r s)))
                      (snd (fst (S.get k q c r t))) /\\
                    replica_related h r (snd (I.get k g c r s)) (snd (S.get k q c r t))""");
        obligations.put("answer_taken", """
                forall h k v c a b s t,
                    answer_related h k c a b -> client_related h c s t ->
                    client_related h c (I.get_response k v a c s) (S.get_response k v b c t)""");
        obligations.put("put_formed", """
                forall h k v now c s t,
                    client_related h c s t ->
                    put_related (and_then h c k) k c
                      (fst (I.put_request k v now c s)) (fst (S.put_request k v now c t)) /\\
                    client_related (and_then h c k) c
                      (snd (I.put_request k v now c s)) (snd (S.put_request k v now c t))""");
        obligations.put("put_applied", """
                forall h k v c r p q s t,
                    put_related h k c p q -> replica_related h r s t ->
                    I.put_guard k v p c r s = true ->
                    S.put_guard k v q c r t = true /\\
                    replica_related h r (I.put k v p c r s) (S.put k v q c r t)""");
        return obligations;
    }

    @Override
    public String tail() {
        return """

                  Definition simulation :
                    history_simulation Implementation.machine Specification.machine.
                  Proof.
                    refine (Build_history_simulation
                      Implementation.machine Specification.machine
                      history none_so_far grows
                      client_related replica_related get_related
                      (fun h k _ => answer_related h k) (fun h k _ => put_related h k)
                      client_outlives replica_outlives get_outlives _ _
                      client_starts replica_starts get_formed get_answered answer_taken _
                      put_applied).
                    - intros b h h' k v. apply answer_outlives.
                    - intros b h h' k v. apply put_outlives.
                    - intros h k v now c s t H. exists now, (and_then h c k).
                      split; [exists k; reflexivity |]. apply (put_formed h k v). exact H.
                  Defined.

                  Theorem refinement :
                    refines P.client_eq_dec P.replica_eq_dec
                      Implementation.machine Specification.machine.
                  Proof. exact (history_simulation_refines _ _ _ _ simulation). Qed.
                """;
    }
}
