(** No core that refines CC-star (suite/cc) has progress and shows what was put.
    A core may block, as CC-star itself does (CausalStuck.v), or keep its puts to
    itself, as reference/Deaf.v does; there is nothing between.

    Keys, values, clients and replicas are numbers; the initial value is 0. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters Machine World Refinement
  Progress.
From Espalier.Framework Require Naturals.
From Espalier.Suite Require Causal Relaxed.
Import ListNotations.

(** Once no put is pending for a replica, it answers a get of a key that was put
    to with one of the values put there. *)
Definition shows_what_was_put (M : machine nat nat nat nat) : Prop :=
  forall replicas programs events w r c n k g,
    run PeanoNat.Nat.eq_dec PeanoNat.Nat.eq_dec M replicas False
      (initial M 0 programs) events w ->
    In r replicas ->
    (forall c' k' v' p', ~ pending M w r c' k' v' p') ->
    In (GetRequest r c n k g) (network w) ->
    (exists c' n' v', In (PutCalled c' n' k v') events) ->
    exists c' n',
      In (PutCalled c' n' k (fst (fst (get M k g c r (stores w r))))) events.

(** Clients 1 and 2 put 1 and 2 on key 0. Clients 3 and 4 read one each, from a
    replica that has heard of no other, and put on keys 1 and 2. Client 5 reads
    both and puts on key 3, so that this put depends on everything. Client 6
    reads it, and then key 0: whichever of the two values it gets, CC-star
    refuses it. *)
Definition two_readers (c : nat) : list (@operation nat nat) :=
  match c with
  | 1 => [Put 0 1]
  | 2 => [Put 0 2]
  | 3 => [Get 0; Put 1 3]
  | 4 => [Get 0; Put 2 4]
  | 5 => [Get 1; Get 2; Put 3 5]
  | 6 => [Get 3; Get 0]
  | _ => []
  end.

Definition everything_behind_one (last : nat) : list (@event nat nat nat) :=
  [PutCalled 1 0 0 1; PutCalled 2 0 0 2;
   GetReturned 3 0 0 1; GetReturned 4 0 0 2;
   PutCalled 3 1 1 3; PutCalled 4 1 2 4;
   GetReturned 5 0 1 3; GetReturned 5 1 2 4; PutCalled 5 2 3 5;
   GetReturned 6 0 3 5; GetReturned 6 1 0 last].

Module Type STATEMENT.
  Module P := Naturals.Naturals.
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module RelaxedCore := Relaxed.Specification P.
  Module Relaxed := MachineOf P RelaxedCore.

  Parameter causal_does_not : forall last replicas,
    last = 1 \/ last = 2 ->
    ~ trace P.client_eq_dec P.replica_eq_dec Causal.machine replicas True 0
        two_readers (everything_behind_one last).

  (** Every machine that never gets stuck and shows what was put has one of these
      two histories ... *)
  Parameter useful_machine_does : forall M : machine nat nat nat nat,
    progressive P.client_eq_dec P.replica_eq_dec M ->
    shows_what_was_put M ->
    ~ ~ exists last, (last = 1 \/ last = 2) /\
          trace P.client_eq_dec P.replica_eq_dec M [0; 1] True 0
            two_readers (everything_behind_one last).

  (** ... so none refines CC-star. *)
  Parameter no_useful_core : forall M : machine nat nat nat nat,
    refines P.client_eq_dec P.replica_eq_dec M Causal.machine ->
    progressive P.client_eq_dec P.replica_eq_dec M ->
    ~ shows_what_was_put M.

  (** That much is not asked of a machine in vain: the relaxed one gives it. *)
  Parameter relaxed_progress :
    progressive P.client_eq_dec P.replica_eq_dec Relaxed.machine.

  Parameter relaxed_shows : shows_what_was_put Relaxed.machine.
End STATEMENT.
