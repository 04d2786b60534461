(** The hierarchy of the suite's session specifications: local simulations that
    forget what the weaker machine does not keep. *)

From Coq Require Import Arith.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require SessionHierarchy.

Module Proof (P : PARAMETERS) <: SessionHierarchy.STATEMENT P.
  Module RelaxedCore := Relaxed.Specification P.
  Module Relaxed := MachineOf P RelaxedCore.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.
  Module MwCore := MonotonicWrites.Specification P.
  Module Mw := MachineOf P MwCore.
  Module RywMwCore := ReadYourWritesMonotonicWrites.Specification P.
  Module RywMw := MachineOf P RywMwCore.

  (** A machine whose replicas map each key to a value, and put there the value
      that they are given, refines the relaxed one. *)
  Lemma last_value_refines_relaxed :
    forall (M : machine P.key P.value P.client P.replica)
      (value_of : replica_state M -> P.key -> P.value),
    (forall r v k, value_of (replica_init M r v) k = v) ->
    (forall k g c r s, fst (fst (get M k g c r s)) = value_of s k) ->
    (forall k g c r s j,
       value_of (snd (get M k g c r s)) j = value_of s j) ->
    (forall k v p c r s j,
       value_of (put M k v p c r s) j =
       if P.key_eq_dec k j then v else value_of s j) ->
    refines P.client_eq_dec P.replica_eq_dec M Relaxed.machine.
  Proof.
    intros M value_of Hinit Hget Hkeeps Hput. apply local_simulation_refines.
    refine {|
      LocalSimulation.client_related := fun _ _ _ => True;
      LocalSimulation.replica_related :=
        fun _ s (t : replica_state Relaxed.machine) =>
          forall k, value_of s k = t k;
      LocalSimulation.get_related := fun _ _ _ _ => True;
      LocalSimulation.answer_related := fun _ _ _ _ _ => True;
      LocalSimulation.put_related := fun _ _ _ _ _ => True
    |}; auto.
    - intros k c r g h s t _ Hr _. split; [reflexivity |].
      split; [rewrite Hget; apply Hr |]. split; [auto |].
      intros j. rewrite Hkeeps. apply Hr.
    - intros k v now c s t _. exists 0. auto.
    - intros k v c r p q s t _ Hr _. split; [reflexivity |].
      intros j. rewrite Hput. simpl. unfold RelaxedCore.put.
      destruct (P.key_eq_dec k j); auto.
  Qed.

  Theorem ryw_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Ryw.machine Relaxed.machine.
  Proof.
    apply (last_value_refines_relaxed Ryw.machine
      (fun (s : replica_state Ryw.machine) k => RywCore.content (s k)));
      simpl; auto.
    intros k v p c r s j. unfold RywCore.put. destruct (P.key_eq_dec k j); auto.
  Qed.

  Theorem mr_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Mr.machine Relaxed.machine.
  Proof.
    apply (last_value_refines_relaxed Mr.machine
      (fun (s : replica_state Mr.machine) k => MrCore.content (s k)));
      simpl; auto.
    intros k v p c r s j. unfold MrCore.put. destruct (P.key_eq_dec k j); auto.
  Qed.

  Theorem mw_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Mw.machine Relaxed.machine.
  Proof.
    apply (last_value_refines_relaxed Mw.machine
      (fun (s : replica_state Mw.machine) k => MwCore.content (s k)));
      simpl; auto.
    intros k v p c r s j. unfold MwCore.put. destruct (P.key_eq_dec k j); auto.
  Qed.

  Theorem ryw_mw_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec RywMw.machine Relaxed.machine.
  Proof.
    apply (last_value_refines_relaxed RywMw.machine
      (fun (s : replica_state RywMw.machine) k => RywMwCore.content (s k)));
      simpl; auto.
    intros k v p c r s j. unfold RywMwCore.put.
    destruct (P.key_eq_dec k j); auto.
  Qed.

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

End Proof.
