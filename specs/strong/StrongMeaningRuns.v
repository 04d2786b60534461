(** Every run of the strong family's machine has an explanation. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts.
From Espalier.Strong Require Histories StrongMeaningSteps.
Import Histories ListNotations.

Module Runs (P : PARAMETERS) (G : GUARANTEES).
  Include StrongMeaningSteps.Steps P G.

  Definition explained_world (v0 : P.value) (h : list event)
    (w : world Specification.machine) : Prop :=
    exists n logs, invariant v0 h n logs w.

  Lemma initially_explained : forall v0 programs,
    explained_world v0 [] (initial Specification.machine v0 programs).
  Proof.
    intros v0 programs.
    exists {| name := fun e => (session e, 0); at_time := fun _ => 0;
              source_of := fun _ => Datatypes.None; log := fun _ => [] |}.
    exists (fun _ => []).
    assert (R : forall n e g,
      reads_from [] (explanation_of n) e g -> False).
    { intros n e g [[[] _] _]. }
    assert (D : forall d : event, put_in [] d -> False) by (intros d [[] _]).
    assert (L : forall n, log_ok [] n []).
    { intros n. constructor; [contradiction | constructor |].
      intros [| ? ?] ? ? ? E; discriminate. }
    constructor; simpl; [| | contradiction |].
    - intros c. constructor; simpl; try discriminate;
        [contradiction | |]; intros; exfalso; eauto.
    - intros r. constructor; simpl; auto.
      + intros e He. exfalso. eauto.
      + discriminate.
      + intros k. exists Datatypes.None. simpl. repeat split; auto; discriminate.
    - constructor; try (intros ? ? H; exfalso; eauto; fail).
      + intros a b [early [late [E _]]]. destruct early; discriminate.
      + intros g [[] _].
      + intros g e [[] _].
  Qed.

  Lemma in_middle : forall (A : Type) (m x : A) before after,
    In m (before ++ x :: after) <-> m = x \/ In m (before ++ after).
  Proof. intros. rewrite !in_app_iff. simpl. intuition. Qed.

  Definition steps replicas := step P.client_eq_dec P.replica_eq_dec
    Specification.machine replicas True.

  (** A message's number stays in bounds where clients only go on. *)
  Lemma numbered_later : forall (w w' : world Specification.machine) m,
    (forall c, next (clients w c) <= next (clients w' c)) ->
    numbered w m -> numbered w' m.
  Proof.
    intros w w' m H. destruct m as [r c i k g | r c k v p | c i k v a]; simpl;
      auto; specialize (H c); lia.
  Qed.

  Lemma set_client_next : forall (w : world Specification.machine) c x,
    next (clients w c) <= next x -> forall d,
    next (clients w d) <=
      next (set_client P.client_eq_dec Specification.machine (clients w) c x d).
  Proof.
    intros w c x H d. unfold set_client.
    destruct (P.client_eq_dec c d) as [<- |]; auto.
  Qed.

  Lemma message_then : forall v0 h n new n' (w : world Specification.machine) m,
    grows h n new n' -> next (clients w (session new)) <= S (number new) ->
    message_ok v0 h n m /\ numbered w m -> message_ok v0 (h ++ [new]) n' m.
  Proof.
    intros v0 h n new n' w m E L [H N]. eapply message_grows; eauto.
    destruct m as [r c i k g | r c k v p | c i k v a]; simpl in N; auto;
      intros <-; lia.
  Qed.

  Lemma step_explained : forall replicas v0 h w o w',
    steps replicas w o w' -> explained_world v0 h w ->
    explained_world v0 (h ++ observed o []) w'.
  Proof.
    intros replicas v0 h w o w' Hstep [n [logs Hw]].
    destruct Hw as [Hclients Hstores Hmessages Hh].
    destruct Hstep as
      [ w c k rest i s Hc
      | w c k v rest i s now Hc
      | w before after r c i k g Hnet Hguard answered
      | w before after r c k v p Hnet Hguard
      | w before after c i k v a s todo m Hnet Hc
      | w before after m Hlose Hnet
      | w before after m Hnet ]; simpl observed; rewrite ?app_nil_r.
    - (* a get is asked *)
      exists n, logs. pose proof (Hclients c) as Hs. rewrite Hc in Hs.
      assert (L : next (clients w c) <= S i) by (rewrite Hc; simpl; lia).
      constructor; simpl; auto.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d) as [<- |]; auto.
        destruct Hs as [Hbelow Hwait Hown Hreads]. constructor; simpl; auto.
        intros j [= <-]. reflexivity.
      + intros m Hm. apply in_app_iff in Hm. destruct Hm as [Hm | Hm].
        * apply in_map_iff in Hm. destruct Hm as [r [<- _]]. simpl.
          split; [split |].
          -- intros d Hd Hds _. apply (own_known _ _ _ _ Hs d Hd Hds).
          -- intros e d g R Hg _ K. apply (reads_known _ _ _ _ Hs e d g R Hg K).
          -- unfold set_client. destruct (P.client_eq_dec c c); [| congruence].
             simpl. lia.
        * destruct (Hmessages m Hm) as [Hok Hnum]. split; auto.
          eapply numbered_later; [| exact Hnum]. simpl.
          apply set_client_next. exact L.
    - (* a put is made *)
      pose proof (Hclients c) as Hs. rewrite Hc in Hs.
      assert (Hnames : forall d, put_in h d -> fst (name n d) = session d).
      { intros d Hd. apply (own_known _ _ _ _ (Hclients (session d)) d Hd eq_refl). }
      pose proof (put_grows v0 h n Hh c s i k v rest now Hs Hnames) as E.
      eexists. exists logs. constructor; simpl.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d) as [<- |];
          [eapply put_client; eauto | eapply client_grows; eauto].
      + intros r. eapply store_grows; eauto.
      + intros m Hm. apply in_app_iff in Hm. destruct Hm as [Hm | Hm].
        * apply in_map_iff in Hm. destruct Hm as [r [<- _]].
          split; [eapply put_sent; eauto | exact I].
        * split.
          -- eapply message_then; eauto. simpl. rewrite Hc. simpl. lia.
          -- eapply numbered_later; [| apply (Hmessages m Hm)]. simpl.
             apply set_client_next. rewrite Hc. simpl. lia.
      + eapply put_history; eauto.
    - (* a get is answered *)
      exists n, logs. constructor; simpl; auto.
      + intros r'. unfold set_store.
        destruct (P.replica_eq_dec r r') as [<- |]; apply Hstores.
      + assert (Hq : In (GetRequest r c i k g) (network w))
          by (rewrite Hnet; apply in_middle; auto).
        destruct (Hmessages _ Hq) as [Hok Hnum].
        intros m [<- | Hm].
        * split; [| exact Hnum].
          apply (get_answered v0 h n (logs r) (stores w r) r c i k g); auto.
        * apply Hmessages. rewrite Hnet. apply in_middle. auto.
    - (* a put is applied *)
      assert (Hq : In (PutRequest r c k v p) (network w))
        by (rewrite Hnet; apply in_middle; auto).
      destruct (Hmessages _ Hq) as [[i [Hf [Hname [Hmark [Hown Hreads]]]]] _].
      exists n.
      exists (fun r' => if P.replica_eq_dec r r'
                        then PutCalled c i k v :: logs r else logs r').
      constructor; simpl; auto.
      + intros r'. unfold set_store.
        destruct (P.replica_eq_dec r r') as [<- |]; [| apply Hstores].
        apply store_put; auto.
      + intros m Hm. apply Hmessages. rewrite Hnet. apply in_middle. auto.
    - (* a get is over *)
      pose proof (Hclients c) as Hs. rewrite Hc in Hs.
      assert (Hq : In (GetResponse c i k v a) (network w))
        by (rewrite Hnet; apply in_middle; auto).
      destruct (Hmessages _ Hq) as [[l [src [Ha Hcovers]]] _].
      pose proof (get_grows v0 h n Hh c s i k v todo m Hs l src) as E.
      assert (Hnext : next (clients w c) = S i).
      { rewrite Hc. apply (waiting_last _ _ _ _ Hs i eq_refl). }
      exists (note_get n (GetReturned c i k v) src l), logs.
      constructor; simpl.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d) as [<- |];
          [eapply get_client; eauto | eapply client_grows; eauto].
      + intros r. eapply store_grows; eauto.
      + intros q Hm.
        assert (Hm' : In q (network w))
          by (rewrite Hnet; apply in_middle; auto).
        split.
        * eapply message_then; eauto. simpl. lia.
        * eapply numbered_later; [| apply (Hmessages q Hm')]. simpl.
          apply set_client_next. rewrite Hc. auto.
      + eapply get_history; eauto.
    - (* a message is lost *)
      exists n, logs. constructor; simpl; auto.
      intros q Hq. apply Hmessages. rewrite Hnet. apply in_middle. auto.
    - (* a message comes twice *)
      exists n, logs. constructor; simpl; auto.
      intros q [<- | Hq]; apply Hmessages; rewrite Hnet; auto.
      apply in_middle. auto.
  Qed.

  Lemma run_explained : forall replicas v0 w later w',
    run P.client_eq_dec P.replica_eq_dec Specification.machine replicas True
      w later w' ->
    forall h, explained_world v0 h w -> explained_world v0 (h ++ later) w'.
  Proof.
    intros replicas v0 w later w' H.
    induction H as [w | w o w1 later w2 Hstep Hrun IH]; intros h Hw.
    - rewrite app_nil_r. exact Hw.
    - replace (h ++ observed o later) with ((h ++ observed o []) ++ later).
      + apply IH. eapply step_explained; eauto.
      + destruct o; rewrite <- app_assoc; reflexivity.
  Qed.

  Lemma trace_explained : forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists n, history_ok v0 h n.
  Proof.
    intros replicas v0 programs h [w H].
    destruct (run_explained _ v0 _ _ _ H [] (initially_explained v0 programs))
      as [n [logs Hw]].
    exists n. apply Hw.
  Qed.

  (** ** What the notes explain *)

  Lemma history_explained : forall v0 h n,
    history_ok v0 h n -> explains v0 h (explanation_of n).
  Proof.
    intros v0 h n H. constructor.
    - intros g e Hg He. split; [| apply (logs_precede _ _ _ H); auto].
      destruct (gets_ok _ _ _ H g Hg) as [L _ _ _]. eapply logged_puts; eauto.
    - intros g Hg. eapply order_is_order; eauto. apply (gets_ok _ _ _ H g Hg).
    - intros g e [Hg Hsrc]. simpl in Hsrc.
      destruct (gets_ok _ _ _ H g Hg) as [_ W _ _]. rewrite Hsrc in W. exact W.
    - intros g Hg Hsrc. simpl in Hsrc.
      destruct (gets_ok _ _ _ H g Hg) as [_ W _ _]. rewrite Hsrc in W. exact W.
  Qed.

  Lemma arbitration_keeps : forall v0 h n d e g,
    history_ok v0 h n -> get_in h g -> In e (log n g) -> needs h n d e ->
    put_in h d -> happens_before h (explanation_of n) d e ->
    In d (log n g) /\ order n (log n g) d e.
  Proof.
    intros v0 h n d e g H Hg He N Hd HB.
    destruct (gets_ok _ _ _ H g Hg) as [L _ _ _].
    destruct (in_split _ _ He) as [late [early E]].
    pose proof (logged_after _ _ _ L late e early d E N) as Hearly.
    split; [rewrite E; apply in_or_app; simpl; auto |].
    unfold order. destruct (convergent G.chosen).
    - unfold stamped. rewrite stamp_before_iff. left. simpl.
      apply (times_rise _ _ _ H); auto. eapply logged_puts; eauto.
    - exists late, early. auto.
  Qed.

  (** The order of the stamps is the order of convergence. *)
  Lemma stamps_decide : forall v0 h n, history_ok v0 h n ->
    convergent G.chosen = true -> decides (stamped n) h (explanation_of n).
  Proof.
    intros v0 h n H V. constructor.
    - constructor.
      + intros a _. apply stamped_irreflexive.
      + intros a b c _ _ _. apply stamped_transitive.
      + intros a b Ha Hb. eapply stamps_total; eauto.
    - intros d e Hd He HB. unfold stamped. rewrite stamp_before_iff. left.
      apply (times_rise _ _ _ H); auto.
    - intros g d e _ _ _. simpl. unfold order. rewrite V. reflexivity.
  Qed.
End Runs.
