(** CC-star refines MR-star and the relaxed machine too. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof
  HistorySimulation HistorySimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require CausalHierarchy CausalReadYourWrites.
Import ListNotations.

Module Proof (P : PARAMETERS) <: CausalHierarchy.STATEMENT P.
  Include CausalReadYourWrites.CausalReadYourWrites P.
  Module CausalCore := C.
  Module MonotonicReadsCore := MonotonicReads.Specification P.
  Module MonotonicReads := MachineOf P MonotonicReadsCore.
  Module RelaxedCore := Relaxed.Specification P.
  Module Relaxed := MachineOf P RelaxedCore.
  Module R := MonotonicReadsCore.

  (** * Monotonic reads *)

  Definition name (i : C.put_id) : R.put_id := (C.putter i, C.number i).

  (** The set has a put on the key, and all that it depends on. *)
  Definition reaches (g : past) (k : P.key) (s : C.puts) (i : C.put_id)
    : Prop :=
    C.on_key i = k /\ In i s /\
    exists x, good g i x /\ forall z, In z (deps x) -> In z s.

  (** Every put that is named was reached by one of the gets. *)
  Definition seen (g : past) (k : P.key) (family : list C.puts)
    (named : R.puts) : Prop :=
    forall j, In j named ->
    exists i s, j = name i /\ In s family /\ reaches g k s i.

  Record read_entry (g : past) (k : P.key) (e : C.entry) (f : R.entry)
    : Prop := {
    r_ok : entry_ok g k e;
    r_content : C.content e = R.content f;
    r_written : option_map name (C.written e) = R.written f;
    r_earlier : forall i, C.written e = Some i ->
      has_earlier g k i (fun n => In (C.putter i, n) (R.earlier f))
  }.

  Record read_session (g : past) (c : P.client) (s : C.session)
    (t : R.session) : Prop := {
    rs_ok : session_ok g c s;
    rs_made : C.made s = R.made t;
    rs_own : forall z, In z (C.own_puts s) ->
      In (name z) (R.own_puts t (C.on_key z));
    rs_seen : forall k, seen g k (C.reads s) (R.reads t k)
  }.

  Record read_put (g : past) (k : P.key) (c : P.client) (p : C.put_of)
    (q : R.put_of) : Prop := {
    rp_ok : put_ok g k c p;
    rp_id : R.id q = name (C.id p);
    rp_earlier : has_earlier g k (C.id p) (fun n => In (c, n) (R.put_earlier q))
  }.

  Definition read_answer (g : past) (k : P.key) (a : C.puts)
    (b : option R.put_id) : Prop :=
    all_known g a /\
    forall j, b = Some j -> exists i, j = name i /\ reaches g k a i.

  Lemma In_add_read : forall i j s,
    In i (add R.put_id_eq_dec j s) <-> i = j \/ In i s.
  Proof. intros. rewrite <- !(member_In R.put_id_eq_dec). apply member_add. Qed.

  Lemma reaches_stays : forall g c x k s i,
    reaches g k s i -> reaches (grown g c x) k s i.
  Proof.
    intros g c x k s i [H1 [H2 [y [H3 H4]]]].
    split; [| split]; auto. exists y. auto using good_stays.
  Qed.

  Lemma seen_stays : forall g c x k family named,
    seen g k family named -> seen (grown g c x) k family named.
  Proof.
    intros g c x k family named H j Hj. destruct (H j Hj) as [i [s [H1 [H2 H3]]]].
    exists i, s. auto using reaches_stays.
  Qed.

  (** The heart of it: a put that the session has read from the entry's writer
      cannot be later than the entry, for then the entry's puts on the key
      would be strictly within what came with that put. *)
  Lemma not_later : forall g k e i family s j,
    entry_ok g k e -> C.written e = Some i ->
    C.not_behind k e family = true -> In s family ->
    reaches g k s j -> C.putter j = C.putter i ->
    C.number j <= C.number i.
  Proof.
    intros g k e i family s j He Hi Hg Hs [Hk [Hj [y [Hy Hdeps]]]] Hc.
    destruct (Nat.le_gt_cases (C.number j) (C.number i)) as [| L];
      [assumption | exfalso].
    destruct (entry_made _ _ _ He i Hi) as [_ [x [[Hx [_ Hless]] Ex]]].
    destruct Hy as [_ [Hchain _]].
    unfold C.not_behind in Hg. rewrite forallb_forall in Hg.
    specialize (Hg s Hs). apply negb_true_iff in Hg.
    assert (S : strict_subset C.put_id_eq_dec (C.on k (C.whole e)) (C.on k s)
      = true); [| congruence].
    apply strict_subset_In with (z := j).
    - intros z Hz. apply In_on in Hz. destruct Hz as [Hz Hzk].
      apply In_on. split; [| assumption].
      apply In_whole in Hz. destruct Hz as [i' [Hi' Hz]].
      rewrite Hi in Hi'. inversion Hi'; subst i'.
      apply Hdeps, (Hchain i x); auto. rewrite Ex. exact Hz.
    - apply In_on. auto.
    - rewrite In_on, In_whole. intros [[i' [Hi' [-> | Hz]]] _].
      + rewrite Hi in Hi'. inversion Hi'; subst. lia.
      + rewrite <- Ex in Hz. specialize (Hless j Hz Hc). lia.
  Qed.

  Definition read_simulation :
    history_simulation Causal.machine MonotonicReads.machine.
  Proof.
    refine {|
      history := past;
      start := nothing;
      grows := one_more;
      HistorySimulation.client_related := read_session : _ -> _ ->
        Machine.client_state Causal.machine ->
        Machine.client_state MonotonicReads.machine -> Prop;
      HistorySimulation.replica_related := fun g _ r t =>
        forall k, read_entry g k (r k) (t k);
      HistorySimulation.get_related := fun g k _ a b =>
        seen g k (C.get_reads a) b;
      HistorySimulation.answer_related := fun g k _ _ => read_answer g k;
      HistorySimulation.put_related := fun g k _ => read_put g k : _ ->
        Machine.put_payload Causal.machine ->
        Machine.put_payload MonotonicReads.machine -> Prop
    |}; simpl; intros;
      try match goal with
        More : one_more _ _ _ |- _ => destruct More as [x ->] end.
    - (* a client while another puts *)
      destruct H1. constructor; auto using session_ok_stays, seen_stays.
    - (* a replica *)
      destruct (H0 k). constructor; auto using entry_ok_stays.
      intros i E. apply has_earlier_stays; auto.
      apply (entry_known _ _ _ r_ok0). apply In_whole. eauto.
    - apply seen_stays. assumption.
    - destruct H0 as [H1 H2]. split; [apply all_known_stays; assumption |].
      intros j E. destruct (H2 j E) as [i [H3 H4]].
      exists i. auto using reaches_stays.
    - destruct H0. constructor; auto using put_ok_stays.
      apply has_earlier_stays; auto.
      destruct (put_made _ _ _ _ rp_ok0) as [y [[Hy _] _]]. exists y. exact Hy.
    - (* a client that has done nothing *)
      constructor; simpl; auto using init_ok.
      intros k j Hj. destruct Hj.
    - (* a replica on which nothing was applied *)
      constructor; simpl; auto; [apply (initial_entry_ok r) | discriminate].
    - (* forming a get *)
      split; [apply (rs_seen _ _ _ _ H) | exact H].
    - (* answering it *)
      destruct (H0 k) as [Hok Hcontent Hwritten Hearlier].
      split; [| split; [exact Hcontent | split; [split | exact H0]]].
      + unfold R.get_guard. unfold C.get_guard in H1.
        rewrite <- Hwritten.
        destruct (C.written (s k)) as [i |] eqn:E; [simpl | reflexivity].
        destruct (C.not_behind k (s k) (C.get_reads g)) eqn:N; [| discriminate].
        apply subset_spec. intros j. rewrite !member_In, In_add_read.
        rewrite <- (member_In R.put_id_eq_dec), member_restrict, member_In.
        intros [Hj Hby]. destruct (H j Hj) as [i' [s' [-> [Hs' Hreach]]]].
        unfold R.is_by in Hby. simpl in Hby.
        destruct (P.client_eq_dec (C.putter i) (C.putter i')) as [Hc |];
          [| discriminate].
        assert (L : C.number i' <= C.number i)
          by (eapply not_later; eauto).
        unfold name. rewrite <- Hc.
        destruct (Nat.eq_dec (C.number i') (C.number i)) as [Hn | Hn];
          [left; congruence | right].
        destruct Hreach as [Hk [_ [y [[Hy _] _]]]].
        apply (Hearlier i eq_refl i'); auto; [exists y; exact Hy | lia].
      + apply (entry_known _ _ _ Hok).
      + intros j E. rewrite <- Hwritten in E.
        destruct (C.written (s k)) as [i |] eqn:Ei; [| discriminate].
        inversion E. exists i. split; [reflexivity |].
        destruct (entry_made _ _ _ Hok i Ei) as [Hk [x [Hx Ex]]].
        split; [exact Hk |].
        split; [apply In_whole; eauto |].
        exists x. split; [exact Hx |]. intros z Hz. apply In_whole.
        rewrite Ex in Hz. eauto.
    - (* taking the answer *)
      destruct H as [Hknown Hreach], H0.
      assert (Hmore : forall k', seen h k' (a :: C.reads s) (R.reads t k')).
      { intros k' j Hj. destruct (rs_seen0 k' j Hj) as [i [s' [H1 [H2 H3]]]].
        exists i, s'. simpl. auto. }
      destruct b as [j |]; constructor; simpl; auto; try (apply response_ok; auto).
      intros k'. destruct (P.key_eq_dec k k') as [<- |]; [| apply Hmore].
      intros j' Hj'. apply In_add_read in Hj'.
      destruct Hj' as [-> | Hj']; [| apply Hmore; exact Hj'].
      destruct (Hreach j eq_refl) as [i [Hi Hr]].
      exists i, a. simpl. auto.
    - (* forming a put *)
      destruct H. destruct (request_ok h k v now c s rs_ok0).
      exists now, (grown h c (formed k v now c s)).
      split; [eexists; reflexivity | split].
      + constructor; simpl; auto.
        * unfold name. simpl. rewrite rs_made0. reflexivity.
        * intros j Hj Hc Hk Hn. simpl in Hc, Hn.
          rewrite <- Hk, <- Hc. apply (rs_own0 j).
          apply (known_own h k v now c s); auto.
      + constructor; simpl; auto.
        * intros z Hz. apply In_add in Hz. rewrite <- rs_made0.
          destruct Hz as [-> | Hz].
          -- simpl. destruct (P.key_eq_dec k k); [| contradiction].
             apply In_add_read. left. reflexivity.
          -- pose proof (rs_own0 z Hz).
             destruct (P.key_eq_dec k (C.on_key z)) as [-> |]; [| assumption].
             apply In_add_read. right. assumption.
        * intros k'. apply seen_stays. apply rs_seen0.
    - (* applying it *)
      destruct H. split; [reflexivity |]. intros k'.
      constructor.
      + apply applied_ok; auto. intros. apply H0.
      + unfold C.put, R.put. destruct (P.key_eq_dec k k'); [reflexivity |].
        apply H0.
      + unfold C.put, R.put. destruct (P.key_eq_dec k k'); [| apply H0].
        simpl. rewrite rp_id0. reflexivity.
      + unfold C.put, R.put. destruct (P.key_eq_dec k k') as [<- |];
          [| apply H0].
        simpl. intros i E. inversion E; subst. destruct rp_ok0.
        rewrite put_by0. assumption.
  Defined.

  Theorem causal_refines_monotonic_reads :
    refines P.client_eq_dec P.replica_eq_dec
      Causal.machine MonotonicReads.machine.
  Proof. apply history_simulation_refines. exact read_simulation. Qed.

  (** * The relaxed machine: the stores hold the same values. *)

  Definition relaxed_simulation :
    local_simulation Causal.machine Relaxed.machine.
  Proof.
    refine {|
      LocalSimulation.client_related := fun _ _ _ => True;
      LocalSimulation.replica_related := fun _
        (r : Machine.replica_state Causal.machine)
        (t : Machine.replica_state Relaxed.machine) =>
        forall k, C.content (r k) = t k;
      LocalSimulation.get_related := fun _ _ _ _ => True;
      LocalSimulation.answer_related := fun _ _ _ _ _ => True;
      LocalSimulation.put_related := fun _ _ _ _ _ => True
    |}; simpl; intros; try (exists now); repeat split; auto.
    intros k'. unfold C.put, RelaxedCore.put.
    destruct (P.key_eq_dec k k'); auto.
  Defined.

  Theorem causal_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Relaxed.machine.
  Proof. apply local_simulation_refines. exact relaxed_simulation. Qed.

End Proof.
