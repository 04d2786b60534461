(** Every step of the strong family's machine keeps the explanation of its run. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts.
From Espalier.Strong Require Histories StrongMeaningGrowth.
Import Histories ListNotations.

Module Steps (P : PARAMETERS) (G : GUARANTEES).
  Include StrongMeaningGrowth.Growth P G.

  Lemma if_chosen_within : forall chosen a b,
    S.if_chosen chosen (S.all_in a b) = true -> chosen = true ->
    forall i, within a i -> within b i.
  Proof. intros chosen a b H ->. apply all_in_within. exact H. Qed.

  Lemma put_event : forall (h : list event) c i k v,
    In (PutCalled c i k v) h -> put_in h (PutCalled c i k v).
  Proof. intros. split; eauto 6. Qed.

  Lemma get_event : forall (h : list event) c i k v,
    In (GetReturned c i k v) h -> get_in h (GetReturned c i k v).
  Proof. intros. split; eauto 6. Qed.

  (** ** A replica applies a put *)

  Section Put.

  Context (v0 : P.value) (h : list event) (n : notes) (Hh : history_ok v0 h n).
  Context (l : list event) (s : S.replica_state) (Hs : store_ok v0 h n l s).
  Context (r : P.replica) (c : P.client) (k : P.key) (v : P.value)
    (p : S.put_payload).
  Context (i : nat).
  Let f : event := PutCalled c i k v.
  Context (Hf : In f h) (Hname : name n f = S.id p)
    (Hmark : S.mark p = stamp_of n f)
    (Hown : own_named h n c i (S.earlier_puts p))
    (Hreads : reads_named h n c i (S.earlier_reads p)).
  Context (Hguard : S.put_guard k v p c r s = true).

  Let x := explanation_of n.

  Lemma put_not_logged : ~ In f l.
  Proof.
    unfold S.put_guard, S.put_seen in Hguard.
    rewrite !andb_true_iff, negb_true_iff in Hguard.
    destruct Hguard as [[Hseen _] _]. intros Hin.
    apply (applied_logged _ _ _ _ _ Hs) in Hin; [| apply put_event; exact Hf].
    rewrite Hname in Hin. unfold within in Hin. congruence.
  Qed.

  Lemma needed_is_logged : forall d, needs h n d f -> In d l.
  Proof.
    unfold S.put_guard in Hguard. rewrite !andb_true_iff in Hguard.
    destruct Hguard as [[_ Hmw] Hwfr].
    intros d [[M [Hd S]] | [W [e [g [R [S K]]]]]].
    - apply (applied_logged _ _ _ _ _ Hs); [exact Hd |].
      apply (if_chosen_within _ _ _ Hmw M). apply Hown; auto; apply S.
    - apply (applied_logged _ _ _ _ _ Hs); [apply K |].
      apply (if_chosen_within _ _ _ Hwfr W). apply (Hreads e d g); auto; apply S.
  Qed.

  Lemma put_log : log_ok h n (f :: l).
  Proof.
    destruct (store_log _ _ _ _ _ Hs) as [Hputs Honce Hafter]. constructor.
    - intros e [<- | He]; auto. apply put_event. exact Hf.
    - constructor; auto using put_not_logged.
    - intros late g early d E N. destruct late as [| y late]; simpl in E.
      + injection E as <- <-. apply needed_is_logged. exact N.
      + injection E as _ ->. eapply Hafter; eauto.
  Qed.

  Let fresh : S.entry := {|
    S.content := v;
    S.written := Some (S.mark p);
    S.causes :=
      S.both (S.both (S.earlier_puts p) (S.earlier_reads p)) (single (S.id p))
  |}.

  Lemma fresh_covers : covers h n (Some f) (S.causes fresh) (S.time_of fresh).
  Proof.
    intros e d [= <-] K. unfold S.time_of. simpl. rewrite Hmark. simpl.
    rewrite !within_both, within_single, <- Hname.
    destruct K as [Hd [-> | H]]; [split; auto |]. split.
    - left. destruct (past_splits _ _ _ _ Hd H)
        as [S | [[e [g [R [S K]]]] | [e [R _]]]].
      + left. apply Hown; auto; apply S.
      + right. apply (Hreads e d g); auto; apply S.
      + exfalso. eapply put_is_not_get; [apply put_event; exact Hf | apply R].
    - apply Nat.lt_le_incl. apply (times_rise _ _ _ Hh); auto.
      apply put_event. exact Hf.
  Qed.

  Lemma order_add : forall d e, order n l d e -> order n (f :: l) d e.
  Proof.
    intros d e. unfold order. destruct (convergent G.chosen); auto.
    apply arrived_add.
  Qed.

  (** The put is the last on its key if nothing there has a larger stamp. *)
  Lemma fresh_wins :
    (convergent G.chosen = true -> forall d, In d l -> key_of d = k ->
       stamped n d f) ->
    winner v0 n (f :: l) k v (Some f).
  Proof.
    intros H. simpl. repeat split; auto. intros d [<- | Hd] Hk; auto. right.
    unfold order. destruct (convergent G.chosen); auto.
    exists [], l. auto.
  Qed.

  Lemma kept_wins : exists src,
    winner v0 n (f :: l) k (S.content (S.kept (S.entry_of s k) fresh)) src /\
    covers h n src (S.causes (S.kept (S.entry_of s k) fresh))
      (S.time_of (S.kept (S.entry_of s k) fresh)) /\
    S.written (S.kept (S.entry_of s k) fresh) = option_map (stamp_of n) src.
  Proof.
    assert (Hfresh : (convergent G.chosen = true ->
        forall d, In d l -> key_of d = k -> stamped n d f) ->
      exists src, winner v0 n (f :: l) k (S.content fresh) src /\
        covers h n src (S.causes fresh) (S.time_of fresh) /\
        S.written fresh = option_map (stamp_of n) src).
    { intros H. exists (Some f).
      split; [apply fresh_wins; exact H | split; [exact fresh_covers |]].
      simpl. rewrite Hmark. reflexivity. }
    unfold S.kept. destruct (convergent G.chosen) eqn:V;
      [| apply Hfresh; discriminate].
    destruct (entries_ok _ _ _ _ _ Hs k) as [src [Hwin [Hc Hw]]].
    rewrite Hw. destruct src as [e |]; simpl option_map.
    - destruct Hwin as [He [Hek [Hev Hlast]]].
      change (S.written fresh) with (Some (S.mark p)). cbv iota. rewrite Hmark.
      destruct (S.stamp_before (stamp_of n e) (stamp_of n f)) eqn:B.
      + apply Hfresh. intros _ d Hd Hk.
        destruct (Hlast d Hd Hk) as [-> | O]; [exact B |].
        unfold order in O. rewrite V in O. eapply stamped_transitive; eauto.
      + exists (Some e). split; [| split; [exact Hc | exact Hw]].
        simpl. repeat split; auto. intros d [<- | Hd] Hk.
        * destruct (stamps_total _ _ _ e f Hh) as [<- | [O | O]]; auto.
          -- eapply logged_puts; [apply (store_log _ _ _ _ _ Hs) | exact He].
          -- apply put_event. exact Hf.
          -- unfold stamped in O. congruence.
          -- right. unfold order. rewrite V. exact O.
        * destruct (Hlast d Hd Hk); auto using order_add.
    - apply Hfresh. intros _ d Hd Hk. destruct Hwin as [_ Hnone].
      destruct (Hnone d Hd Hk).
  Qed.

  Lemma store_put : store_ok v0 h n (f :: l) (S.put k v p c r s).
  Proof.
    destruct Hs as [Hlog Happlied Hmade Hentries].
    constructor; [exact put_log | | |].
    - intros e He. simpl. rewrite within_both, within_single, <- Hname.
      rewrite (Happlied e He). split; [intros [H | H] | intros [<- | H]]; auto.
      left. symmetry. apply (same_name _ _ _ Hh); auto.
      apply put_event. exact Hf.
    - intros j. simpl. rewrite within_both, within_single.
      intros [Hj | ->]; auto. exists f. split; auto. apply put_event. exact Hf.
    - intros asked. simpl. destruct (P.key_eq_dec k asked) as [<- | N];
        [exact kept_wins |].
      destruct (Hentries asked) as [src [Hwin [Hc Hw]]]. exists src.
      split; [| auto]. destruct src as [e |]; simpl in Hwin |- *.
      + destruct Hwin as [He [Hek [Hev Hlast]]]. repeat split; auto.
        intros d [<- | Hd] Hk; [contradiction |].
        destruct (Hlast d Hd Hk); auto using order_add.
      + destruct Hwin as [Hv Hnone]. split; auto.
        intros d [<- | Hd]; auto.
  Qed.

  End Put.

  (** ** A replica answers *)

  Lemma get_answered : forall v0 h n l s r c i k g,
    store_ok v0 h n l s ->
    message_ok v0 h n (GetRequest r c i k g) ->
    S.get_guard k g c r s = true ->
    let answered := S.get k g c r s in
    message_ok v0 h n (GetResponse c i k (fst (fst answered))
      (snd (fst answered) : answer_payload Specification.machine)).
  Proof.
    intros v0 h n l s r c i k g [Hlog Happlied Hmade Hentries] [Hown Hreads] H
      answered.
    unfold S.get_guard in H. apply andb_true_iff in H. destruct H as [Hryw Hmr].
    destruct (Hentries k) as [src [Hwin [Hc _]]].
    exists l, src. split; [| exact Hc]. constructor; auto.
    - intros Y d Hd Hs Hn. apply Happlied; auto.
      apply (if_chosen_within _ _ _ Hryw Y). apply Hown; auto.
    - intros Y e d g' R Hs Hn K. apply Happlied; [apply K |].
      apply (if_chosen_within _ _ _ Hmr Y). apply (Hreads e d g'); auto.
  Qed.

  (** ** A client puts *)

  Definition update {A : Type} (f : event -> A) (e : event) (a : A) : event -> A :=
    fun e' => if event_eq_dec e e' then a else f e'.

  Lemma update_same : forall A (f : event -> A) e a, update f e a e = a.
  Proof.
    intros. unfold update. destruct (event_eq_dec e e); congruence.
  Qed.

  Lemma update_other : forall A (f : event -> A) (h : list event) e a e',
    ~ In e h -> In e' h -> update f e a e' = f e'.
  Proof.
    intros. unfold update. destruct (event_eq_dec e e'); congruence.
  Qed.

  Definition note_put (n : notes) (f : event) (i : S.put_id) (t : nat) : notes :=
    {| name := update (name n) f i; at_time := update (at_time n) f t;
       source_of := source_of n; log := log n |}.

  Definition note_get (n : notes) (g : event) (src : option event)
    (l : list event) : notes :=
    {| name := name n; at_time := at_time n;
       source_of := update (source_of n) g src; log := update (log n) g l |}.

  Lemma sources_in : forall v0 h n e g,
    history_ok v0 h n -> reads_from h (explanation_of n) e g -> put_in h e.
  Proof.
    intros v0 h n e g H [Hg Hsrc]. pose proof (gets_ok _ _ _ H g Hg) as A.
    simpl in Hsrc. rewrite Hsrc in A. destruct A as [L [He _] _ _].
    apply (logged_puts _ _ _ L). exact He.
  Qed.

  Section Clients.

  Context (v0 : P.value) (h : list event) (n : notes) (Hh : history_ok v0 h n).
  Context (c : P.client) (s : S.client_state) (i : nat) (k : P.key) (v : P.value)
    (todo : list (operation (key := P.key) (value := P.value))).

  Section PutCalled.

  Context (now : nat).
  Context (Hc : client_ok h n c
    {| state := s : client_state Specification.machine;
       program := Put k v :: todo; next := i; waiting := Datatypes.None |}).
  Context (Hnames : forall d, put_in h d -> fst (name n d) = session d).
  Let f : event := PutCalled c i k v.
  Let t := Datatypes.S (Nat.max (S.past s) now).
  Let id : S.put_id := (c, Datatypes.S (S.made s)).
  Let n' := note_put n f id t.
  Let h' := h ++ [f].
  Let sent := S.put_request k v now c s.

  Lemma put_new : ~ In f h.
  Proof.
    intros H. pose proof (numbers_below _ _ _ _ Hc f H eq_refl) as L.
    unfold limit in L. simpl in L. lia.
  Qed.

  Lemma put_grows : grows h n f n'.
  Proof.
    constructor.
    - constructor; auto.
      + intros a Ha Hs. apply (numbers_below _ _ _ _ Hc a Ha Hs).
      + intros e g R. eapply (sources_in v0); eauto.
    - intros e He. apply (update_other _ _ h); auto using put_new.
    - intros e He. apply (update_other _ _ h); auto using put_new.
    - auto.
    - intros _ e He Heq. simpl in Heq. rewrite update_same in Heq.
      assert (Hs : session e = c).
      { rewrite <- (Hnames e He), Heq. reflexivity. }
      destruct (own_known _ _ _ _ Hc e He Hs) as [_ [_ [_ Hm]]].
      rewrite Heq in Hm. simpl in Hm. lia.
  Qed.

  Let C := grows_causally _ _ _ _ put_grows.

  Lemma put_past : forall d,
    put_in h d -> happens_before h' (explanation_of n') d f -> at_time n d < t.
  Proof.
    intros d Hd H. apply Nat.lt_succ_r.
    destruct (past_splits h' (explanation_of n') d f) as
      [S | [[e [g [R [S K]]]] | [e [R _]]]]; auto.
    - apply (put_kept). exact Hd.
    - destruct (own_known _ _ _ _ Hc d Hd) as [_ [Hle _]]; [apply S |].
      simpl in Hle. lia.
    - assert (Hg : In g h).
      { destruct S as [Hg [_ [Hs Hn]]]. apply in_one_more in Hg.
        destruct Hg as [| ->]; [auto | lia]. }
      pose proof (reads_from_source _ _ _ _ put_grows _ _ R Hg) as He.
      apply (comes_with_one_more _ _ _ _ C) in K; auto.
      apply (reads_from_one_more _ _ _ _ C) in R; auto.
      destruct (reads_known _ _ _ _ Hc e d g R) as [_ Hle]; auto; [apply S |].
      simpl in Hle. lia.
    - exfalso. eapply put_is_not_get; [| apply R]. apply (put_event h').
      apply in_or_app. simpl. auto.
  Qed.

  Lemma put_history : history_ok v0 h' n'.
  Proof.
    apply (history_grows _ _ _ _ _ put_grows); auto.
    - intros d _ Hd H. simpl. rewrite update_same. apply put_past; auto.
    - intros [_ [c' [i' [k' [v' E]]]]]. discriminate.
  Qed.

  Lemma put_client : client_ok h' n' c
    {| state := snd sent : client_state Specification.machine; program := todo;
       next := Datatypes.S i; waiting := Datatypes.None |}.
  Proof.
    pose proof put_grows as E.
    destruct Hc as [Hbelow _ Hown Hreads].
    unfold limit in Hbelow. simpl in Hbelow, Hown, Hreads.
    constructor; unfold limit; simpl.
    - intros e He Hs. apply in_one_more in He. destruct He as [He | ->];
        [apply Nat.lt_lt_succ_r; auto | simpl; lia].
    - discriminate.
    - intros d Hd Hs. rewrite within_both, within_single.
      apply put_one_more in Hd. destruct Hd as [Hd | [-> _]].
      + rewrite (update_other _ _ h), (update_other _ _ h)
          by (apply put_new || apply Hd).
        destruct (Hown d Hd Hs) as [? [? [? ?]]]. repeat split; auto; lia.
      + rewrite !update_same. fold id t. simpl. repeat split; auto.
    - intros e d g R Hs K.
      assert (Hg : In g h).
      { destruct R as [[Hg [c' [i' [k' [v' Eg]]]]] _].
        apply in_one_more in Hg. destruct Hg as [| ->]; [auto | discriminate]. }
      pose proof (reads_from_source _ _ _ _ E _ _ R Hg) as He.
      apply (comes_with_one_more _ _ _ _ C) in K; auto.
      apply (reads_from_one_more _ _ _ _ C) in R; auto.
      rewrite (update_other _ _ h), (update_other _ _ h)
        by (apply put_new || apply K).
      destruct (Hreads e d g R Hs K). split; [auto | lia].
  Qed.

  Lemma put_sent : forall r,
    message_ok v0 h' n' (PutRequest r c k v
      (fst sent : put_payload Specification.machine)).
  Proof.
    intros r. pose proof put_grows as E. exists i. simpl. fold f id t.
    split; [apply in_or_app; simpl; auto |].
    split; [apply update_same |].
    split; [unfold stamp_of; simpl; rewrite update_same; reflexivity |].
    split; [apply (own_named_grows _ _ _ _ E); auto
      | apply (reads_named_grows _ _ _ _ E); auto].
    - intros d Hd Hs _. apply (own_known _ _ _ _ Hc d Hd Hs).
    - intros e d g R Hs _ K. apply (reads_known _ _ _ _ Hc e d g R Hs K).
  Qed.

  End PutCalled.

  (** ** A client takes an answer *)

  Section GetReturned.

  Context (j : nat) (a : S.answer_of).
  Context (Hc : client_ok h n c
    {| state := s : client_state Specification.machine; program := todo;
       next := j; waiting := Some i |}).
  Context (l : list event) (src : option event)
    (Ha : answer_ok v0 h n c i k v l src)
    (Hcovers : covers h n src (S.answer_causes a) (S.answer_time a)).
  Let g : event := GetReturned c i k v.
  Let n' := note_get n g src l.
  Let h' := h ++ [g].

  Lemma get_new : ~ In g h.
  Proof.
    intros H. pose proof (numbers_below _ _ _ _ Hc g H eq_refl) as L.
    unfold limit in L. simpl in L. lia.
  Qed.

  Lemma get_grows : grows h n g n'.
  Proof.
    constructor; auto.
    - constructor; auto.
      + intros e He Hs. apply (numbers_below _ _ _ _ Hc e He Hs).
      + intros e He. apply (update_other _ _ h); auto using get_new.
      + intros e g' R. eapply (sources_in v0); eauto.
    - intros e He. apply (update_other _ _ h); auto using get_new.
    - intros [_ [c' [i' [k' [v' E]]]]]. discriminate.
  Qed.

  Let C := grows_causally _ _ _ _ get_grows.

  Lemma get_history : history_ok v0 h' n'.
  Proof.
    apply (history_grows _ _ _ _ _ get_grows); auto.
    - intros d [_ [c' [i' [k' [v' E]]]]]. discriminate.
    - intros _. simpl. rewrite !update_same. exact Ha.
  Qed.

  Lemma get_client : client_ok h' n' c
    {| state := S.get_response k v a c s : client_state Specification.machine;
       program := todo; next := j; waiting := Datatypes.None |}.
  Proof.
    pose proof get_grows as E.
    destruct Hc as [Hbelow Hwait Hown Hreads].
    unfold limit in Hbelow. simpl in Hbelow, Hwait, Hown, Hreads.
    specialize (Hwait i eq_refl).
    constructor; unfold limit; simpl.
    - intros e He Hs. apply in_one_more in He. destruct He as [He | ->];
        [specialize (Hbelow e He Hs); lia | simpl; lia].
    - discriminate.
    - intros d Hd Hs. apply put_one_more in Hd.
      destruct Hd as [Hd | [-> [_ [c' [i' [k' [v' Ed]]]]]]]; [| discriminate].
      destruct (Hown d Hd Hs) as [? [? [? ?]]]. repeat split; auto; lia.
    - intros e d g' R Hs K. rewrite within_both.
      assert (Hg : In g' h \/ g' = g) by (apply in_one_more; apply R).
      destruct Hg as [Hg | ->].
      + pose proof (reads_from_source _ _ _ _ E _ _ R Hg) as He.
        apply (comes_with_one_more _ _ _ _ C) in K; auto.
        apply (reads_from_one_more _ _ _ _ C) in R; auto.
        destruct (Hreads e d g' R Hs K). split; [auto | lia].
      + destruct R as [_ R]. simpl in R. rewrite update_same in R.
        assert (He : In e h).
        { destruct Ha as [L W _ _]. eapply winner_in; eauto. }
        apply (comes_with_one_more _ _ _ _ C) in K; auto.
        destruct (Hcovers e d R K). split; [auto | lia].
  Qed.

  End GetReturned.
  End Clients.
End Steps.
