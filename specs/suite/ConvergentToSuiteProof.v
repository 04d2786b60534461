(** The lazy simulation of ConvergentByKey.v: how puts are made, all of it put
    together, and what follows for the suite. *)

From Coq Require Import Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LazySimulation LazySimulationProof
  LocalSimulationProof.
From Espalier.Kit Require Import FiniteSet RefinementOrder.
From Espalier.Strong Require Import Guarantees.
From Espalier.Suite Require Import PutHistory.
From Espalier.Suite Require ConvergentApplied ConvergentToSuite.

Module Proof (P : PARAMETERS) (G : GUARANTEES)
  <: ConvergentToSuite.STATEMENT P G.
  Include ConvergentApplied.AtReplica P G.
  Module StrongCore := Base.StrongCore.
  Module RywCore := Base.RywCore.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := Base.MrCore.
  Module Mr := MachineOf P MrCore.
  Module MwCore := Base.MwCore.
  Module Mw := MachineOf P MwCore.
  Module RywMwCore := Base.RywMwCore.
  Module RywMw := MachineOf P RywMwCore.

  (** * Making a put *)

  Lemma put_requested : forall h k v now c s t,
    client_related h c s t ->
    let p := S.put_request k v now c s in
    let q := B.put_request k v 0 c t in
    exists h',
      grows c h h' /\
      (forall k' v' c' q', sent h' k' v' c' q' ->
         sent h k' v' c' q' \/ (k', v', c', q') = (k, v, c, fst q)) /\
      put_known h' k v c (fst p) /\
      client_related h' c (snd p) (snd q).
  Proof.
    intros h k v now c s t [W Hs Hb Hown Hkeys Hreads Hpast] p q.
    set (d := {| on_key := k; at_time := Datatypes.S (Nat.max (S.past s) now);
                 with_value := v; as_sent := fst q |}).
    set (h' := and_then P.client_eq_dec h c d).
    assert (Hone : one_more P.client_eq_dec c h h') by (exists d; reflexivity).
    assert (Hon : forall e x n,
      on h' e x n <-> on h e x n \/ (e = c /\ x = d /\ n = Datatypes.S (made h c)))
      by (intros; apply on_and_then).
    assert (Hmade : made h' c = Datatypes.S (made h c)) by apply made_and_then.
    assert (Hold : forall e x n, on h e x n -> n <= made h e)
      by (intros e x n H; apply on_positive in H; unfold made; lia).
    assert (Hputs : forall e j n, puts_on h' e j n <->
      puts_on h e j n \/ (e = c /\ j = k /\ n = Datatypes.S (made h c))).
    { intros e j n. unfold puts_on. split.
      - intros [x [Hx E]]. apply Hon in Hx.
        destruct Hx as [Hx | [-> [-> ->]]]; [left; eauto | right; auto].
      - intros [[x [Hx E]] | [-> [-> ->]]]; [exists x | exists d];
          (split; [apply Hon; auto | auto]). }
    assert (Hbefore : forall e j n i, n <= Datatypes.S (made h e) ->
      (before h' e j n i <-> before h e j n i)).
    { intros e j n i L. unfold before. rewrite Hputs. split.
      - intros [E [Lt [H | [-> [_ H]]]]]; [auto | lia].
      - intros [E [Lt H]]. auto. }
    assert (W' : well h').
    { constructor.
      - intros e x n Hx. apply Hon in Hx. destruct Hx as [Hx | [-> [-> ->]]].
        + destruct (sent_as _ W _ _ _ Hx) as [E H]. split; [exact E |].
          intros i. rewrite Hbefore by (apply Hold in Hx; lia). apply H.
        + simpl. rewrite Hb. split; [reflexivity |]. intros i.
          rewrite Hbefore by lia. rewrite Hkeys. unfold before. split.
          * intros [E Hi]. pose proof (puts_on_made _ _ _ _ Hi).
            split; [exact E |]. split; [lia | exact Hi].
          * intros [E [_ Hi]]. auto.
      - intros e x m y n Hx Hy L. apply Hon in Hx. apply Hon in Hy.
        destruct Hx as [Hx | [-> [-> ->]]], Hy as [Hy | [Ee [-> ->]]].
        + eapply times_rise; eauto.
        + subst e. pose proof (Hpast _ _ Hx). simpl. lia.
        + apply Hold in Hy. lia.
        + lia. }
    exists h'. split; [split; [exact Hone | exact W'] |].
    split; [| split; [split; [exact W' |] | constructor]]; simpl.
    - intros k' v' c' q' [x [n [Hx [Ek [Ev Eq]]]]]. apply Hon in Hx.
      destruct Hx as [Hx | [-> [-> _]]].
      + left. exists x, n. auto.
      + right. rewrite <- Ek, <- Ev, <- Eq. reflexivity.
    - exists d, (Datatypes.S (made h c)).
      split; [apply Hon; auto |]. split; [reflexivity |].
      split; [reflexivity |]. rewrite Hs. split; [reflexivity |].
      split; [reflexivity |]. intros i. rewrite Hown.
      split; intros [E L]; (split; [exact E | lia]).
    - exact W'.
    - rewrite Hmade, Hs. reflexivity.
    - rewrite Hmade, Hb. reflexivity.
    - intros i. rewrite Base.within_both, Base.within_single, Hown, Hmade, Hs.
      destruct i as [e n]. simpl. split.
      + intros [[E L] | E]; [split; [exact E | lia] | inversion E; subst].
        split; [reflexivity | lia].
      + intros [-> L]. destruct (Nat.eq_dec n (Datatypes.S (made h c))) as [-> |];
          [auto | left; split; [reflexivity | lia]].
    - intros j i. rewrite Hputs. destruct i as [e n]. simpl. rewrite Hb.
      destruct (P.key_eq_dec k j) as [<- | N].
      + rewrite Base.holds_add, Hkeys. simpl. split.
        * intros [E | [E Hi]]; [inversion E; subst; auto | auto].
        * intros [-> [Hi | [_ [_ ->]]]]; auto.
      + rewrite Hkeys. simpl. split.
        * intros [E Hi]. auto.
        * intros [E [Hi | [_ [Ej _]]]]; [auto | congruence].
    - intros j i Hi. destruct (Hreads j i Hi). split; [assumption |].
      apply Hputs. auto.
    - intros x n Hx. apply Hon in Hx. destruct Hx as [Hx | [_ [-> _]]].
      + apply Hpast in Hx. lia.
      + simpl. lia.
  Qed.

  Definition simulation : convergent G.chosen = true ->
    lazy_simulation Strong.machine ByKey.machine.
  Proof.
    intros Conv.
    refine (let M := Strong.machine in let N := ByKey.machine in {|
      LazySimulation.history := history;
      LazySimulation.start := none_so_far;
      LazySimulation.grows := grows;
      LazySimulation.sent :=
        sent : _ -> _ -> _ -> _ -> Machine.put_payload N -> Prop;
      LazySimulation.client_related := client_related : _ -> _ ->
        Machine.client_state M -> Machine.client_state N -> Prop;
      LazySimulation.replica_related := fun h _ => replica_related h :
        Machine.replica_state M -> Machine.replica_state N -> Prop;
      LazySimulation.get_related := get_related : _ -> _ -> _ ->
        Machine.get_payload M -> Machine.get_payload N -> Prop;
      LazySimulation.answer_related := fun h k _ _ => answer_related h k :
        Machine.answer_payload M -> Machine.answer_payload N -> Prop;
      LazySimulation.put_known := put_known : _ -> _ -> _ -> _ ->
        Machine.put_payload M -> Prop
    |}).
    - apply client_outlives.
    - intros c h h' _ s t. apply replica_outlives.
    - intros c h h' k e g g' Gr [H1 H2]. constructor; intros i Hi.
      + destruct (H1 i Hi). split; [assumption |]. eapply puts_on_grows; eauto.
      + destruct (H2 i Hi). split; [assumption |]. eapply puts_on_grows; eauto.
    - intros c h h' k _ e a b Gr H i Hi. destruct (H i Hi).
      split; [assumption |]. eapply puts_on_grows; eauto.
    - intros c h h' k v e p Gr [_ [d [n [Hd H]]]]. split; [apply Gr |].
      exists d, n. split; [| exact H]. eapply on_grows; [apply Gr | exact Hd].
    - intros k v c q [d [n [Hd _]]]. apply on_nothing in Hd. exact Hd.
    - assert (W : well none_so_far).
      { constructor; intros c d n; intros; apply on_nothing in H; contradiction. }
      intros c. constructor; simpl; auto.
      + intros i. unfold Base.within. simpl.
        split; [discriminate | intros [_ L]; change (1 <= snd i <= 0) in L; lia].
      + intros k i. unfold Base.holds. simpl. split; [discriminate |].
        intros [_ [d [Hd _]]]. apply on_nothing in Hd. contradiction.
      + intros k i Hi. discriminate.
      + intros d n Hd. apply on_nothing in Hd. contradiction.
    - assert (W : well none_so_far).
      { constructor; intros c d n; intros; apply on_nothing in H; contradiction. }
      intros r v. constructor; simpl; auto.
      + intros i Hi. discriminate.
      + intros k i Hi. discriminate.
      + intros k. split; simpl; [reflexivity |]. intros c n Hn. discriminate.
    - intros h k c s t H. split; [| exact H].
      destruct H as [W Hs Hb Hown Hkeys Hreads Hpast].
      constructor; simpl; intros i Hi.
      + apply Hkeys in Hi. destruct Hi as [E Hi]. rewrite <- E in Hi.
        pose proof (puts_on_made _ _ _ _ Hi). split; [| exact Hi].
        apply Hown. rewrite <- E. auto.
      + apply Hreads. exact Hi.
    - intros h k c r g g' s t Hg Hr Hguard.
      destruct (get_answered h k c r g g' s t Hg Hr Hguard) as [H1 [H2 H3]].
      split; [exact H1 |]. split; [exact H2 |]. split; [exact H3 | exact Hr].
    - intros h k v c a b s t Ha [W Hs Hb Hown Hkeys Hreads Hpast].
      assert (Hmore : forall j i, Base.holds (B.reads t j) i ->
        Base.within (S.both (S.read_causes s) (S.answer_causes a)) i /\
        puts_on h (fst i) j (snd i)).
      { intros j i Hi. destruct (Hreads j i Hi).
        rewrite Base.within_both. auto. }
      destruct b as [i |]; constructor; simpl; auto.
      + intros j i' Hi. destruct (P.key_eq_dec k j) as [<- |]; [| auto].
        apply Base.holds_add in Hi. destruct Hi as [-> | Hi]; [| auto].
        destruct (Ha i eq_refl). rewrite Base.within_both. auto.
      + intros d n Hd. specialize (Hpast d n Hd). lia.
      + intros d n Hd. specialize (Hpast d n Hd). lia.
    - intros h k v now c s t H. exists 0.
      exact (put_requested h k v now c s t H).
    - intros h k v c r p s t Hp Hr Hguard.
      exact (put_applied Conv h k v c r p s t Hp Hr Hguard).
  Defined.

  Theorem convergent_refines_by_key : convergent G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine ByKey.machine.
  Proof.
    intros Conv. apply lazy_simulation_refines. exact (simulation Conv).
  Qed.

  (** * The suite *)

  Theorem convergent_refines_mw :
    monotonic_writes G.chosen = true -> convergent G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Mw.machine.
  Proof.
    intros Mono Conv.
    exact (refines_transitive _ _ _ _ _ (convergent_refines_by_key Conv)
      (local_simulation_refines _ _ _ _ (Base.mw_simulation Mono))).
  Qed.

  Theorem convergent_refines_ryw :
    convergent G.chosen = true ->
    read_your_writes G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Ryw.machine.
  Proof.
    intros Conv R.
    exact (refines_transitive _ _ _ _ _ (convergent_refines_by_key Conv)
      (local_simulation_refines _ _ _ _ (Base.ryw_simulation R))).
  Qed.

  Theorem convergent_refines_ryw_mw :
    monotonic_writes G.chosen = true -> convergent G.chosen = true ->
    read_your_writes G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine RywMw.machine.
  Proof.
    intros Mono Conv R.
    exact (refines_transitive _ _ _ _ _ (convergent_refines_by_key Conv)
      (local_simulation_refines _ _ _ _ (Base.ryw_mw_simulation Mono R))).
  Qed.

  Theorem convergent_refines_mr :
    convergent G.chosen = true ->
    monotonic_reads G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Mr.machine.
  Proof.
    intros Conv R.
    exact (refines_transitive _ _ _ _ _ (convergent_refines_by_key Conv)
      (local_simulation_refines _ _ _ _ (Base.mr_simulation R))).
  Qed.

End Proof.
