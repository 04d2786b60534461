package dev.espalier.synth.growth;

import java.util.LinkedHashMap;
import java.util.Map;

/** By a local simulation: relations speak of states and payloads alone. */
final class LocalText implements SimulationText {
    @Override
    public String imports() {
        return """
                From Espalier.Framework Require Import
                  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
                From Espalier.Kit Require Import FiniteSet Vector Map Decide.
                """;
    }

    @Override
    public String definitions() {
        return "";
    }

    @Override
    public Map<String, String> obligations() {
        Map<String, String> obligations = new LinkedHashMap<>();
        obligations.put("client_starts", "forall c,\n    client_related c (I.client_init c) (S.client_init c)");
        obligations.put(
                "replica_starts", "forall r v,\n    replica_related r (I.replica_init r v) (S.replica_init r v)");
        obligations.put("get_formed", """
                forall k c s t,
                    client_related c s t ->
                    get_related c (fst (I.get_request k c s)) (fst (S.get_request k c t)) /\\
                    client_related c (snd (I.get_request k c s)) (snd (S.get_request k c t))""");
        obligations.put("get_answered", """
                forall k c r g h s t,
                    get_related c g h -> replica_related r s t ->
                    I.get_guard k g c r s = true ->
                    S.get_guard k h c r t = true /\\
                    fst (fst (I.get k g c r s)) = fst (fst (S.get k h c r t)) /\\
                    answer_related c (snd (fst (I.get k g c r s)))
                      (snd (fst (S.get k h c r t))) /\\
                    replica_related r (snd (I.get k g c r s)) (snd (S.get k h c r t))""");
        obligations.put("answer_taken", """
                forall k v c a b s t,
                    answer_related c a b -> client_related c s t ->
                    client_related c (I.get_response k v a c s) (S.get_response k v b c t)""");
        obligations.put("put_formed", """
                forall k v now c s t,
                    client_related c s t ->
                    put_related c (fst (I.put_request k v now c s)) (fst (S.put_request k v now c t)) /\\
                    client_related c (snd (I.put_request k v now c s)) (snd (S.put_request k v now c t))""");
        obligations.put("put_applied", """
                forall k v c r p q s t,
                    put_related c p q -> replica_related r s t ->
                    I.put_guard k v p c r s = true ->
                    S.put_guard k v q c r t = true /\\
                    replica_related r (I.put k v p c r s) (S.put k v q c r t)""");
        return obligations;
    }

    @Override
    public String tail() {
        return """

                  Definition simulation :
                    local_simulation Implementation.machine Specification.machine.
                  Proof.
                    refine (Build_local_simulation
                      Implementation.machine Specification.machine
                      client_related replica_related (fun _ => get_related)
                      (fun _ _ => answer_related) (fun _ _ => put_related)
                      client_starts replica_starts get_formed get_answered answer_taken _
                      put_applied).
                    intros. exists now. apply (put_formed k v). assumption.
                  Defined.

                  Theorem refinement :
                    refines P.client_eq_dec P.replica_eq_dec
                      Implementation.machine Specification.machine.
                  Proof. exact (local_simulation_refines _ _ _ _ simulation). Qed.
                """;
    }
}
