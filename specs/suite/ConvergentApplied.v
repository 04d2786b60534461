(** The lazy simulation of ConvergentByKey.v, at a replica: how gets are answered
    and how puts go in. *)

From Coq Require Import Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine LazySimulation.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees.
From Espalier.Suite Require Import PutHistory.
From Espalier.Suite Require ConvergentByKey.

Module AtReplica (P : PARAMETERS) (G : GUARANTEES).
  Include ConvergentByKey.ConvergentToByKey P G.

  (** * The order of stamps *)

  Lemma stamp_before_iff : forall a b,
    S.stamp_before a b = true <->
    S.time a < S.time b \/
    S.time a = S.time b /\ S.writer a <> S.writer b /\
      P.client_leb (S.writer a) (S.writer b) = true.
  Proof.
    intros a b. unfold S.stamp_before.
    destruct (Nat.eqb_spec (S.time a) (S.time b)).
    - destruct (P.client_eq_dec (S.writer a) (S.writer b)).
      + split; [discriminate | intros [? | [? [? ?]]]; [lia | contradiction]].
      + intuition lia.
    - rewrite Nat.leb_le. intuition lia.
  Qed.

  Lemma stamp_before_transitive : forall a b c,
    S.stamp_before a b = true -> S.stamp_before b c = true ->
    S.stamp_before a c = true.
  Proof.
    intros a b c. rewrite !stamp_before_iff.
    intros [H | [E [N L]]] [H' | [E' [N' L']]]; [left; lia .. | right].
    split; [lia |]. split; [| eapply P.client_leb_transitive; eauto].
    intros E''. apply N. apply P.client_leb_antisymmetric; [exact L |].
    rewrite E''. exact L'.
  Qed.

  Lemma stamp_before_itself : forall a, S.stamp_before a a = false.
  Proof.
    intros a. apply not_true_is_false. rewrite stamp_before_iff.
    intros [? | [_ [? _]]]; [lia | congruence].
  Qed.

  (** * Answering a get *)

  (** What is in of the writer of the entry is not after the entry. *)
  Lemma entry_is_late : forall h k applied a causes earlier w n asked,
    well h -> top h k applied a causes earlier w n ->
    (forall i, Base.holds asked i ->
       Base.within applied i /\ puts_on h (fst i) k (snd i)) ->
    B.as_late (w, n) earlier asked = true.
  Proof.
    intros h k applied a causes earlier w n asked W [[d [Hd [Ek Ea]]] _ H3 H4]
      Hasked.
    unfold B.as_late. apply subset_spec. intros [c m] Hm.
    rewrite member_restrict in Hm. destruct Hm as [Hm Hby].
    unfold B.is_by in Hby. simpl in Hby.
    destruct (P.client_eq_dec w c) as [<- |]; [| discriminate].
    destruct (Hasked _ Hm) as [Hin Hon]. simpl in Hon.
    apply Base.holds_add. destruct (Nat.eq_dec m n) as [-> |]; [auto | right].
    apply H3. split; [reflexivity |]. split; [| exact Hon]. simpl.
    destruct (Nat.le_gt_cases m n); [lia | exfalso].
    destruct Hon as [e [He Eke]].
    pose proof (times_rise _ W _ _ _ _ _ Hd He) as Hrise.
    assert (Hb : S.stamp_before a (stamp_of w e) = true).
    { apply stamp_before_iff. left. rewrite Ea. simpl. auto. }
    rewrite (H4 _ _ _ Hin He Eke) in Hb. discriminate.
  Qed.

  Lemma get_answered : forall h k c r g g' s t,
    get_related h k c g g' -> replica_related h s t ->
    S.get_guard k g c r s = true ->
    B.get_guard k g' c r t = true /\
    S.content (S.entry_of s k) = B.content (t k) /\
    answer_related h k
      {| S.answer_causes := S.causes (S.entry_of s k);
         S.answer_time := S.time_of (S.entry_of s k) |} (B.written (t k)).
  Proof.
    intros h k c r g g' s t [Hown Hread] [W _ _ Hentries] Hguard.
    destruct (Hentries k) as [Hv Hw]. split; [| split; [exact Hv |]].
    - unfold B.get_guard.
      destruct (B.written (t k)) as [[w n] |]; [| reflexivity].
      destruct (S.written (S.entry_of s k)) as [a |]; [| contradiction].
      unfold S.get_guard in Hguard. apply andb_true_iff in Hguard.
      destruct Hguard as [Gown Gread].
      apply andb_true_iff. unfold B.if_chosen.
      split.
      + destruct (read_your_writes G.chosen); [| reflexivity].
        simpl in Gown. rewrite Base.all_in_within in Gown.
        eapply entry_is_late; eauto.
        intros i Hi. destruct (Hown i Hi). auto.
      + destruct (monotonic_reads G.chosen); [| reflexivity].
        simpl in Gread. rewrite Base.all_in_within in Gread.
        eapply entry_is_late; eauto.
        intros i Hi. destruct (Hread i Hi). auto.
    - intros i Hi. rewrite Hi in Hw. simpl. destruct i as [w n].
      destruct (S.written (S.entry_of s k)) as [a |]; [| contradiction].
      destruct Hw as [[d [Hd [Ek _]]] Hc _ _]. split; [exact Hc |].
      exists d. auto.
  Qed.

  (** * Applying a put *)

  Lemma applies_then : forall (P' : _ -> _ -> _ -> _ -> Prop) r s s' k v c p,
    applies ByKey.machine P' r s s' -> P' k v c p ->
    put_guard ByKey.machine k v p c r s' ->
    applies ByKey.machine P' r s (put ByKey.machine k v p c r s').
  Proof.
    intros P' r s s' k v c p H Hsent Hguard.
    induction H as [s | k1 v1 c1 p1 s s' H1 H2 H3 IH].
    - apply AppliesOne with k v c p; auto. constructor.
    - apply AppliesOne with k1 v1 c1 p1; auto.
  Qed.

  (** What is waiting of the client's puts on the key, up to a number, goes in. *)
  Lemma catch_up : forall h r t c k m,
    well h ->
    exists t',
      applies ByKey.machine (sent h) r t t' /\
      (forall j, j <> k -> t' j = t j) /\
      (forall i, Base.holds (B.applied (t' k)) i <->
         Base.holds (B.applied (t k)) i \/ before h c k m i).
  Proof.
    intros h r t c k m W. induction m as [| m [t' [Happ [Hother Hin]]]].
    - exists t. split; [constructor |]. split; [auto |].
      intros i. unfold before. split; [auto | intros [? | [_ [? _]]]; [auto | lia]].
    - destruct (puts_on_dec h c k m) as [Hm | Hm].
      + destruct (member B.put_id_eq_dec (c, m) (B.applied (t' k))) eqn:Hhas.
        * exists t'. split; [exact Happ |]. split; [exact Hother |].
          intros [e n]. rewrite Hin. unfold before. simpl. split.
          -- intros [? | [E [L H]]]; [auto | right; auto].
          -- intros [? | [-> [L H]]]; [auto |].
             destruct (Nat.eq_dec n m) as [-> |];
               [| right; split; [auto | split; [lia | exact H]]].
             apply Hin in Hhas. destruct Hhas as [? | [_ [? _]]]; [auto | ].
             simpl in *. lia.
        * destruct Hm as [d [Hd Ek]]. destruct (sent_as _ W _ _ _ Hd) as [Eid He].
          exists (B.put k (with_value d) (as_sent d) c r t'). split; [| split].
          -- apply (applies_then _ _ _ _ k (with_value d) c (as_sent d) Happ).
             ++ exists d, m. auto.
             ++ simpl. unfold B.put_guard, B.put_seen, B.if_chosen.
                rewrite Eid, Hhas.
                destruct (monotonic_writes G.chosen); [| reflexivity].
                apply subset_spec. intros i Hi. apply He in Hi.
                apply Hin. right. rewrite Ek in Hi. exact Hi.
          -- intros j N. unfold B.put.
             destruct (P.key_eq_dec k j); [congruence | auto].
          -- intros [e n]. unfold B.put.
             destruct (P.key_eq_dec k k) as [_ |]; [simpl | congruence].
             rewrite Eid, Base.holds_add, Hin. unfold before. simpl. split.
             ++ intros [E | [? | [-> [L H]]]]; [inversion E; subst | auto |].
                ** right. split; [auto |]. split; [lia |]. exists d. auto.
                ** right. auto.
             ++ intros [? | [-> [L H]]]; [auto |].
                destruct (Nat.eq_dec n m) as [-> |]; [auto |].
                right. right. split; [auto |]. split; [lia | exact H].
      + exists t'. split; [exact Happ |]. split; [exact Hother |].
        intros [e n]. rewrite Hin. unfold before. simpl. split.
        * intros [? | [E [L H]]]; [auto | right; auto].
        * intros [? | [-> [L H]]]; [auto |].
          destruct (Nat.eq_dec n m) as [-> |]; [contradiction |].
          right. split; [auto |]. split; [lia | exact H].
  Qed.

  (** The entry stays, or none is there and none was in, and a smaller put has
      come in. *)
  Lemma top_stays : forall h k applied a causes earlier w n c m d,
    top h k applied a causes earlier w n ->
    on h c d m -> (on_key d = k -> S.stamp_before a (stamp_of c d) = false) ->
    top h k (S.both applied (single (c, m))) a causes earlier w n.
  Proof.
    intros h k applied a causes earlier w n c m d [H1 H2 H3 H4] Hd Hless.
    constructor; auto. intros e d' i Hi He Ek.
    apply Base.within_both in Hi. destruct Hi as [Hi | Hi]; [eauto |].
    apply Base.within_single in Hi. inversion Hi; subst e i.
    rewrite (one_key _ _ _ _ _ He Hd) in *. auto.
  Qed.

  (** Where monotonic writes were not chosen, nothing needs to go in first. *)
  Lemma made_ready : forall h r t c k n,
    well h ->
    exists t',
      applies ByKey.machine (sent h) r t t' /\
      (forall j, j <> k -> t' j = t j) /\
      (forall i, Base.holds (B.applied (t' k)) i ->
         Base.holds (B.applied (t k)) i \/
         monotonic_writes G.chosen = true /\ before h c k n i) /\
      (monotonic_writes G.chosen = true ->
         forall i, before h c k n i -> Base.holds (B.applied (t' k)) i).
  Proof.
    intros h r t c k n W. destruct (monotonic_writes G.chosen) eqn:Mono.
    - destruct (catch_up h r t c k n W) as [t' [Happ [Hother Hin]]].
      exists t'. split; [exact Happ |]. split; [exact Hother |].
      split.
      + intros i Hi. apply Hin in Hi. destruct Hi; auto.
      + intros _ i Hi. apply Hin. auto.
    - exists t. split; [constructor |]. split; [auto |].
      split; [auto | discriminate].
  Qed.

  Lemma put_applied : convergent G.chosen = true -> forall h k v c r p s t,
    put_known h k v c p -> replica_related h s t ->
    S.put_guard k v p c r s = true ->
    exists t',
      applies ByKey.machine (sent h) r t t' /\
      replica_related h (S.put k v p c r s) t'.
  Proof.
    intros Conv h k v c r p s t
      [_ [d [n [Hd [Ek [Ev [Hid [Hmark Hearlier]]]]]]]] Hr Hguard.
    destruct Hr as [W Hmade Htaken Hentries].
    unfold S.put_guard, S.put_seen in Hguard.
    rewrite !andb_true_iff, negb_true_iff, Hid in Hguard.
    destruct Hguard as [[Hnew Hin] _].
    assert (Hearly : monotonic_writes G.chosen = true ->
      forall i, Base.within (S.earlier_puts p) i -> Base.within (S.applied s) i).
    { intros Mono. rewrite Mono in Hin. apply Base.all_in_within. exact Hin. }
    assert (Hmade' : forall i,
      Base.within (S.both (S.applied s) (single (c, n))) i ->
      1 <= snd i <= made h (fst i)).
    { intros i Hi. apply Base.within_both in Hi. destruct Hi as [Hi | Hi]; auto.
      apply Base.within_single in Hi. subst i. eapply on_positive; eauto. }
    assert (Hrest : forall j, j <> k ->
      entry_related h j (S.both (S.applied s) (single (c, n)))
        (S.entry_of s j) (t j)).
    { intros j N. destruct (Hentries j) as [Hv Hw]. split; [exact Hv |].
      destruct (S.written (S.entry_of s j)), (B.written (t j)) as [[w m] |]; auto.
      - eapply top_stays; eauto. congruence.
      - intros e i Hi. apply Base.within_both in Hi.
        destruct Hi as [Hi | Hi]; [eauto |].
        apply Base.within_single in Hi. inversion Hi; subst e i.
        intros [d' [Hd' Ek']]. rewrite (one_key _ _ _ _ _ Hd' Hd) in Ek'.
        congruence. }
    set (fresh := {| S.content := v; S.written := Some (S.mark p);
      S.causes := S.both (S.both (S.earlier_puts p) (S.earlier_reads p))
        (single (c, n)) |}).
    assert (Hkept :
      S.kept (S.entry_of s k) fresh = S.entry_of s k /\
        (exists a, S.written (S.entry_of s k) = Some a /\
           S.stamp_before a (stamp_of c d) = false) \/
      S.kept (S.entry_of s k) fresh = fresh /\
        (forall a, S.written (S.entry_of s k) = Some a ->
           S.stamp_before a (stamp_of c d) = true)).
    { unfold S.kept. rewrite Conv. simpl. rewrite Hmark.
      destruct (S.written (S.entry_of s k)) as [a |].
      - destruct (S.stamp_before a (stamp_of c d)) eqn:E.
        + right. split; [reflexivity |]. intros b Eb. inversion Eb; subst. auto.
        + left. split; [reflexivity |]. eauto.
      - right. split; [reflexivity | discriminate]. }
    destruct Hkept as [[Ekept [a [Ea Hless]]] | [Ekept Hmore]].
    - (* it is older than the entry: it may wait *)
      exists t. split; [constructor |].
      constructor; simpl; rewrite ?Hid; auto.
      + intros j i Hi. destruct (Htaken j i Hi). split; [| assumption].
        apply Base.within_both. auto.
      + intros j. destruct (P.key_eq_dec k j) as [<- | N]; [| auto].
        change (S.kept _ _) with (S.kept (S.entry_of s k) fresh).
        rewrite Ekept. destruct (Hentries k) as [Hv Hw]. split; [exact Hv |].
        rewrite Ea in *. destruct (B.written (t k)) as [[w m] |]; [| contradiction].
        eapply top_stays; eauto.
    - (* it wins the key: what waits of its client goes in first *)
      destruct (made_ready h r t c k n W) as [t1 [Happ [Hother [Hcaught Hall]]]].
      destruct (sent_as _ W _ _ _ Hd) as [Eid He].
      assert (Hnot : member B.put_id_eq_dec (c, n) (B.applied (t1 k)) = false).
      { apply not_true_is_false. intros H. apply Hcaught in H.
        destruct H as [H | [_ [_ [H _]]]]; [| simpl in H; lia].
        apply Htaken in H. destruct H as [H _].
        unfold Base.within in H. congruence. }
      exists (B.put k v (as_sent d) c r t1). split.
      + apply (applies_then _ _ _ _ k v c (as_sent d) Happ).
        * exists d, n. auto.
        * simpl. unfold B.put_guard, B.put_seen, B.if_chosen. rewrite Eid, Hnot.
          destruct (monotonic_writes G.chosen); [| reflexivity].
          apply subset_spec. intros i Hi. apply He in Hi. rewrite Ek in Hi.
          exact (Hall eq_refl i Hi).
      + constructor; simpl; rewrite ?Hid; auto.
        * intros j i. unfold B.put.
          destruct (P.key_eq_dec k j) as [<- | N]; simpl.
          -- rewrite Eid, Base.holds_add, Base.within_both, Base.within_single.
             intros [-> | Hi];
               [| apply Hcaught in Hi; destruct Hi as [Hi | [Mono [E [L Hi]]]]].
             ++ split; [auto |]. exists d. auto.
             ++ destruct (Htaken k i Hi). auto.
             ++ split; [left | rewrite E; exact Hi].
                apply (Hearly Mono). apply Hearlier.
                pose proof (puts_on_made _ _ _ _ Hi). split; [exact E | lia].
          -- rewrite Hother by auto. intros Hi. destruct (Htaken j i Hi).
             split; [| assumption]. apply Base.within_both. auto.
        * intros j. unfold B.put.
          destruct (P.key_eq_dec k j) as [<- | N];
            [| rewrite Hother by auto; apply Hrest; auto].
          change (S.kept _ _) with (S.kept (S.entry_of s k) fresh).
          rewrite Ekept. split; [reflexivity |]. simpl.
          rewrite Eid, Hmark. constructor.
          -- exists d. auto.
          -- apply Base.within_both. right. apply Base.within_single.
             reflexivity.
          -- intros i. rewrite He, Ek. reflexivity.
          -- intros e d' i Hi Hd' Ek'.
             apply Base.within_both in Hi. destruct Hi as [Hi | Hi].
             ++ destruct (Hentries k) as [_ Hw].
                destruct (S.written (S.entry_of s k)) as [a |] eqn:Ea,
                  (B.written (t k)) as [[w m] |]; try contradiction.
                ** apply not_true_is_false. intros Hb.
                   pose proof (stamp_before_transitive _ _ _
                     (Hmore a eq_refl) Hb) as Hb'.
                   rewrite (top_largest _ _ _ _ _ _ _ _ Hw _ _ _ Hi Hd' Ek')
                     in Hb'. discriminate.
                ** elim (Hw e i Hi). exists d'. auto.
             ++ apply Base.within_single in Hi. inversion Hi; subst e i.
                rewrite (one_key _ _ _ _ _ Hd' Hd). apply stamp_before_itself.
  Qed.

End AtReplica.
