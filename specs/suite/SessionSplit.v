(** Read your writes and monotonic writes, put together, refine each of the two.
    The specification is a parameter, so that a proof may apply this to the very
    copy that it has: every application of a functor has types of its own. *)

From Coq Require Import Arith.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require
  ReadYourWrites MonotonicWrites ReadYourWritesMonotonicWrites.

Module Type BOTH (P : PARAMETERS).
  Module RywMwCore := ReadYourWritesMonotonicWrites.Specification P.
End BOTH.

Module Split (P : PARAMETERS) (B : BOTH P).
  Module RywMwCore := B.RywMwCore.
  Module RywMw := MachineOf P RywMwCore.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MwCore := MonotonicWrites.Specification P.
  Module Mw := MachineOf P MwCore.

  (** * Read your writes: numbers in place of ids, since all are one client's *)

  Definition numbers_of (c : P.client) (a : RywMwCore.puts)
    (b : RywCore.numbers) : Prop :=
    forall d n,
      member RywMwCore.put_id_eq_dec (d, n) a = true <->
      d = c /\ member Nat.eq_dec n b = true.

  Lemma numbers_of_add : forall c n a b,
    numbers_of c a b ->
    numbers_of c (add RywMwCore.put_id_eq_dec (c, n) a) (add Nat.eq_dec n b).
  Proof.
    intros c n a b H d m. rewrite !member_add, (H d m). split.
    - intros [E | [? ?]]; [inversion E |]; auto.
    - intros [-> [-> | ?]]; auto.
  Qed.

  Definition entry_as_ryw (e : RywMwCore.entry) (f : RywCore.entry) : Prop :=
    RywMwCore.content e = RywCore.content f /\
    match RywMwCore.written e with
    | None => RywCore.writer f = None
    | Some i =>
        RywCore.writer f = Some (fst i) /\ RywCore.number f = snd i /\
        numbers_of (fst i) (RywMwCore.earlier e) (RywCore.earlier f)
    end.

  Definition to_ryw : local_simulation RywMw.machine Ryw.machine.
  Proof.
    refine {|
      LocalSimulation.client_related :=
        fun c (s : client_state RywMw.machine) (t : client_state Ryw.machine) =>
          RywMwCore.made s = RywCore.made t /\
          forall k, numbers_of c (RywMwCore.own_puts s k) (RywCore.own_puts t k);
      LocalSimulation.replica_related :=
        fun _ (s : replica_state RywMw.machine)
          (t : replica_state Ryw.machine) =>
          forall k, entry_as_ryw (s k) (t k);
      LocalSimulation.get_related := fun _ => numbers_of : _ ->
        get_payload RywMw.machine -> get_payload Ryw.machine -> Prop;
      LocalSimulation.answer_related := fun _ _ _ _ _ => True;
      LocalSimulation.put_related :=
        fun _ _ c (p : put_payload RywMw.machine)
          (q : put_payload Ryw.machine) =>
          RywMwCore.id p = (c, RywCore.put_number q) /\
          numbers_of c (RywMwCore.put_earlier p) (RywCore.put_earlier q)
    |}; simpl.
    - intros c. split; [reflexivity |]. intros k d n. simpl.
      split; [discriminate | intros [_ H]; discriminate].
    - intros r v k. split; reflexivity.
    - intros k c s t [Hmade Hown]. auto.
    - intros k c r g g' s t Hg Hr Hguard. destruct (Hr k) as [Hv Hw].
      split; [| auto].
      unfold RywMwCore.get_guard in Hguard. unfold RywCore.get_guard.
      destruct (RywMwCore.written (s k)) as [[d n] |]; simpl in Hw;
        [| rewrite Hw; reflexivity].
      destruct Hw as [-> [Hn He]]. simpl in Hguard.
      destruct (P.client_eq_dec c d) as [<- |]; [| reflexivity].
      rewrite subset_spec in Hguard. apply subset_spec. intros m Hm.
      specialize (Hguard (c, m) (proj2 (Hg c m) (conj eq_refl Hm))).
      rewrite member_add in Hguard. apply member_add. rewrite Hn.
      destruct Hguard as [E | Hin]; [inversion E; auto | right].
      apply He in Hin. apply Hin.
    - auto.
    - intros k v now c s t [Hmade Hown]. exists 0. rewrite Hmade.
      split; [split; [reflexivity | apply Hown] |].
      split; [reflexivity |]. intros j.
      destruct (P.key_eq_dec k j) as [<- |]; [| apply Hown].
      apply numbers_of_add. apply Hown.
    - intros k v c r p q s t [Hid He] Hr _. split; [reflexivity |].
      intros j. unfold RywMwCore.put, RywCore.put.
      destruct (P.key_eq_dec k j); [| apply Hr].
      split; [reflexivity |]. simpl. rewrite Hid. auto.
  Defined.

  Theorem ryw_mw_refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec RywMw.machine Ryw.machine.
  Proof. apply local_simulation_refines. exact to_ryw. Qed.

  (** * Monotonic writes: the same sets *)

  Definition to_mw : local_simulation RywMw.machine Mw.machine.
  Proof.
    refine {|
      LocalSimulation.client_related :=
        fun c (s : client_state RywMw.machine) (t : client_state Mw.machine) =>
          RywMwCore.made s = MwCore.made t /\
          forall k, RywMwCore.own_puts s k = MwCore.own_puts t k;
      LocalSimulation.replica_related :=
        fun _ (s : replica_state RywMw.machine)
          (t : replica_state Mw.machine) =>
          forall k, RywMwCore.content (s k) = MwCore.content (t k) /\
            RywMwCore.applied (s k) = MwCore.applied (t k);
      LocalSimulation.get_related := fun _ _ _ _ => True;
      LocalSimulation.answer_related := fun _ _ _ _ _ => True;
      LocalSimulation.put_related :=
        fun _ _ _ (p : put_payload RywMw.machine)
          (q : put_payload Mw.machine) =>
          RywMwCore.id p = MwCore.id q /\
          RywMwCore.put_earlier p = MwCore.put_earlier q
    |}; simpl; auto.
    - intros k c r g h s t _ Hr _. destruct (Hr k). auto.
    - intros k v now c s t [Hmade Hown]. exists 0. rewrite Hmade, Hown.
      repeat split. intros j. rewrite Hown. reflexivity.
    - intros k v c r p q s t [Hid He] Hr Hguard. split.
      + unfold RywMwCore.put_guard, RywMwCore.put_seen in Hguard.
        unfold MwCore.put_guard, MwCore.put_seen.
        destruct (Hr k) as [_ Ha]. rewrite <- Hid, <- He, <- Ha. exact Hguard.
      + intros j. unfold RywMwCore.put, MwCore.put.
        destruct (P.key_eq_dec k j); [| apply Hr]. simpl.
        destruct (Hr k) as [_ Ha]. rewrite <- Hid, <- Ha. auto.
  Defined.

  Theorem ryw_mw_refines_mw :
    refines P.client_eq_dec P.replica_eq_dec RywMw.machine Mw.machine.
  Proof. apply local_simulation_refines. exact to_mw. Qed.

End Split.
