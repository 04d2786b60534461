(** What one more observed event leaves as it was in the explanation of a run. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts.
From Espalier.Strong Require Histories StrongMeaningInvariant.
Import Histories ListNotations.

Module Growth (P : PARAMETERS) (G : GUARANTEES).
  Include StrongMeaningInvariant.Invariant P G.

  Record grows (h : list event) (n : notes) (new : event) (n' : notes)
    : Prop := {
    grows_causally : extends h (explanation_of n) new (explanation_of n');
    same_names : forall e, In e h -> name n' e = name n e;
    same_times : forall e, In e h -> at_time n' e = at_time n e;
    same_logs : forall e, In e h -> log n' e = log n e;
    new_name : put_in [new] new -> forall e, put_in h e ->
      name n e <> name n' new
  }.

  Section Grows.

  Context (v0 : P.value) (h : list event) (n : notes) (new : event)
    (n' : notes) (E : grows h n new n').

  Let h' := h ++ [new].
  Let C := grows_causally _ _ _ _ E.

  Lemma put_kept : forall e, put_in h e -> put_in h' e.
  Proof. intros e H. eapply put_one_more. auto. Qed.

  Lemma put_back : forall e, put_in h' e -> In e h -> put_in h e.
  Proof. intros e [_ H] H'. split; auto. Qed.

  Lemma reads_from_source : forall e g,
    reads_from h' (explanation_of n') e g -> In g h -> In e h.
  Proof.
    intros e g R Hg. eapply (sources_are_in _ _ _ _ C).
    eapply reads_from_one_more; eauto.
  Qed.

  Lemma needs_back : forall d f,
    needs h' n' d f -> In f h -> needs h n d f /\ In d h.
  Proof.
    intros d f [[M [Hd S]] | [W [e [g [R [S K]]]]]] Hf;
      apply (session_order_one_more _ _ _ _ C) in S; auto.
    - split; [left | apply S]. repeat split; auto; try apply S; apply Hd.
    - assert (Hg : In g h) by apply S.
      pose proof (reads_from_source _ _ R Hg) as He.
      apply (comes_with_one_more _ _ _ _ C) in K; auto.
      split; [right | apply K]. split; auto. exists e, g.
      apply (reads_from_one_more _ _ _ _ C) in R; auto.
  Qed.

  Lemma log_grows : forall l, log_ok h n l -> log_ok h' n' l.
  Proof.
    intros l [Hputs Honce Hafter]. constructor; auto using put_kept.
    intros late f early d -> N.
    assert (Hf : In f h) by (apply Hputs, in_or_app; simpl; auto).
    destruct (needs_back _ _ N Hf). eauto.
  Qed.

  Lemma stamped_grows : forall d e, In d h -> In e h ->
    (stamped n' d e <-> stamped n d e).
  Proof.
    intros d e Hd He. unfold stamped, stamp_of.
    rewrite !(same_times _ _ _ _ E) by assumption. reflexivity.
  Qed.

  Lemma order_grows : forall l d e, In d h -> In e h ->
    (order n' l d e <-> order n l d e).
  Proof.
    intros l d e Hd He. unfold order.
    destruct (convergent G.chosen); [apply stamped_grows; auto | reflexivity].
  Qed.

  Lemma winner_grows : forall l k v src,
    (forall e, In e l -> put_in h e) ->
    winner v0 n l k v src -> winner v0 n' l k v src.
  Proof.
    intros l k v [e |] Hl; simpl; auto.
    intros [He [Hk [Hv Hlast]]]. repeat split; auto.
    intros d Hd Hdk. destruct (Hlast d Hd Hdk); auto.
    right. apply order_grows; auto; apply Hl; auto.
  Qed.

  Lemma covers_grows : forall src s t,
    (forall e, src = Some e -> In e h) ->
    covers h n src s t -> covers h' n' src s t.
  Proof.
    intros src s t Hsrc Hc e d -> K.
    apply (comes_with_one_more _ _ _ _ C) in K; auto.
    destruct (Hc e d eq_refl K).
    rewrite (same_names _ _ _ _ E), (same_times _ _ _ _ E) by apply K. auto.
  Qed.

  Lemma number_below : forall c m e,
    (session new = c -> m <= number new) -> In e h' -> session e = c ->
    number e < m -> In e h.
  Proof.
    intros c m e Hm He Hs Hn. apply in_one_more in He.
    destruct He as [| ->]; auto. specialize (Hm Hs). lia.
  Qed.

  Lemma own_named_grows : forall c m s,
    (session new = c -> m <= number new) ->
    own_named h n c m s -> own_named h' n' c m s.
  Proof.
    intros c m s Hm H d Hd Hs Hn.
    assert (Hin : In d h) by (eapply number_below; eauto; apply Hd).
    rewrite (same_names _ _ _ _ E) by exact Hin.
    apply H; auto. apply put_back; auto.
  Qed.

  Lemma reading_back : forall c m e d g,
    (session new = c -> m <= number new) ->
    reads_from h' (explanation_of n') e g -> session g = c -> number g < m ->
    comes_with h' (explanation_of n') e d ->
    reads_from h (explanation_of n) e g /\ comes_with h (explanation_of n) e d
    /\ In d h.
  Proof.
    intros c m e d g Hm R Hs Hn K.
    assert (Hg : In g h) by (eapply number_below; eauto; apply R).
    pose proof (reads_from_source _ _ R Hg) as He.
    apply (comes_with_one_more _ _ _ _ C) in K; auto.
    apply (reads_from_one_more _ _ _ _ C) in R; auto.
    split; [| split]; auto. apply K.
  Qed.

  Lemma reads_named_grows : forall c m s,
    (session new = c -> m <= number new) ->
    reads_named h n c m s -> reads_named h' n' c m s.
  Proof.
    intros c m s Hm H e d g R Hs Hn K.
    destruct (reading_back _ _ _ _ _ Hm R Hs Hn K) as [R' [K' Hd]].
    rewrite (same_names _ _ _ _ E) by exact Hd. eauto.
  Qed.

  Lemma answer_grows : forall c m k v l src,
    (session new = c -> m <= number new) ->
    answer_ok v0 h n c m k v l src -> answer_ok v0 h' n' c m k v l src.
  Proof.
    intros c m k v l src Hm [Hlog Hwin Hown Hreads]. constructor.
    - apply log_grows; auto.
    - apply winner_grows; auto. apply (logged_puts _ _ _ Hlog).
    - intros Y d Hd Hs Hn. apply Hown; auto. apply put_back; auto.
      eapply number_below; eauto. apply Hd.
    - intros Y e d g R Hs Hn K.
      destruct (reading_back _ _ _ _ _ Hm R Hs Hn K) as [R' [K' Hd]]. eauto.
  Qed.

  Lemma winner_in : forall l k v src,
    log_ok h n l -> winner v0 n l k v src -> forall e, src = Some e -> In e h.
  Proof.
    intros l k v src L W e ->. apply (logged_puts _ _ _ L). apply W.
  Qed.

  (** [later] says that the client of the message has not got to it yet. *)
  Lemma message_grows : forall m,
    match m with
    | GetRequest _ c i _ _ | GetResponse c i _ _ _ =>
        session new = c -> i <= number new
    | PutRequest _ _ _ _ _ => True
    end ->
    message_ok v0 h n m -> message_ok v0 h' n' m.
  Proof.
    intros m Hm. destruct m as [r c i k g | r c k v p | c i k v a]; simpl.
    - intros [? ?]. split;
        [apply own_named_grows | apply reads_named_grows]; auto.
    - intros [i [Hf [Hname [Hmark [Hown Hreads]]]]]. exists i.
      assert (Hi : session new = c -> i <= number new).
      { intros Hs. apply Nat.lt_le_incl.
        apply (new_is_last _ _ _ _ C _ Hf (eq_sym Hs)). }
      split; [apply in_or_app; auto |].
      split; [rewrite (same_names _ _ _ _ E) by exact Hf; exact Hname |].
      split; [| split; [apply own_named_grows | apply reads_named_grows]; auto].
      unfold stamp_of. rewrite (same_times _ _ _ _ E) by exact Hf. exact Hmark.
    - intros [l [src [Ha Hc]]]. exists l, src.
      split; [apply answer_grows; auto | apply covers_grows; auto].
      destruct Ha. eapply winner_in; eauto.
  Qed.

  Lemma store_grows : forall l s, store_ok v0 h n l s -> store_ok v0 h' n' l s.
  Proof.
    intros l s [Hlog Happlied Hmade Hentries]. constructor.
    - apply log_grows; auto.
    - intros e He. apply put_one_more in He. destruct He as [He | [-> He]].
      + rewrite (same_names _ _ _ _ E) by apply He. auto.
      + split; intros H; exfalso.
        * destruct (Hmade _ H) as [e [Hin Hname]].
          exact (new_name _ _ _ _ E He e Hin Hname).
        * apply (new_is_new _ _ _ _ C). apply (logged_puts _ _ _ Hlog). exact H.
    - intros i Hi. destruct (Hmade i Hi) as [e [He Hname]]. exists e.
      split; [apply put_kept; auto |].
      rewrite (same_names _ _ _ _ E) by apply He. exact Hname.
    - intros k. destruct (Hentries k) as [src [Hwin [Hc Hw]]]. exists src.
      pose proof (winner_in _ _ _ _ Hlog Hwin) as Hsrc.
      split; [| split].
      + apply winner_grows; auto. apply (logged_puts _ _ _ Hlog).
      + apply covers_grows; auto.
      + rewrite Hw. destruct src as [e |]; auto. simpl. unfold stamp_of.
        rewrite (same_times _ _ _ _ E) by auto. reflexivity.
  Qed.

  (** Of a client other than the one whose event it is. *)
  Lemma client_grows : forall c x,
    session new <> c -> client_ok h n c x -> client_ok h' n' c x.
  Proof.
    intros c x Hc [Hbelow Hwait Hown Hreads].
    assert (Hback : forall e, In e h' -> session e = c -> In e h).
    { intros e He Hs. eapply (number_below c (Datatypes.S (number e))); eauto.
      intros Hn. contradiction. }
    constructor; auto.
    - intros d Hd Hs. pose proof (Hback d (proj1 Hd) Hs) as Hin.
      rewrite (same_names _ _ _ _ E), (same_times _ _ _ _ E) by exact Hin.
      apply Hown; auto. apply put_back; auto.
    - intros e d g R Hs K.
      assert (Hm : session new = c -> Datatypes.S (number g) <= number new)
        by (intros Hn; contradiction).
      destruct (reading_back c _ e d g Hm R Hs (Nat.lt_succ_diag_r _) K)
        as [R' [K' Hd]].
      rewrite (same_names _ _ _ _ E), (same_times _ _ _ _ E) by exact Hd. eauto.
  Qed.

  Lemma precedes_one_more : forall a b,
    precedes h' a b <-> precedes h a b \/ b = new /\ In a h.
  Proof.
    intros a b. split.
    - intros [early [late [Eh Ha]]].
      destruct late as [| y late' _] using rev_ind.
      + right. apply app_inj_tail in Eh. destruct Eh as [<- <-]. auto.
      + left. exists early, late'. split; auto.
        change (early ++ b :: late' ++ [y]) with (early ++ (b :: late') ++ [y]) in Eh.
        rewrite app_assoc in Eh. apply app_inj_tail in Eh. apply Eh.
    - intros [[early [late [-> Ha]]] | [-> Ha]].
      + exists early, (late ++ [new]). unfold h'. rewrite <- app_assoc. auto.
      + exists h, []. auto.
  Qed.

  (** The new event is a put later than its causal past, or a get with an answer
      that is in order. *)
  Lemma history_grows :
    history_ok v0 h n ->
    (forall d, put_in h' new -> put_in h d ->
       happens_before h' (explanation_of n') d new -> at_time n d < at_time n' new) ->
    (get_in h' new ->
       answer_ok v0 h n (session new) (number new) (key_of new) (value_of new)
         (log n' new) (source_of n' new)) ->
    history_ok v0 h' n'.
  Proof.
    intros [Hname Hrise Horder Hgets Hpre] Hnewput Hnewget.
    assert (Hself : put_in h' new ->
      ~ happens_before h' (explanation_of n') new new).
    { intros Hnew H.
      destruct (past_splits _ _ _ _ Hnew H) as [S | [[e [g [R [S K]]]] | [e [R _]]]].
      - destruct S as [_ [_ [_ S]]]. lia.
      - assert (Hg : In g h).
        { destruct S as [Hg [_ [Hs Hn]]]. apply in_one_more in Hg.
          destruct Hg as [| ->]; [auto | lia]. }
        pose proof (reads_from_source _ _ R Hg) as He.
        apply (comes_with_one_more _ _ _ _ C) in K; auto.
        apply (new_is_new _ _ _ _ C). apply K.
      - eapply put_is_not_get; [exact Hnew | apply R]. }
    constructor.
    - intros d e Hd He. pose proof Hd as Hd'. pose proof He as He'.
      apply put_one_more in Hd. apply put_one_more in He.
      destruct Hd as [Hd | [-> Hd]], He as [He | [-> He]]; auto.
      + rewrite !(same_names _ _ _ _ E) by (apply Hd || apply He). auto.
      + rewrite (same_names _ _ _ _ E) by apply Hd. intros Heq.
        destruct (new_name _ _ _ _ E He d Hd Heq).
      + rewrite (same_names _ _ _ _ E e) by apply He. intros Heq.
        destruct (new_name _ _ _ _ E Hd e He (eq_sym Heq)).
    - intros d e Hd He H. pose proof He as He'. apply put_one_more in He.
      destruct He as [He | [-> He]].
      + assert (K : comes_with h' (explanation_of n') e d) by (split; auto).
        apply (comes_with_one_more _ _ _ _ C) in K; [| apply He].
        apply (happens_before_one_more _ _ _ _ C) in H; [| apply He].
        rewrite !(same_times _ _ _ _ E) by (apply K || apply He).
        apply Hrise; auto. apply K.
      + apply put_one_more in Hd. destruct Hd as [Hd | [-> _]].
        * rewrite (same_times _ _ _ _ E d) by apply Hd. auto.
        * destruct (Hself He' H).
    - intros a b Hab Hs. apply precedes_one_more in Hab.
      destruct Hab as [Hab | [-> Ha]]; auto.
      apply (new_is_last _ _ _ _ C); auto.
    - intros g Hg. pose proof Hg as Hg'. apply get_one_more in Hg.
      assert (Hn : session new = session g -> number g <= number new).
      { intros Hs. destruct Hg as [Hg | [-> _]]; auto.
        apply Nat.lt_le_incl. apply (new_is_last _ _ _ _ C); auto. apply Hg. }
      destruct Hg as [Hg | [-> Hg]].
      + rewrite (same_logs _ _ _ _ E) by apply Hg.
        change (source_of n' g) with (source (explanation_of n') g).
        rewrite (same_source _ _ _ _ C) by apply Hg.
        apply answer_grows; auto. apply Hgets. exact Hg.
      + apply answer_grows; auto.
    - intros g e Hg He. apply precedes_one_more.
      pose proof Hg as Hg'. apply get_one_more in Hg.
      destruct Hg as [Hg | [-> Hg]].
      + rewrite (same_logs _ _ _ _ E) in He by apply Hg. auto.
      + right. split; auto. destruct (Hnewget Hg') as [L _ _ _].
        apply (logged_puts _ _ _ L e He).
  Qed.

  End Grows.
End Growth.
