(** What the strong family's machine promises to clients: at every point of the
    lattice, whatever the clients observe has an explanation (Histories.v) with
    the guarantees of that point. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters Machine World Refinement
  Progress.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Histories Strong.

Module Type STATEMENT (P : PARAMETERS) (G : GUARANTEES).
  Module Core := Strong.Strong P G.
  Module Specification := MachineOf P Core.

  (** All the guarantees of the point at once, in one explanation ... *)
  Parameter explained : forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    Histories.explained G.chosen v0 h.

  (** ... and likewise of each core that refines the machine. *)
  Parameter refined : forall I replicas v0 programs h,
    refines P.client_eq_dec P.replica_eq_dec I Specification.machine ->
    trace P.client_eq_dec P.replica_eq_dec I replicas True v0 programs h ->
    Histories.explained G.chosen v0 h.

  (** A session's events are observed in the order of its program. *)
  Parameter in_order : forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    forall a b, Histories.precedes h a b ->
    Histories.session a = Histories.session b ->
    Histories.session_order h a b.

  (** ** One guarantee at a time *)

  Parameter read_your_writes : Guarantees.read_your_writes G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.reads_its_writes h x.

  Parameter monotonic_reads : Guarantees.monotonic_reads G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.reads_monotonically h x.

  Parameter monotonic_writes : Guarantees.monotonic_writes G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.writes_monotonically h x.

  Parameter writes_follow_reads :
    Guarantees.writes_follow_reads G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.writes_after_reads h x.

  Parameter convergence : Guarantees.convergent G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.converges h x.

  (** ** The four together, without convergence and with it *)

  Parameter causal : Histories.all_four G.chosen ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.causal h x.

  Parameter causal_plus : Histories.all_four G.chosen ->
    Guarantees.convergent G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.causal h x /\
      Histories.causal_plus h x.

  (** ** Replicas *)

  (** What a replica holds for all keys together is a snapshot: several keys read
      from one replica need no further protocol. *)
  Parameter replicas_hold_snapshots :
    Guarantees.monotonic_writes G.chosen = true ->
    Guarantees.writes_follow_reads G.chosen = true ->
    Guarantees.convergent G.chosen = true ->
    forall replicas v0 programs h w,
    run P.client_eq_dec P.replica_eq_dec Specification.machine replicas True
      (initial Specification.machine v0 programs) h w ->
    exists x order, Histories.explains v0 h x /\ Histories.decides order h x /\
      forall r, exists seen, Histories.snapshot order v0 h x seen
        (fun k => Core.content (Core.entry_of (stores w r) k)).

  (** Replicas that applied the same puts hold the same value, of the same put,
      for every key. *)
  Parameter replicas_agree : Guarantees.convergent G.chosen = true ->
    forall replicas v0 programs w,
    reachable P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs w ->
    forall r r',
    (forall i, member Core.put_id_eq_dec i (Core.applied (stores w r)) =
               member Core.put_id_eq_dec i (Core.applied (stores w r'))) ->
    forall k,
    Core.content (Core.entry_of (stores w r) k) =
      Core.content (Core.entry_of (stores w r') k) /\
    Core.written (Core.entry_of (stores w r) k) =
      Core.written (Core.entry_of (stores w r') k).

  (** Strong eventual consistency: where the network loses nothing, replicas for
      which no put is pending hold the same. *)
  Parameter replicas_agree_at_last : forall replicas,
    Guarantees.convergent G.chosen = true -> forall v0 programs w,
    reachable P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas False v0 programs w ->
    forall r r', In r replicas -> In r' replicas ->
    (forall c k v p, ~ pending Specification.machine w r c k v p) ->
    (forall c k v p, ~ pending Specification.machine w r' c k v p) ->
    forall k,
    Core.content (Core.entry_of (stores w r) k) =
      Core.content (Core.entry_of (stores w r') k).
End STATEMENT.
