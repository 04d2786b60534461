(** What cannot be claimed of the reference cores for read your writes and for
    monotonic reads. They apply any put at any time, so no put is ever done with:
    an old one may come back over a newer one. And their replicas get stuck even
    where the network loses nothing: once a client's older put has gone in over
    its newer one, a session that knows of the newer may never be answered.

    Keys, values, clients and replicas are numbers; the initial value is 0. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters Machine World Refinement
  Progress.
From Espalier.Framework Require Naturals.
From Espalier.Reference Require SessionReadYourWrites SessionMonotonicReads.
Import ListNotations.

(** The client's puts go in the wrong way round; its get waits for ever. *)
Definition puts_then_get (c : nat) : list (@operation nat nat) :=
  match c with
  | 1 => [Put 0 1; Put 0 2; Get 0]
  | _ => []
  end.

(** The reader has the second put before the first goes in over it; its next get
    waits for ever. *)
Definition puts_and_a_reader (c : nat) : list (@operation nat nat) :=
  match c with
  | 1 => [Put 0 1; Put 0 2]
  | 2 => [Get 0; Get 0]
  | _ => []
  end.

Module Type STATEMENT.
  Module P := Naturals.Naturals.
  Module ReadYourWritesCore := SessionReadYourWrites.SessionReadYourWrites P.
  Module ReadYourWrites := MachineOf P ReadYourWritesCore.
  Module MonotonicReadsCore := SessionMonotonicReads.SessionMonotonicReads P.
  Module MonotonicReads := MachineOf P MonotonicReadsCore.

  Definition get_waits_for_ever (M : machine nat nat nat nat)
    (programs : nat -> list (@operation nat nat)) : Prop :=
    exists w c n k g,
      reachable P.client_eq_dec P.replica_eq_dec M [0] False 0 programs w /\
      network w = [GetRequest 0 c n k g] /\
      ~ get_guard M k g c 0 (stores w 0).

  (** One replica, and a network that has delivered every put: *)
  Parameter read_your_writes_waits :
    get_waits_for_ever ReadYourWrites.machine puts_then_get.

  Parameter monotonic_reads_waits :
    get_waits_for_ever MonotonicReads.machine puts_and_a_reader.

  (** Hence: *)
  Parameter read_your_writes_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec ReadYourWrites.machine.

  Parameter monotonic_reads_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec MonotonicReads.machine.

  (** No core that applies any put at any time can say of one that it is in for
      good, whatever its [put_seen] is. *)
  Parameter always_enabled_no_seen : forall M : machine nat nat nat nat,
    (forall k v p c r s, put_guard M k v p c r s) -> ~ seen_is_final M.

  Parameter read_your_writes_no_seen : ~ seen_is_final ReadYourWrites.machine.

  Parameter monotonic_reads_no_seen : ~ seen_is_final MonotonicReads.machine.
End STATEMENT.
