(** The reference core refines causal+. The relations:
    - a replica's clock is its set of applied puts: client c's put number n is
      applied exactly when 1 <= n <= clock(c);
    - a client's vector, and a put's, cover what the specification's sets hold:
      the core depends on more than it must, never on less;
    - stamps are equal, because the specification may read a later clock. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Properties Require CausalPlus.
From Espalier.Reference Require VectorClockProgress VectorClockStatement.
Import ListNotations.

Module Proof (P : PARAMETERS) <: VectorClockStatement.STATEMENT P.
  Include VectorClockProgress.Progress P.
  Module Specification := CausalPlus.CausalPlus P.
  Module S := Specification.

  (** * Sets of put ids that a vector covers, or is *)

  Definition covered (v : I.vector) : S.set :=
    fun i => 1 <= snd i <= I.lookup (fst i) v.

  Definition first_puts (c : P.client) (n : nat) : S.set :=
    fun i => fst i = c /\ 1 <= snd i <= n.

  Lemma covered_mono : forall v w,
    (forall c, I.lookup c v <= I.lookup c w) ->
    S.included (covered v) (covered w).
  Proof.
    unfold S.included, covered. intros v w H [c n]. simpl.
    specialize (H c). lia.
  Qed.

  Lemma included_trans : forall a b c,
    S.included a b -> S.included b c -> S.included a c.
  Proof. unfold S.included. auto. Qed.

  Lemma covered_raise : forall c n v i,
    n = Datatypes.S (I.lookup c v) ->
    (covered (I.raise c n v) i <-> covered v i \/ (c, n) = i).
  Proof.
    unfold covered. intros c n v [d m] Hn. simpl.
    destruct (P.client_eq_dec c d).
    - subst d. rewrite lookup_raise_same. split.
      + intros. destruct (Nat.eq_dec m n); [subst; auto | left; lia].
      + intros [? | E]; [lia | inversion E; lia].
    - rewrite lookup_raise_other by auto. split; [tauto |].
      intros [? | E]; [tauto | inversion E; congruence].
  Qed.

  (** * The relations *)

  Definition stamp_of (s : I.stamp) : S.stamp :=
    {| S.time := I.time s; S.writer := I.writer s |}.

  Record entry_related (latest : nat) (clock : I.vector) (e : I.entry)
    (f : S.entry) : Prop := {
    same_content : I.content e = S.content f;
    same_stamp : option_map stamp_of (I.written e) = S.written f;
    time_known : S.time_of f <= latest;
    causes_covered : S.included (S.causes f) (covered clock)
  }.

  Record replica_related (r : I.replica_state) (s : S.replica_contents) : Prop := {
    clock_is_applied : forall i, S.applied s i <-> covered (I.clock r) i;
    entries_related : forall k,
      entry_related (I.latest r) (I.clock r) (I.store r k) (S.entry_of s k)
  }.

  Record client_related (c : P.client) (x : I.client_state) (y : S.session)
    : Prop := {
    same_number : I.own x = S.made y;
    own_are_first : forall i, S.own_puts y i -> first_puts c (I.own x) i;
    reads_covered : S.included (S.read_causes y) (covered (I.depends x));
    past_covered : S.past y <= I.past x
  }.

  Record get_related (c : P.client) (g : I.get_payload) (h : S.get_request_of)
    : Prop := {
    asked_own : forall i, S.asked_puts h i -> first_puts c (I.get_own g) i;
    asked_covered : S.included (S.asked_reads h) (covered (I.get_depends g))
  }.

  Record answer_related (a : I.answer_payload) (b : S.answer_of) : Prop := {
    answer_covered : S.included (S.answer_causes b) (covered (I.answer_clock a));
    answer_known : S.answer_time b <= I.answer_latest a
  }.

  Record put_related (c : P.client) (p : I.put_payload) (q : S.put_request_of)
    : Prop := {
    same_id : S.id q = (c, I.number p);
    earlier_own : forall i,
      S.earlier_puts q i -> first_puts c (I.number p - 1) i;
    earlier_covered :
      S.included (S.earlier_reads q) (covered (I.put_depends p));
    same_mark : S.mark q = {| S.time := I.put_time p; S.writer := c |}
  }.

  (** * The obligations *)

  Lemma older_is_before : forall a b,
    I.older a b = true <-> S.stamp_before (stamp_of a) (stamp_of b).
  Proof.
    intros [ta wa] [tb wb].
    unfold I.older, S.stamp_before, stamp_of. simpl.
    destruct (Nat.eqb_spec ta tb).
    - destruct (P.client_eq_dec wa wb).
      + split; [discriminate | intros [? | [? [? ?]]]; [lia | congruence]].
      + split; [auto | intros [? | [? [? ?]]]; [lia | auto]].
    - rewrite Nat.leb_le. split; [left; lia | intros [? | [? ?]]; lia].
  Qed.

  Lemma first_puts_applied : forall c n v,
    n <= I.lookup c v -> forall i, first_puts c n i -> covered v i.
  Proof.
    unfold first_puts, covered. intros c n v H [d m] [? ?]. simpl in *.
    subst. lia.
  Qed.

  Lemma entry_grows : forall latest latest' clock clock' e f,
    entry_related latest clock e f ->
    latest <= latest' ->
    (forall c, I.lookup c clock <= I.lookup c clock') ->
    entry_related latest' clock' e f.
  Proof.
    intros latest latest' clock clock' e f [] ? ?. constructor; auto; try lia.
    eapply included_trans; eauto. apply covered_mono; auto.
  Qed.

  (** The core decides by its own comparison as the specification does. *)
  Lemma written_related : forall latest clock e f v p c q,
    entry_related latest clock e f ->
    put_related c p q ->
    let mark := {| I.time := I.put_time p; I.writer := c |} in
    let fresh := {| I.content := v; I.written := Some mark |} in
    let wins := match I.written e with
                | None => true
                | Some present => I.older present mark
                end in
    forall causes,
    S.included causes (covered clock) ->
    I.put_time p <= latest ->
    entry_related latest clock
      (if wins then fresh else e)
      (S.newer f {| S.content := v; S.written := Some (S.mark q);
                    S.causes := causes |}).
  Proof.
    intros latest clock e f v p c q He Hp mark fresh wins causes Hc Ht.
    assert (Hmark : S.mark q = stamp_of mark) by apply (same_mark _ _ _ Hp).
    assert (Hfresh : entry_related latest clock fresh
      {| S.content := v; S.written := Some (S.mark q); S.causes := causes |}).
    { constructor; simpl; auto.
      - rewrite Hmark. reflexivity.
      - unfold S.time_of. simpl. rewrite Hmark. simpl. exact Ht. }
    unfold S.newer, wins.
    pose proof (same_stamp _ _ _ _ He) as Hw.
    destruct (I.written e) as [present |]; simpl in Hw; rewrite <- Hw; auto.
    simpl. rewrite Hmark in *.
    destruct (S.stamp_before_dec (stamp_of present) (stamp_of mark)) as [B | B].
    - apply older_is_before in B. rewrite B. exact Hfresh.
    - destruct (I.older present mark) eqn:O; [| exact He].
      apply older_is_before in O. contradiction.
  Qed.

  Definition simulation :
    local_simulation Implementation.machine S.machine.
  Proof.
    refine {|
      LocalSimulation.client_related := client_related : _ ->
        Machine.client_state Implementation.machine ->
        Machine.client_state S.machine -> Prop;
      LocalSimulation.replica_related := fun _ => replica_related :
        Machine.replica_state Implementation.machine ->
        Machine.replica_state S.machine -> Prop;
      LocalSimulation.get_related := fun _ => get_related : _ ->
        Machine.get_payload Implementation.machine ->
        Machine.get_payload S.machine -> Prop;
      LocalSimulation.answer_related := fun _ _ _ => answer_related :
        Machine.answer_payload Implementation.machine ->
        Machine.answer_payload S.machine -> Prop;
      LocalSimulation.put_related := fun _ _ => put_related : _ ->
        Machine.put_payload Implementation.machine ->
        Machine.put_payload S.machine -> Prop
    |}; simpl; intros.
    - (* a client that has done nothing *)
      constructor; simpl; unfold S.included, S.empty; tauto || lia.
    - (* a replica on which nothing was applied *)
      constructor; simpl.
      + intros [c n]. unfold covered, S.empty. simpl. lia.
      + intros k. constructor; simpl; auto.
        unfold S.included, S.empty. tauto.
    - (* forming a get *)
      split; auto. destruct H. constructor; simpl; auto.
    - (* answering it *)
      unfold I.get_guard in H1.
      destruct (Nat.leb_spec (I.get_own g) (I.lookup c (I.clock s)));
        [| discriminate].
      destruct H as [Hown Hreads], H0 as [Happlied Hentries].
      destruct (Hentries k) as [Hcontent Hstamp Htime Hcauses].
      split; [split | split; [| split]]; auto.
      + intros i Hi. apply Happlied. eapply first_puts_applied; eauto.
      + intros i Hi. apply Happlied.
        apply (covered_mono _ _ (below_lookup _ _ H1)). auto.
      + constructor; assumption.
      + constructor; assumption.
    - (* taking the answer *)
      destruct H as [Hcauses Hknown], H0 as [Hmade Hown Hreads Hpast].
      constructor; simpl; auto.
      + intros i [Hi | Hi].
        * apply (covered_mono (I.depends s)); auto.
          intros d. apply lookup_merge.
        * apply (covered_mono (I.answer_clock a)); auto.
          intros d. apply lookup_merge.
      + rewrite larger_max. lia.
    - (* forming a put *)
      destruct H as [Hmade Hown Hreads Hpast].
      exists (Nat.max (I.past s) now).
      replace (Nat.max (S.past t) (Nat.max (I.past s) now))
        with (I.larger (I.past s) now) by (rewrite larger_max; lia).
      split; constructor; simpl; auto.
      + rewrite Nat.sub_0_r. exact Hown.
      + intros i [Hi | Hi].
        * destruct (Hown i Hi). split; auto. lia.
        * unfold S.single in Hi. subst i. simpl. split; auto. simpl. lia.
    - (* applying it *)
      unfold I.put_guard in H1.
      destruct (Nat.eqb_spec (I.number p) (Datatypes.S (I.lookup c (I.clock s))))
        as [Hnumber |]; [| discriminate].
      pose proof (below_lookup _ _ H1) as Hbelow.
      pose proof H as Hput. destruct H as [Hid Hearlier Hreads Hmark].
      destruct H0 as [Happlied Hentries].
      assert (Hearlier' : S.included (S.earlier_puts q) (covered (I.clock s))).
      { intros i Hi. eapply first_puts_applied; [| apply Hearlier; exact Hi]. lia. }
      assert (Hreads' : S.included (S.earlier_reads q) (covered (I.clock s))).
      { eapply included_trans; eauto. apply covered_mono. exact Hbelow. }
      split; [repeat split |].
      + rewrite Happlied, Hid. unfold covered. simpl. lia.
      + intros i Hi. apply Happlied. auto.
      + intros i Hi. apply Happlied. auto.
      + assert (Hgrow : forall d, I.lookup d (I.clock s)
          <= I.lookup d (I.raise c (I.number p) (I.clock s)))
          by (intros; apply lookup_raise_grows).
        assert (Hcauses : S.included
          (S.union (S.union (S.earlier_puts q) (S.earlier_reads q))
             (S.single (S.id q)))
          (covered (I.raise c (I.number p) (I.clock s)))).
        { intros i [[Hi | Hi] | Hi]; apply covered_raise; auto.
          right. rewrite <- Hid. exact Hi. }
        constructor; simpl.
        * intros i. rewrite covered_raise by exact Hnumber.
          unfold S.union, S.single. rewrite Happlied, Hid. tauto.
        * intros asked.
          assert (Hk : forall k', entry_related
            (I.larger (I.latest s) (I.put_time p))
            (I.raise c (I.number p) (I.clock s))
            (I.store s k') (S.entry_of t k')).
          { intros k'. eapply entry_grows; eauto.
            rewrite larger_max. lia. }
          pose proof (written_related _ _ _ _ v _ _ _ (Hk k) Hput _ Hcauses)
            as Hnew. simpl in Hnew.
          specialize (Hnew ltac:(rewrite larger_max; lia)).
          destruct (match I.written (I.store s k) with
                    | Some present => _ | None => true end);
            destruct (P.key_eq_dec k asked); subst; auto.
  Defined.

  Theorem seen : seen_is_final Implementation.machine.
  Proof.
    constructor; simpl; unfold I.put_seen; intros; rewrite ?Nat.leb_le in *.
    - unfold I.put_guard. intros G.
      destruct (Nat.eqb_spec (I.number p) (Datatypes.S (I.lookup c (I.clock s))));
        [lia | discriminate].
    - simpl. pose proof (lookup_raise_grows c' c (I.number p') (I.clock s)). lia.
    - exact H.
    - simpl. rewrite lookup_raise_same. lia.
  Qed.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. apply local_simulation_refines. exact simulation. Qed.

End Proof.
