(** The definitions over histories say exactly what the strong family's machine
    allows: with enough replicas, its clients can observe a history if and only
    if the history has an explanation. So the guarantees of Histories.v are not
    weaker than the machine's either. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters Machine World.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Histories Strong.

Module Type STATEMENT (P : PARAMETERS) (G : GUARANTEES).
  Module Core := Strong.Strong P G.
  Module Specification := MachineOf P Core.

  (** A replica for each event is enough. With fewer the machine may allow less:
      what a replica has applied it never forgets. *)
  Parameter exact : forall replicas v0 h,
    NoDup replicas -> length h <= length replicas ->
    (exists programs,
       trace P.client_eq_dec P.replica_eq_dec Specification.machine
         replicas True v0 programs h) <->
    Histories.numbered h /\ Histories.explained G.chosen v0 h.
End STATEMENT.
