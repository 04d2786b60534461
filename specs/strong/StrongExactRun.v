(** A history that has an explanation is made to happen: each get is answered by
    a replica of its own, to which the puts visible to it are delivered in the
    order of their arbitration. *)

From Coq Require Import List Bool Arith Lia Sorting.Sorted.
From Espalier.Framework Require Import Parameters Machine World SimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts HistoriesOrder.
From Espalier.Strong Require Histories StrongMeaningProof.
Import Histories ListNotations.

Module Run (P : PARAMETERS) (G : GUARANTEES).
  Module Meaning := StrongMeaningProof.Proof P G.
  Module Core := Meaning.Core.
  Module Specification := Meaning.Specification.
  Module S := Core.

  Notation event := (@Histories.event P.key P.value P.client).
  Notation within := Meaning.within.

  Definition is_put_of (c : P.client) (e : event) : bool :=
    match e with
    | PutCalled d _ _ _ => if P.client_eq_dec c d then true else false
    | GetReturned _ _ _ _ => false
    end.

  Definition count_puts (c : P.client) (l : list event) : nat :=
    length (filter (is_put_of c) l).

  (** What client [c] still has to do. *)
  Fixpoint program_of (c : P.client) (late : list event)
    : list (operation (key := P.key) (value := P.value)) :=
    match late with
    | [] => []
    | PutCalled d _ k v :: rest =>
        if P.client_eq_dec c d then Put k v :: program_of c rest
        else program_of c rest
    | GetReturned d _ k _ :: rest =>
        if P.client_eq_dec c d then Get k :: program_of c rest
        else program_of c rest
    end.

  (** What is to happen: a history with an explanation, and a stamp time for each
      of its puts. *)
  Record plan (v0 : P.value) (h : list event) (x : Meaning.explanation)
    (time_of : event -> nat) : Prop := {
    plan_numbered : numbered h;
    plan_explains : explains v0 h x;
    positive_times : forall e, 0 < time_of e;
    causal_times : forall d e, put_in h d -> put_in h e ->
      happens_before h x d e -> time_of d < time_of e;
    ordered_times : convergent G.chosen = true -> forall g d e,
      get_in h g -> visible x d g -> visible x e g -> arbitration x g d e ->
      time_of d < time_of e;
    plan_own : read_your_writes G.chosen = true -> reads_its_writes h x;
    plan_reads : monotonic_reads G.chosen = true -> reads_monotonically h x;
    plan_writes : monotonic_writes G.chosen = true -> writes_monotonically h x;
    plan_follows : writes_follow_reads G.chosen = true -> writes_after_reads h x;
    plan_settled : settled x
  }.

  Section Run.

  Context (v0 : P.value) (h : list event) (x : Meaning.explanation)
    (time_of : event -> nat) (Plan : plan v0 h x time_of)
    (replicas : list P.replica).

  Let X := plan_explains _ _ _ _ Plan.

  Definition name (e : event) : S.put_id :=
    (session e,
     Datatypes.S (count_puts (session e) (ahead Meaning.event_eq_dec e h))).

  Definition stamp_of (e : event) : S.stamp :=
    {| S.time := time_of e; S.writer := session e |}.

  Let once : NoDup h := numbered_once h (plan_numbered _ _ _ _ Plan).

  Lemma name_split : forall early e late, h = early ++ e :: late ->
    name e = (session e, Datatypes.S (count_puts (session e) early)).
  Proof.
    intros early e late E. unfold name.
    replace (ahead Meaning.event_eq_dec e h) with early; [reflexivity |].
    rewrite E. symmetry. apply ahead_split. intros Hin.
    pose proof once as O. rewrite E in O.
    apply NoDup_remove_2 in O. apply O. apply in_or_app. auto.
  Qed.

  Lemma name_precedes : forall d e, put_in h d -> session d = session e ->
    precedes h d e -> name d <> name e.
  Proof.
    intros d e [_ [c [i [k [v ->]]]]] Hs [early [late [E H]]] Heq.
    rewrite (name_split early e late E) in Heq.
    apply in_split in H. destruct H as [l1 [l2 ->]].
    rewrite (name_split l1 _ (l2 ++ e :: late)) in Heq;
      [| rewrite E, <- app_assoc; reflexivity].
    injection Heq as _ Heq. rewrite <- Hs in Heq. unfold count_puts in Heq.
    rewrite filter_app, app_length in Heq. simpl in Heq.
    destruct (P.client_eq_dec c c); [| congruence]. simpl in Heq. lia.
  Qed.

  Lemma same_name : forall d e, put_in h d -> put_in h e ->
    name d = name e -> d = e.
  Proof.
    intros d e Hd He Heq. pose proof Heq as Hs. unfold name in Hs.
    injection Hs as Hs _.
    destruct (precedes_either h d e (proj1 Hd) (proj1 He))
      as [| [H | H]]; auto; exfalso.
    - apply (name_precedes d e Hd Hs H Heq).
    - apply (name_precedes e d He (eq_sym Hs) H (eq_sym Heq)).
  Qed.

  (** ** What is sent and what replicas hold *)

  Record payload_ok (e : event) (p : S.put_payload) : Prop := {
    payload_id : S.id p = name e;
    payload_mark : S.mark p = stamp_of e;
    payload_puts : forall i, within (S.earlier_puts p) i ->
      exists d, put_in h d /\ session_order h d e /\ name d = i;
    payload_reads : forall i, within (S.earlier_reads p) i ->
      exists a d g, reads_from h x a g /\ session_order h g e /\
        comes_with h x a d /\ name d = i
  }.

  Definition sent (early : list event)
    (net : list (message Specification.machine)) : Prop :=
    forall e r, put_in early e -> In r replicas ->
    exists p, payload_ok e p /\
      In (PutRequest r (session e) (key_of e) (value_of e)
            (p : put_payload Specification.machine)) net.

  Definition find_key (k : P.key) (l : list event) : option event :=
    find (fun e => if P.key_eq_dec (key_of e) k then true else false) l.

  Definition entry_ok (k : P.key) (l : list event) (e : S.entry) : Prop :=
    match find_key k l with
    | Some f => S.content e = value_of f /\ S.written e = Some (stamp_of f) /\
        forall i, within (S.causes e) i ->
          exists d, comes_with h x f d /\ name d = i
    | Datatypes.None => S.content e = v0 /\ S.written e = Datatypes.None /\
        S.causes e = empty
    end.

  (** The puts of [l] are in, the last to arrive first. *)
  Record holds (l : list event) (s : S.replica_state) : Prop := {
    applied_names : forall i,
      within (S.applied s) i <-> exists e, In e l /\ name e = i;
    entries : forall k, entry_ok k l (S.entry_of s k)
  }.

  Definition steps := run P.client_eq_dec P.replica_eq_dec
    Specification.machine replicas True.

  Lemma holds_nothing : forall r, holds [] (S.replica_init r v0).
  Proof.
    intros r. constructor.
    - intros i. simpl. split; [discriminate | intros [? [[] _]]].
    - intros k. unfold entry_ok. simpl. auto.
  Qed.

  (** ** One put goes in *)

  Section Delivery.

  Context (g : event) (Hg : get_in h g).

  Definition arrivals (l : list event) : Prop :=
    (forall e, In e l -> visible x e g) /\
    StronglySorted (fun a b => arbitration x g b a) l.

  Lemma visible_put : forall e, visible x e g -> put_in h e.
  Proof. intros e V. apply (visible_was_put _ _ _ X g e Hg V). Qed.

  Lemma apply_holds : forall f l s p r,
    arrivals (f :: l) ->
    (forall d, visible x d g -> arbitration x g d f -> In d l) ->
    holds l s -> payload_ok f p ->
    S.put_guard (key_of f) (value_of f) p (session f) r s = true /\
    holds (f :: l) (S.put (key_of f) (value_of f) p (session f) r s).
  Proof.
    intros f l s p r [Hvis Hsorted] Hall [Happlied Hentries]
      [Hid Hmark Hputs Hreads].
    inversion Hsorted as [| ? ? _ Hlast]; subst. rewrite Forall_forall in Hlast.
    assert (Vf : visible x f g) by (apply Hvis; simpl; auto).
    pose proof (visible_put f Vf) as Hf.
    split.
    - unfold S.put_guard, S.put_seen. rewrite !andb_true_iff, negb_true_iff.
      assert (Hin : forall i s', (forall i, within s' i ->
          exists d, name d = i /\ In d l) -> within s' i -> within (S.applied s) i).
      { intros i s' Hs' Hi. apply Happlied. destruct (Hs' i Hi) as [d [? ?]].
        eauto. }
      split; [split |].
      + apply not_true_is_false. intros Hseen.
        apply (Happlied (S.id p)) in Hseen. destruct Hseen as [e [He Heq]].
        rewrite Hid in Heq. apply same_name in Heq; auto;
          [| apply visible_put, Hvis; simpl; auto]. subst e.
        apply (irreflexive _ _ (arbitration_is_order _ _ _ X g Hg) f Vf).
        apply Hlast. exact He.
      + destruct (monotonic_writes G.chosen) eqn:Y; [| reflexivity].
        apply Meaning.all_in_within. intros i.
        apply Hin. intros j Hj. destruct (Hputs j Hj) as [d [Hd [O En]]].
        exists d. split; auto.
        destruct (plan_writes _ _ _ _ Plan Y d f g Hd O Hg Vf). auto.
      + destruct (writes_follow_reads G.chosen) eqn:Y; [| reflexivity].
        apply Meaning.all_in_within. intros i.
        apply Hin. intros j Hj.
        destruct (Hreads j Hj) as [a [d [g' [R [O [K En]]]]]].
        exists d. split; auto.
        destruct (plan_follows _ _ _ _ Plan Y a d f g' g R K O Hg Vf). auto.
    - constructor; simpl.
      + intros i. rewrite Meaning.within_both, Meaning.within_single, Happlied.
        rewrite Hid. split.
        * intros [[e [He Hn]] | ->]; eauto.
        * intros [e [[<- | He] Hn]]; eauto.
      + intros k. unfold entry_ok, find_key. simpl.
        destruct (P.key_eq_dec (key_of f) k) as [<- | Hk];
          [| apply Hentries].
        specialize (Hentries (key_of f)).
        match goal with |- context [S.kept _ ?e] => set (fresh := e) end.
        assert (Hkept : S.kept (S.entry_of s (key_of f)) fresh = fresh).
        { unfold S.kept. destruct (convergent G.chosen) eqn:V; [| reflexivity].
          unfold entry_ok in Hentries.
          destruct (find_key (key_of f) l) as [e |] eqn:E;
            destruct Hentries as [_ [-> _]]; [| reflexivity].
          apply find_some in E. destruct E as [He _]. simpl. rewrite Hmark.
          assert (B : S.stamp_before (stamp_of e) (stamp_of f) = true);
            [| rewrite B; reflexivity].
          apply Meaning.stamp_before_iff. left. simpl.
          apply (ordered_times _ _ _ _ Plan V g); auto. apply Hvis. simpl. auto. }
        rewrite Hkept. simpl. split; [reflexivity | split; [congruence |]].
        intros i. rewrite !Meaning.within_both, Meaning.within_single.
        intros [[Hi | Hi] | ->].
        * destruct (Hputs i Hi) as [d [Hd [O En]]]. exists d. split; auto.
          split; auto. right. apply session_is_causal. exact O.
        * destruct (Hreads i Hi) as [a [d [g' [R [O [K En]]]]]]. exists d.
          split; auto. split; [apply K |]. right.
          eapply comes_with_causal; [exact K |]. eapply causal_transitive;
            [apply reading_is_causal; exact R | apply session_is_causal; exact O].
        * exists f. split; auto. split; auto.
  Qed.

  (** All of them go in at a replica that has none. *)
  Lemma deliver : forall early r l (w : world Specification.machine),
    sent early (network w) -> In r replicas ->
    (forall e, In e l -> put_in early e) ->
    arrivals l ->
    (forall late f early d, l = late ++ f :: early -> visible x d g ->
       arbitration x g d f -> In d early) ->
    stores w r = S.replica_init r v0 ->
    exists w', steps w [] w' /\ clients w' = clients w /\
      incl (network w) (network w') /\
      (forall r', r' <> r -> stores w' r' = stores w r') /\
      holds l (stores w' r).
  Proof.
    intros early r l w Hsent Hr. induction l as [| f l IH];
      intros Hearly Harr Hall Hfresh.
    - exists w. split; [constructor |]. repeat split; auto using incl_refl;
        rewrite Hfresh; apply holds_nothing.
    - destruct IH as [w1 [Hrun [Hcl [Hnet [Hother Hholds]]]]]; auto.
      { intros e He. apply Hearly. simpl. auto. }
      { destruct Harr as [Hv Hs]. split; [intros e He; apply Hv; simpl; auto |].
        inversion Hs; auto. }
      { intros late f' early' d E. apply (Hall (f :: late)). rewrite E. auto. }
      destruct (Hsent f r (Hearly f (or_introl eq_refl)) Hr) as [p [Hp Hin]].
      apply Hnet in Hin.
      destruct (apply_holds f l (stores w1 r) p r) as [Hguard Hnew]; auto.
      { intros d. apply (Hall [] f l d eq_refl). }
      destruct (in_split _ _ Hin) as [before [after E]].
      eexists. split; [| split; [| split; [| split]]].
      + apply (run_append _ _ _ _ w [] w1 [] _ Hrun).
        eapply (RunStep _ _ _ _ _ _ Datatypes.None);
          [eapply StepDuplicate; exact E |].
        eapply (RunStep _ _ _ _ _ _ Datatypes.None); [| constructor].
        eapply (StepPut _ _ _ _ _ _ [] (network w1) r (session f) (key_of f)
          (value_of f) p); simpl; [rewrite E; reflexivity |]. exact Hguard.
      + simpl. exact Hcl.
      + simpl. exact Hnet.
      + intros r' Hr'. simpl. unfold set_store.
        destruct (P.replica_eq_dec r r'); [congruence | auto].
      + simpl. unfold set_store.
        destruct (P.replica_eq_dec r r); [exact Hnew | congruence].
  Qed.

  End Delivery.
  End Run.
End Run.
