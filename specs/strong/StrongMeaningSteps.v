(** Every step of the strong family's machine keeps the explanation of its run:
    what a replica does (StrongMeaningStores.v), and what a client does. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts.
From Espalier.Strong Require Histories StrongMeaningStores.
Import Histories ListNotations.

Module Steps (P : PARAMETERS) (G : GUARANTEES).
  Include StrongMeaningStores.Stores P G.

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
