(** What a replica of the strong family's machine does keeps the explanation of
    the run: applying a put, and answering a get. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts.
From Espalier.Strong Require Histories StrongMeaningGrowth.
Import Histories ListNotations.

Module Stores (P : PARAMETERS) (G : GUARANTEES).
  Include StrongMeaningGrowth.Growth P G.

  Lemma if_chosen_within : forall chosen a b,
    S.if_chosen chosen (S.all_in a b) = true -> chosen = true ->
    forall i, within a i -> within b i.
  Proof. intros chosen a b H ->. apply all_in_within. exact H. Qed.

  Lemma put_event : forall (h : list event) c i k v,
    In (PutCalled c i k v) h -> put_in h (PutCalled c i k v).
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
End Stores.
