(** What the abstract machine promises to whoever watches the nodes: what they
    observe has an explanation (strong/Histories.v) in which exactly its causal
    past is visible to a get, and is arbitrated in causal order. *)

From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import NodeMachine NodeWorld NodeRefinement.
From Espalier.Chapar Require ChaparCausal.
From Espalier.Strong Require Guarantees Histories.

Module Type STATEMENT (P : PARAMETERS).
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.

  (** The four session guarantees at once, in one explanation ... *)
  Parameter explained : forall members v0 programs h,
    trace P.replica_eq_dec Specification.machine members True v0 programs h ->
    Histories.explained Guarantees.Causal.chosen v0 h.

  (** ... which together are causal consistency ... *)
  Parameter causal : forall members v0 programs h,
    trace P.replica_eq_dec Specification.machine members True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.causal h x.

  (** ... and likewise of each core that refines the machine. *)
  Parameter refined : forall I members v0 programs h,
    refines P.replica_eq_dec I Specification.machine ->
    trace P.replica_eq_dec I members True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.causal h x.
End STATEMENT.
