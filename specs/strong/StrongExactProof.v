(** The strong family's machine allows exactly the histories that have an
    explanation. *)

From Coq Require Import List Bool Arith Lia Sorting.Sorted.
From Espalier.Framework Require Import Parameters Machine World SimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts HistoriesOrder
  HistoriesNumbered.
From Espalier.Strong Require Histories StrongExact StrongExactRun.
Import Histories ListNotations.

Module Proof (P : PARAMETERS) (G : GUARANTEES) <: StrongExact.STATEMENT P G.
  Include StrongExactRun.Run P G.

  Section Run.

  Context (v0 : P.value) (h : list event) (x : Meaning.explanation).
  Context (N : numbered h) (X : explains v0 h x).
  Context (time_of : event -> nat).
  Context (causal_times : forall d e, put_in h d -> put_in h e ->
    happens_before h x d e -> time_of d < time_of e).
  Context (positive_times : forall e, 0 < time_of e).
  Context (ordered_times : convergent G.chosen = true -> forall g d e,
    get_in h g -> visible x d g -> visible x e g -> arbitration x g d e ->
    time_of d < time_of e).
  Context (Ryw : read_your_writes G.chosen = true -> reads_its_writes h x)
    (Mr : monotonic_reads G.chosen = true -> reads_monotonically h x)
    (Mw : monotonic_writes G.chosen = true -> writes_monotonically h x)
    (Wfr : writes_follow_reads G.chosen = true -> writes_after_reads h x)
    (Settled : settled x).
  Context (replicas : list P.replica).

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

  Record ready (early late : list event) (unused : list P.replica)
    (w : world Specification.machine) : Prop := {
    ready_clients : forall c, exists s n,
      clients w c = {| state := s : client_state Specification.machine;
                       program := program_of c late; next := n;
                       waiting := Datatypes.None |} /\
      next_number early c n /\ session_ok early c s;
    ready_sent : sent h x time_of replicas early (network w);
    unused_fresh : forall r, In r unused ->
      In r replicas /\ stores w r = S.replica_init r v0;
    unused_once : NoDup unused;
    unused_enough : length late <= length unused
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

  Lemma put_or_not : forall (e : event) early, put_in (early ++ [e]) e \/
    get_in (early ++ [e]) e.
  Proof.
    intros e early. assert (H : In e (early ++ [e]))
      by (apply in_or_app; simpl; auto).
    destruct e; [left | right]; split; eauto 6.
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
    { rewrite (name_split h N early e late E). rewrite Hmade. reflexivity. }
    assert (Htime : Datatypes.S (Nat.max (S.past s) (pred (time_of e)))
      = time_of e).
    { pose proof (positive_times e).
      assert (S.past s <= pred (time_of e)); [| lia].
      apply Hpast.
      - intros d Hd Hs. assert (time_of d < time_of e); [| lia].
        apply causal_times; auto; [eapply put_early; eauto |].
        apply session_is_causal. eapply in_before; eauto. apply Hd.
      - intros a g Hg Hs R. assert (time_of a < time_of e); [| lia].
        assert (Ha : put_in h a).
        { apply (visible_was_put _ _ _ X g a (proj1 R)).
          apply (source_is_last _ _ _ X g a R). }
        apply causal_times; auto. eapply causal_transitive;
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
    destruct (chosen_from (fun e => visible x e g) (fun e => Settled e g) h)
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
      split; auto. apply Hall. apply (Ryw eq_refl); auto.
      + eapply put_early; eauto.
      + eapply in_before; eauto. apply Hd.
    - destruct (monotonic_reads G.chosen) eqn:Y; [| reflexivity].
      apply Meaning.all_in_within. intros i Hi. simpl in Hi.
      destruct (Hreads i Hi) as [a [d [g' [Hg' [Hs [R [K Hn]]]]]]].
      apply Happlied. exists d. split; auto. apply Hall.
      apply (Mr eq_refl a d g' g); auto. eapply in_before; eauto.
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

  (** ** The whole history *)

  Lemma sent_more : forall early e net net',
    sent h x time_of replicas early net -> incl net net' ->
    (put_in (early ++ [e]) e -> sent h x time_of replicas [e] net') ->
    sent h x time_of replicas (early ++ [e]) net'.
  Proof.
    intros early e net net' Hs Hi He f r [Hf Hp] Hr.
    apply in_app_or in Hf. destruct Hf as [Hf | [<- | []]].
    - destruct (Hs f r (conj Hf Hp) Hr) as [p [Hok Hin]]. exists p. auto.
    - apply He; auto; split; simpl; auto. apply in_or_app. simpl. auto.
  Qed.

  Lemma happens_put : forall early c i k v late unused w,
    let e : event := PutCalled c i k v in
    h = early ++ e :: late -> ready early (e :: late) unused w ->
    exists w', steps replicas w [e] w' /\ ready (early ++ [e]) late unused w'.
  Proof.
    intros early c i k v late unused w e E [Hclients Hsent Hfresh Honce Henough].
    destruct (Hclients c) as [s [n [Hc [Hn Hs]]]]. simpl in Hc.
    destruct (P.client_eq_dec c c) as [_ |]; [| congruence].
    assert (n = i).
    { eapply next_number_unique; [exact Hn |]. exact (next_at early e late E). }
    subst n.
    destruct (session_put early c i k v late s E Hs) as [Hs' Hp].
    eexists. split.
    - eapply (RunStep _ _ _ _ _ _ (Some e)); [| constructor].
      eapply (StepPutRequest _ _ _ _ _ w c k v (program_of c late) i s
        (pred (time_of e))). exact Hc.
    - constructor; simpl.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d) as [<- | Hd].
        * eexists _, _. split; [reflexivity |]. split; [| exact Hs'].
          apply (next_number_same early e). exact Hn.
        * destruct (Hclients d) as [s' [n [Hd' [Hn' Hs'']]]]. simpl in Hd'.
          destruct (P.client_eq_dec d c); [congruence |].
          exists s', n. split; [exact Hd' |]. split.
          -- apply next_number_other; auto.
          -- apply session_same; auto.
      + eapply sent_more; [exact Hsent | apply incl_appr, incl_refl |].
        intros _ f r [[<- | []] _] Hr. eexists. split; [exact Hp |].
        apply in_or_app. left. unfold broadcast_put. apply in_map_iff.
        exists r. split; [reflexivity | exact Hr].
      + exact Hfresh.
      + exact Honce.
      + simpl in Henough. lia.
  Qed.

  Lemma happens_get : forall early c i k v late unused w,
    let g : event := GetReturned c i k v in
    h = early ++ g :: late -> ready early (g :: late) unused w ->
    exists w' unused', steps replicas w [g] w' /\
      ready (early ++ [g]) late unused' w'.
  Proof.
    intros early c i k v late unused w g E [Hclients Hsent Hfresh Honce Henough].
    assert (Hg : get_in h g).
    { split; [rewrite E; apply in_or_app; simpl; auto | unfold g; eauto 6]. }
    destruct unused as [| r unused]; [simpl in Henough; lia |].
    destruct (Hfresh r (or_introl eq_refl)) as [Hr Hinit].
    inversion Honce as [| ? ? Hnotin Honce']; subst.
    destruct (Hclients c) as [s [n [Hc [Hn Hs]]]]. simpl in Hc.
    destruct (P.client_eq_dec c c) as [_ |]; [| congruence].
    assert (n = i).
    { eapply next_number_unique; [exact Hn |]. exact (next_at early g late E). }
    subst n.
    (* the get is asked *)
    pose proof (StepGetRequest P.client_eq_dec P.replica_eq_dec
      Specification.machine replicas True w c k (program_of c late) i s Hc)
      as Hask.
    match type of Hask with step _ _ _ _ _ _ _ ?then_ => set (w1 := then_) in Hask end.
    (* what is visible is delivered *)
    destruct (arrivals_of g Hg) as [l [Harr Hall]].
    destruct (deliver v0 h x N X time_of ordered_times Mw Wfr replicas g Hg
      early r l w1) as [w2 [Hrun [Hcl [Hnet [Hother Hholds]]]]]; auto.
    { intros e r' He Hr'. destruct (Hsent e r' He Hr') as [p [Hp Hin]].
      exists p. split; auto. apply in_or_app. right. exact Hin. }
    { intros e He. apply Hall in He.
      destruct (visible_was_put _ _ _ X g e Hg He) as [[_ Hp] Hpre].
      split; auto. destruct Hpre as [early' [late' [E' Hin]]].
      replace early with early'; auto.
      pose proof (numbered_once h N) as O.
      assert (F : forall a b, h = a ++ g :: b -> ~ In g a).
      { intros a b Ea Ha. rewrite Ea in O. apply NoDup_remove_2 in O.
        apply O. apply in_or_app. auto. }
      rewrite <- (ahead_split Meaning.event_eq_dec g early' late' (F _ _ E')).
      rewrite <- E', E. apply ahead_split. exact (F _ _ E). }
    { apply (arrivals_closed g l Hg Harr Hall). }
    (* the replica answers *)
    set (q := fst (S.get_request k c s)).
    assert (Hq : In (GetRequest r c i k
      (q : get_payload Specification.machine)) (network w2)).
    { apply Hnet. apply in_or_app. left. apply in_map_iff. exists r. auto. }
    destruct (in_split _ _ Hq) as [before [after Enet]].
    assert (Hguard : S.get_guard k q c r (stores w2 r) = true)
      by exact (asked_is_in early late g l s _ E Hg Hall Hs Hholds r).
    pose proof (StepGet P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True w2 before after r c i k q Enet Hguard) as Hanswer.
    simpl in Hanswer.
    match type of Hanswer with step _ _ _ _ _ _ _ ?then_ =>
      set (w3 := then_) in Hanswer end.
    (* the client takes it *)
    destruct (entry_answers g l (stores w2 r) Hg Harr Hall Hholds)
      as [Hcontent [Hcauses Htime]]. simpl in Hcontent, Hcauses, Htime.
    set (a := {| S.answer_causes := S.causes (S.entry_of (stores w2 r) k);
                 S.answer_time := S.time_of (S.entry_of (stores w2 r) k) |}).
    assert (Hw3 : network w3 = [] ++ GetResponse c i k v
      (a : answer_payload Specification.machine) :: before ++ after).
    { unfold w3. simpl. rewrite Hcontent. reflexivity. }
    assert (Hc3 : clients w3 c =
      {| state := s : client_state Specification.machine;
         program := program_of c late; next := Datatypes.S i;
         waiting := Some i |}).
    { unfold w3. simpl. rewrite Hcl. unfold w1. simpl. unfold set_client.
      destruct (P.client_eq_dec c c); [reflexivity | congruence]. }
    pose proof (StepGetResponse P.client_eq_dec P.replica_eq_dec
      Specification.machine replicas True w3 _ _ c i k v _ s
      (program_of c late) (Datatypes.S i) Hw3 Hc3) as Htake.
    match type of Htake with step _ _ _ _ _ _ _ ?then_ => set (w4 := then_) in Htake end.
    exists w4, unused. split.
    - apply (RunStep _ _ _ _ _ _ Datatypes.None _ _ _ Hask).
      apply (run_append _ _ _ _ _ [] _ [g] _ Hrun).
      apply (RunStep _ _ _ _ _ _ Datatypes.None _ _ _ Hanswer).
      apply (RunStep _ _ _ _ _ _ (Some g) _ _ _ Htake). constructor.
    - constructor; simpl.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d) as [<- | Hd].
        * eexists _, _. split; [reflexivity |].
          split; [apply (next_number_same early g); exact Hn |].
          apply (session_get early c i k v late s (source x g) a); auto.
        * destruct (Hclients d) as [s' [n [Hd' [Hn' Hs']]]]. simpl in Hd'.
          destruct (P.client_eq_dec d c); [congruence |].
          exists s', n. split.
          -- rewrite Hcl. unfold w1. simpl. unfold set_client.
             destruct (P.client_eq_dec c d); [congruence | exact Hd'].
          -- split; [apply next_number_other; auto | apply session_same; auto].
      + intros e r' He Hr'.
        assert (He' : put_in early e).
        { destruct He as [He Hp]. split; auto. apply in_app_or in He.
          destruct He as [He | [<- | []]]; auto.
          destruct Hp as [? [? [? [? Hp]]]]. discriminate. }
        destruct (Hsent e r' He' Hr') as [p [Hp Hin]]. exists p. split; auto.
        assert (Hin2 : In (PutRequest r' (session e) (key_of e) (value_of e)
          (p : put_payload Specification.machine)) (network w2)).
        { apply Hnet. apply in_or_app. right. exact Hin. }
        rewrite Enet in Hin2. apply in_app_or in Hin2. apply in_or_app.
        destruct Hin2 as [| [|]]; auto. discriminate.
      + intros r' Hr'. destruct (Hfresh r' (or_intror Hr')) as [Hin Hinit'].
        split; auto. unfold set_store.
        assert (r' <> r) by (intros ->; contradiction).
        destruct (P.replica_eq_dec r r'); [congruence |].
        rewrite Hother by assumption. exact Hinit'.
      + exact Honce'.
      + simpl in Henough. lia.
  Qed.

  Lemma happens : forall late early unused w,
    h = early ++ late -> ready early late unused w ->
    exists w', steps replicas w late w'.
  Proof.
    induction late as [| e late IH]; intros early unused w E Hw.
    - exists w. constructor.
    - assert (E' : h = (early ++ [e]) ++ late)
        by (rewrite <- app_assoc; exact E).
      destruct e as [c i k v | c i k v].
      + destruct (happens_put early c i k v late unused w E Hw) as [w1 [R Hw1]].
        destruct (IH _ _ _ E' Hw1) as [w2 R2]. exists w2.
        exact (run_append _ _ _ _ _ [_] _ late _ R R2).
      + destruct (happens_get early c i k v late unused w E Hw)
          as [w1 [unused' [R Hw1]]].
        destruct (IH _ _ _ E' Hw1) as [w2 R2]. exists w2.
        exact (run_append _ _ _ _ _ [_] _ late _ R R2).
  Qed.

  Lemma ready_first : NoDup replicas -> length h <= length replicas ->
    ready [] h replicas
      (initial Specification.machine v0 (fun c => program_of c h)).
  Proof.
    intros O L. constructor; auto.
    - intros c. eexists _, _. split; [reflexivity |]. split.
      + split; [contradiction | intros; lia].
      + constructor; simpl; try discriminate; auto. intros; lia.
    - intros e r [[] _].
  Qed.

  End Run.

  (** ** Times *)

  Lemma times_exist : forall v0 h x, numbered h -> explains v0 h x ->
    (convergent G.chosen = true -> converges h x) ->
    exists time_of : event -> nat,
      (forall d e, put_in h d -> put_in h e -> happens_before h x d e ->
         time_of d < time_of e) /\
      (forall e, 0 < time_of e) /\
      (convergent G.chosen = true -> forall g d e, get_in h g ->
         visible x d g -> visible x e g -> arbitration x g d e ->
         time_of d < time_of e).
  Proof.
    intros v0 h x N X Conv. destruct (convergent G.chosen).
    - destruct (Conv eq_refl) as [order D].
      pose proof (order_is_total _ _ _ D) as O.
      destruct (chosen_from (put_in h)) with (l := h) as [m Hm].
      { intros e. destruct (in_dec Meaning.event_eq_dec e h) as [He | He].
        - destruct e as [c i k v | c i k v]; [left; split; eauto 6 | right].
          intros [_ [? [? [? [? Hp]]]]]. discriminate.
        - right. intros [He' _]. contradiction. }
      destruct (sort_events _ _ O m) as [l [Hs Hl]].
      { intros e He. apply Hm. exact He. }
      assert (Hon : forall e, In e l -> put_in h e).
      { intros e He. apply Hm. apply Hl. exact He. }
      assert (Hall : forall e, put_in h e -> In e l).
      { intros e He. apply Hl. apply Hm. split; auto. apply He. }
      assert (T : forall d e, put_in h d -> put_in h e -> order d e ->
        length (ahead Meaning.event_eq_dec d l)
          < length (ahead Meaning.event_eq_dec e l)).
      { intros d e Hd He B. apply ahead_precedes.
        - eapply sorted_once; eauto.
        - eapply sorted_places; eauto. }
      exists (fun e => Datatypes.S (length (ahead Meaning.event_eq_dec e l))).
      split; [| split; [intros; lia |]].
      + intros d e Hd He B. apply -> Nat.succ_lt_mono. apply T; auto.
        apply (order_keeps_causality _ _ _ D); auto.
      + intros _ g d e Hg Vd Ve A. apply -> Nat.succ_lt_mono.
        apply T; try (eapply (visible_was_put _ _ _ X g); eauto).
        apply (order_is_arbitration _ _ _ D g); auto.
    - exists (fun e => Datatypes.S (length (ahead Meaning.event_eq_dec e h))).
      split; [| split; [intros; lia | discriminate]].
      intros d e Hd He B. apply -> Nat.succ_lt_mono. apply ahead_precedes.
      + apply numbered_once. exact N.
      + eapply causal_precedes; eauto. exact Meaning.event_eq_dec.
  Qed.

  Theorem exact : forall replicas v0 h,
    NoDup replicas -> length h <= length replicas ->
    (exists programs,
       trace P.client_eq_dec P.replica_eq_dec Specification.machine
         replicas True v0 programs h) <->
    numbered h /\ Histories.explained G.chosen v0 h.
  Proof.
    intros replicas v0 h O L. split.
    - intros [programs T]. split.
      + eapply trace_numbered; eauto.
      + eapply Meaning.explained; eauto.
    - intros [N [x [X [Ryw [Mr [Mw [Wfr [Conv Settled]]]]]]]].
      destruct (times_exist v0 h x N X Conv) as [time_of [T1 [T2 T3]]].
      exists (fun c => program_of c h).
      destruct (happens v0 h x N X time_of T1 T2 T3 Ryw Mr Mw Wfr Settled
        replicas h [] replicas
        (initial Specification.machine v0 (fun c => program_of c h)) eq_refl)
        as [w R].
      + apply ready_first; auto.
      + exists w. exact R.
  Qed.
End Proof.
