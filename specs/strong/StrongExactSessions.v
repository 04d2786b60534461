(** What sessions know and ask, and what replicas answer, while a history that has
    an explanation is made to happen. *)

From Coq Require Import List Bool Arith Lia Sorting.Sorted.
From Espalier.Framework Require Import Parameters Machine World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts HistoriesOrder
  HistoriesNumbered.
From Espalier.Strong Require Histories StrongExactRun.
Import Histories ListNotations.

Module Sessions (P : PARAMETERS) (G : GUARANTEES).
  Include StrongExactRun.Run P G.

  Section Run.

  Context (v0 : P.value) (h : list event) (x : Meaning.explanation)
    (time_of : event -> nat) (Plan : plan v0 h x time_of)
    (replicas : list P.replica).

  Let N := plan_numbered _ _ _ _ Plan.
  Let X := plan_explains _ _ _ _ Plan.

  (** ** Sessions *)

  Record session_ok (early : list event) (c : P.client) (s : S.client_state)
    : Prop := {
    made_so_far : S.made s = count_puts c early;
    own_so_far : forall i, within (S.own_puts s) i ->
      exists d, put_in early d /\ session d = c /\ name h d = i;
    read_so_far : forall i, within (S.read_causes s) i ->
      exists e d g, In g early /\ session g = c /\ reads_from h x e g /\
        comes_with h x e d /\ name h d = i;
    past_so_far : forall bound,
      (forall d, put_in early d -> session d = c -> time_of d <= bound) ->
      (forall e g, In g early -> session g = c -> reads_from h x e g ->
         time_of e <= bound) ->
      S.past s <= bound
  }.

  Lemma next_at : forall early e late, h = early ++ e :: late ->
    next_number early (session e) (number e).
  Proof. intros early e late E. exact (N early e late E). Qed.

  Lemma in_before : forall early e late a, h = early ++ e :: late ->
    In a early -> session a = session e -> session_order h a e.
  Proof.
    intros early e late a E Ha Hs. destruct (N early e late E) as [L _].
    repeat split; auto; rewrite E; apply in_or_app; simpl; auto.
  Qed.

  Lemma put_early : forall early late d, h = early ++ late ->
    put_in early d -> put_in h d.
  Proof.
    intros early late d E [Hd Hp]. split; auto. rewrite E. apply in_or_app. auto.
  Qed.

  (** ** Puts *)

  Lemma session_put : forall early c i k v late s, 
    let e : event := PutCalled c i k v in
    h = early ++ e :: late -> session_ok early c s ->
    let sent_now := S.put_request k v (pred (time_of e)) c s in
    session_ok (early ++ [e]) c (snd sent_now) /\
    payload_ok h x time_of e (fst sent_now).
  Proof.
    intros early c i k v late s e E [Hmade Hown Hreads Hpast] sent_now.
    assert (He : put_in h e).
    { split; [rewrite E; apply in_or_app; simpl; auto | unfold e; eauto 6]. }
    assert (Hname : name h e = (c, Datatypes.S (S.made s))).
    { rewrite (name_split _ _ _ _ Plan early e late E). rewrite Hmade. reflexivity. }
    assert (Htime : Datatypes.S (Nat.max (S.past s) (pred (time_of e)))
      = time_of e).
    { pose proof (positive_times _ _ _ _ Plan e).
      assert (S.past s <= pred (time_of e)); [| lia].
      apply Hpast.
      - intros d Hd Hs. assert (time_of d < time_of e); [| lia].
        apply (causal_times _ _ _ _ Plan); auto; [eapply put_early; eauto |].
        apply session_is_causal. eapply in_before; eauto. apply Hd.
      - intros a g Hg Hs R. assert (time_of a < time_of e); [| lia].
        assert (Ha : put_in h a).
        { apply (visible_was_put _ _ _ X g a (proj1 R)).
          apply (source_is_last _ _ _ X g a R). }
        apply (causal_times _ _ _ _ Plan); auto. eapply causal_transitive;
          [apply reading_is_causal; exact R | apply session_is_causal].
        eapply in_before; eauto. }
    split.
    - constructor; simpl.
      + unfold count_puts. rewrite filter_app, app_length. simpl.
        destruct (P.client_eq_dec c c); [| congruence]. simpl.
        unfold count_puts in Hmade. lia.
      + intros j. rewrite Meaning.within_both, Meaning.within_single.
        intros [Hj | ->].
        * destruct (Hown j Hj) as [d [[Hd Hp] [Hs Hn]]]. exists d.
          repeat split; auto. apply in_or_app. auto.
        * exists e. split; [| split; auto]. split; [| apply He].
          apply in_or_app. simpl. auto.
      + intros j Hj. destruct (Hreads j Hj) as [a [d [g [Hg Hrest]]]].
        exists a, d, g. split; auto. apply in_or_app. auto.
      + intros bound Hb _. fold e. rewrite Htime.
        apply (Hb e); auto. split; [| apply He]. apply in_or_app. simpl. auto.
    - constructor; simpl.
      + symmetry. exact Hname.
      + fold e. rewrite Htime. reflexivity.
      + intros j Hj. destruct (Hown j Hj) as [d [Hd [Hs Hn]]]. exists d.
        split; [eapply put_early; eauto | split; [| exact Hn]].
        apply (in_before early e late d E); [apply Hd | exact Hs].
      + intros j Hj. destruct (Hreads j Hj) as [a [d [g [Hg [Hs [R [K Hn]]]]]]].
        exists a, d, g. split; [exact R | split; [| auto]].
        apply (in_before early e late g E Hg Hs).
  Qed.

  (** ** Gets *)

  Lemma session_get : forall early c i k v late s src a,
    let g : event := GetReturned c i k v in
    h = early ++ g :: late -> session_ok early c s ->
    source x g = src ->
    (forall j, within (S.answer_causes a) j ->
       exists e d, src = Some e /\ comes_with h x e d /\ name h d = j) ->
    match src with Some e => S.answer_time a = time_of e
      | Datatypes.None => S.answer_time a = 0 end ->
    session_ok (early ++ [g]) c (S.get_response k v a c s).
  Proof.
    intros early c i k v late s src a g E [Hmade Hown Hreads Hpast] Hsrc Hc Ht.
    assert (Hg : get_in h g).
    { split; [rewrite E; apply in_or_app; simpl; auto | unfold g; eauto 6]. }
    assert (Hin : In g (early ++ [g])) by (apply in_or_app; simpl; auto).
    constructor; simpl.
    - unfold count_puts. rewrite filter_app, app_length. simpl.
      unfold count_puts in Hmade. lia.
    - intros j Hj. destruct (Hown j Hj) as [d [[Hd Hp] [Hs Hn]]]. exists d.
      repeat split; auto. apply in_or_app. auto.
    - intros j. rewrite Meaning.within_both. intros [Hj | Hj].
      + destruct (Hreads j Hj) as [b [d [g' [Hg' Hrest]]]].
        exists b, d, g'. split; auto. apply in_or_app. auto.
      + destruct (Hc j Hj) as [e [d [He [K Hn]]]]. exists e, d, g.
        repeat split; auto; try apply Hg; try apply K. congruence.
    - intros bound Hb Hb'.
      assert (S.past s <= bound).
      { apply Hpast.
        - intros d [Hd Hp] Hs. apply Hb; auto. split; auto.
          apply in_or_app. auto.
        - intros e g' Hg' Hs R. apply (Hb' e g'); auto. apply in_or_app. auto. }
      assert (S.answer_time a <= bound); [| lia].
      destruct src as [e |]; rewrite Ht; [| lia].
      apply (Hb' e g); auto. split; auto.
  Qed.

  Lemma session_same : forall early c e s, session e <> c ->
    session_ok early c s -> session_ok (early ++ [e]) c s.
  Proof.
    intros early c e s Hc [Hmade Hown Hreads Hpast]. constructor.
    - unfold count_puts in *. rewrite filter_app, app_length, Hmade. simpl.
      destruct e as [d i k v | d i k v]; simpl in *; [| lia].
      destruct (P.client_eq_dec c d); [congruence | simpl; lia].
    - intros j Hj. destruct (Hown j Hj) as [d [[Hd Hp] [Hs Hn]]]. exists d.
      repeat split; auto. apply in_or_app. auto.
    - intros j Hj. destruct (Hreads j Hj) as [b [d [g' [Hg' Hrest]]]].
      exists b, d, g'. split; auto. apply in_or_app. auto.
    - intros bound Hb Hb'. apply Hpast.
      + intros d [Hd Hp] Hs. apply Hb; auto. split; auto. apply in_or_app. auto.
      + intros a g Hg Hs R. apply (Hb' a g); auto. apply in_or_app. auto.
  Qed.

  (** The puts that are visible, the last first. *)
  Lemma arrivals_of : forall g, get_in h g ->
    exists l, arrivals x g l /\ (forall e, In e l <-> visible x e g).
  Proof.
    intros g Hg.
    destruct (chosen_from (fun e => visible x e g)
      (fun e => plan_settled _ _ _ _ Plan e g) h)
      as [m Hm].
    destruct (sort_events _ _ (flip_order _ _ (arbitration_is_order _ _ _ X g Hg))
      m) as [l [Hsorted Hl]].
    { intros e He. apply Hm. exact He. }
    assert (Hall : forall e, In e l <-> visible x e g).
    { intros e. rewrite Hl, Hm. split; [tauto |]. intros V. split; auto.
      apply (visible_was_put _ _ _ X g e Hg V). }
    exists l. split; [split; [apply Hall | exact Hsorted] | exact Hall].
  Qed.

  Lemma arrivals_closed : forall g l, get_in h g -> arrivals x g l ->
    (forall e, In e l <-> visible x e g) ->
    forall late f early d, l = late ++ f :: early -> visible x d g ->
      arbitration x g d f -> In d early.
  Proof.
    intros g l Hg [Hv Hs] Hall late f early d E V A.
    pose proof (arbitration_is_order _ _ _ X g Hg) as O.
    assert (Vf : visible x f g).
    { apply Hv. rewrite E. apply in_or_app. simpl. auto. }
    pose proof (proj2 (Hall d) V) as Hd. rewrite E in Hd.
    apply in_app_or in Hd. destruct Hd as [Hd | [-> | Hd]]; auto; exfalso.
    - assert (A' : arbitration x g f d).
      { clear - Hs E Hd. subst l.
        induction late as [| a late IH]; [contradiction |].
        simpl in Hs. inversion Hs as [| ? ? Hs' Ha]; subst.
        destruct Hd as [-> | Hd]; [| apply IH; auto].
        rewrite Forall_forall in Ha. apply Ha. apply in_or_app. simpl. auto. }
      apply (irreflexive _ _ O d V). apply (transitive _ _ O d f d); auto.
    - apply (irreflexive _ _ O d V A).
  Qed.

  (** The put that the replica holds for the key is the get's source. *)
  Lemma found_is_source : forall g l, get_in h g -> arrivals x g l ->
    (forall e, In e l <-> visible x e g) ->
    find_key (key_of g) l = source x g.
  Proof.
    intros g l Hg Harr Hall.
    pose proof (arbitration_is_order _ _ _ X g Hg) as O.
    destruct (source x g) as [e |] eqn:Hsrc.
    - destruct (source_is_last _ _ _ X g e (conj Hg Hsrc)) as [Ve [Hk [_ Hlast]]].
      destruct Harr as [Hv Hs]. pose proof (proj2 (Hall e) Ve) as He.
      assert (Hin : forall d, In d l -> key_of d = key_of g ->
        d = e \/ arbitration x g d e) by (intros d Hd; apply Hlast; auto).
      clear Hall Hlast. unfold find_key.
      induction l as [| a l IH]; [contradiction |]. simpl.
      inversion Hs as [| ? ? Hs' Ha]; subst. rewrite Forall_forall in Ha.
      destruct (P.key_eq_dec (key_of a) (key_of g)) as [Hka | Hka].
      + destruct He as [-> | He]; auto.
        destruct (Hin a (or_introl eq_refl) Hka) as [-> | A]; auto. exfalso.
        assert (Va : visible x a g) by (apply Hv; simpl; auto).
        apply (irreflexive _ _ O a Va). apply (transitive _ _ O a e a); auto.
      + destruct He as [-> | He]; [contradiction |].
        apply IH; auto; intros d Hd; [apply Hv | intros; apply Hin; auto];
          simpl; auto.
    - destruct (initial_if_none _ _ _ X g Hg Hsrc) as [_ Hnone].
      destruct (find_key (key_of g) l) as [e |] eqn:F; auto.
      apply find_some in F. destruct F as [He F].
      destruct (P.key_eq_dec (key_of e) (key_of g)); [| discriminate].
      destruct (Hnone e); auto. apply Hall. exact He.
  Qed.

  Lemma asked_is_in : forall early late g l s st,
    h = early ++ g :: late -> get_in h g ->
    (forall e, In e l <-> visible x e g) ->
    session_ok early (session g) s -> holds v0 h x time_of l st ->
    forall r, S.get_guard (key_of g) (fst (S.get_request (key_of g) (session g) s))
      (session g) r st = true.
  Proof.
    intros early late g l s st E Hg Hall [_ Hown Hreads _] [Happlied _] r.
    unfold S.get_guard. apply andb_true_iff. split.
    - destruct (read_your_writes G.chosen) eqn:Y; [| reflexivity].
      apply Meaning.all_in_within. intros i Hi. simpl in Hi.
      destruct (Hown i Hi) as [d [Hd [Hs Hn]]]. apply Happlied. exists d.
      split; auto. apply Hall. apply (plan_own _ _ _ _ Plan Y); auto.
      + eapply put_early; eauto.
      + eapply in_before; eauto. apply Hd.
    - destruct (monotonic_reads G.chosen) eqn:Y; [| reflexivity].
      apply Meaning.all_in_within. intros i Hi. simpl in Hi.
      destruct (Hreads i Hi) as [a [d [g' [Hg' [Hs [R [K Hn]]]]]]].
      apply Happlied. exists d. split; auto. apply Hall.
      apply (plan_reads _ _ _ _ Plan Y a d g' g); auto. eapply in_before; eauto.
  Qed.

  Lemma entry_answers : forall g l st, get_in h g -> arrivals x g l ->
    (forall e, In e l <-> visible x e g) -> holds v0 h x time_of l st ->
    let e := S.entry_of st (key_of g) in
    S.content e = value_of g /\
    (forall j, within (S.causes e) j ->
       exists f d, source x g = Some f /\ comes_with h x f d /\ name h d = j) /\
    match source x g with Some f => S.time_of e = time_of f
      | Datatypes.None => S.time_of e = 0 end.
  Proof.
    intros g l st Hg Harr Hall [_ Hentries] e. specialize (Hentries (key_of g)).
    fold e in Hentries. unfold entry_ok in Hentries.
    rewrite (found_is_source g l Hg Harr Hall) in Hentries.
    unfold S.time_of. destruct (source x g) as [f |] eqn:Hsrc;
      destruct Hentries as [Hcontent [Hwritten Hcauses]]; rewrite Hwritten.
    - destruct (source_is_last _ _ _ X g f (conj Hg Hsrc)) as [_ [_ [Hv _]]].
      split; [congruence | split; [| reflexivity]].
      intros j Hj. destruct (Hcauses j Hj) as [d [K Hn]]. eauto.
    - destruct (initial_if_none _ _ _ X g Hg Hsrc) as [Hv _].
      split; [congruence | split; [| reflexivity]].
      intros j Hj. rewrite Hcauses in Hj. discriminate.
  Qed.

  End Run.
End Sessions.
