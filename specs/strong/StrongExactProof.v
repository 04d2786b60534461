(** The strong family's machine allows exactly the histories that have an
    explanation. *)

From Coq Require Import List Bool Arith Lia Sorting.Sorted.
From Espalier.Framework Require Import Parameters Machine World SimulationProof.
From Espalier.Strong Require Import Guarantees HistoriesFacts HistoriesOrder
  HistoriesNumbered.
From Espalier.Strong Require Histories StrongExact StrongExactSessions.
Import Histories ListNotations.

Module Proof (P : PARAMETERS) (G : GUARANTEES) <: StrongExact.STATEMENT P G.
  Include StrongExactSessions.Sessions P G.

  Section Run.

  Context (v0 : P.value) (h : list event) (x : Meaning.explanation)
    (time_of : event -> nat) (Plan : plan v0 h x time_of)
    (replicas : list P.replica).

  Let N := plan_numbered _ _ _ _ Plan.
  Let X := plan_explains _ _ _ _ Plan.

  Record ready (early late : list event) (unused : list P.replica)
    (w : world Specification.machine) : Prop := {
    ready_clients : forall c, exists s n,
      clients w c = {| state := s : client_state Specification.machine;
                       program := program_of c late; next := n;
                       waiting := Datatypes.None |} /\
      next_number early c n /\ session_ok h x time_of early c s;
    ready_sent : sent h x time_of replicas early (network w);
    unused_fresh : forall r, In r unused ->
      In r replicas /\ stores w r = S.replica_init r v0;
    unused_once : NoDup unused;
    unused_enough : length late <= length unused
  }.

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
    { eapply next_number_unique; [exact Hn |].
      exact (next_at _ _ _ _ Plan early e late E). }
    subst n.
    destruct (session_put _ _ _ _ Plan early c i k v late s E Hs) as [Hs' Hp].
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
    { eapply next_number_unique; [exact Hn |].
      exact (next_at _ _ _ _ Plan early g late E). }
    subst n.
    (* the get is asked *)
    pose proof (StepGetRequest P.client_eq_dec P.replica_eq_dec
      Specification.machine replicas True w c k (program_of c late) i s Hc)
      as Hask.
    match type of Hask with step _ _ _ _ _ _ _ ?then_ => set (w1 := then_) in Hask end.
    (* what is visible is delivered *)
    destruct (arrivals_of _ _ _ _ Plan g Hg) as [l [Harr Hall]].
    destruct (deliver v0 h x time_of Plan replicas g Hg early r l w1)
      as [w2 [Hrun [Hcl [Hnet [Hother Hholds]]]]]; auto.
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
    { apply (arrivals_closed _ _ _ _ Plan g l Hg Harr Hall). }
    (* the replica answers *)
    set (q := fst (S.get_request k c s)).
    assert (Hq : In (GetRequest r c i k
      (q : get_payload Specification.machine)) (network w2)).
    { apply Hnet. apply in_or_app. left. apply in_map_iff. exists r. auto. }
    destruct (in_split _ _ Hq) as [before [after Enet]].
    assert (Hguard : S.get_guard k q c r (stores w2 r) = true)
      by exact (asked_is_in _ _ _ _ Plan early late g l s _ E Hg Hall Hs Hholds r).
    pose proof (StepGet P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True w2 before after r c i k q Enet Hguard) as Hanswer.
    simpl in Hanswer.
    match type of Hanswer with step _ _ _ _ _ _ _ ?then_ =>
      set (w3 := then_) in Hanswer end.
    (* the client takes it *)
    destruct (entry_answers _ _ _ _ Plan g l (stores w2 r) Hg Harr Hall Hholds)
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
    match type of Htake with step _ _ _ _ _ _ _ ?then_ =>
      set (w4 := then_) in Htake end.
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
          apply (session_get h x time_of early c i k v late s (source x g) a); auto.
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
      assert (Plan : plan v0 h x time_of) by (constructor; auto).
      exists (fun c => program_of c h).
      destruct (happens v0 h x time_of Plan replicas h [] replicas
        (initial Specification.machine v0 (fun c => program_of c h)) eq_refl)
        as [w R].
      + apply ready_first; auto.
      + exists w. exact R.
  Qed.
End Proof.
