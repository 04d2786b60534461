(** The reference core refines causal+. The relations:
    - a replica's clock is its set of applied puts: client c's put number n is
      applied exactly when 1 <= n <= clock(c);
    - a client's vector, and a put's, cover what the specification's sets hold:
      the core depends on more than it must, never on less;
    - stamps are equal, because the specification may read a later clock. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Reference Require VectorClockProgress VectorClockStatement.
Import ListNotations.

Module Proof (P : PARAMETERS) <: VectorClockStatement.STATEMENT P.
  Include VectorClockProgress.Progress P.
  Module CausalPlus := Strong.Strong P Guarantees.Causal_plus.
  Module Specification := MachineOf P CausalPlus.
  Module S := CausalPlus.

  (** * Sets of put ids *)

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  Lemma all_in_within : forall a b,
    S.all_in a b = true <-> (forall i, within a i -> within b i).
  Proof. intros. apply subset_spec. Qed.

  Lemma within_both : forall a b i,
    within (S.both a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  Lemma within_single : forall j i, within (single j) i <-> i = j.
  Proof. intros. apply member_single. Qed.

  (** * The relations *)

  Definition stamp_of (s : I.stamp) : S.stamp :=
    {| S.time := I.time s; S.writer := I.writer s |}.

  Record entry_related (latest : nat) (clock : I.vector) (e : I.entry)
    (f : S.entry) : Prop := {
    same_content : I.content e = S.content f;
    same_stamp : option_map stamp_of (I.written e) = S.written f;
    time_known : S.time_of f <= latest;
    causes_covered : forall i, within (S.causes f) i -> covered clock i
  }.

  Record replica_related (r : I.replica_state) (s : S.replica_state) : Prop := {
    clock_is_applied : forall i, within (S.applied s) i <-> covered (I.clock r) i;
    entries_related : forall k,
      entry_related (I.latest r) (I.clock r) (I.store r k) (S.entry_of s k)
  }.

  Record client_related (c : P.client) (x : I.client_state) (y : S.client_state)
    : Prop := {
    same_number : I.own x = S.made y;
    own_are_first : forall i, within (S.own_puts y) i -> first_puts c (I.own x) i;
    reads_covered : forall i,
      within (S.read_causes y) i -> covered (I.depends x) i;
    past_covered : S.past y <= I.past x
  }.

  Record get_related (c : P.client) (g : I.get_payload) (h : S.get_payload)
    : Prop := {
    asked_own : forall i,
      within (S.asked_puts h) i -> first_puts c (I.get_own g) i;
    asked_covered : forall i,
      within (S.asked_reads h) i -> covered (I.get_depends g) i
  }.

  Record answer_related (a : I.answer_payload) (b : S.answer_payload) : Prop := {
    answer_covered : forall i,
      within (S.answer_causes b) i -> covered (I.answer_clock a) i;
    answer_known : S.answer_time b <= I.answer_latest a
  }.

  Record put_related (c : P.client) (p : I.put_payload) (q : S.put_payload)
    : Prop := {
    same_id : S.id q = (c, I.number p);
    earlier_own : forall i,
      within (S.earlier_puts q) i -> first_puts c (I.number p - 1) i;
    earlier_covered : forall i,
      within (S.earlier_reads q) i -> covered (I.put_depends p) i;
    same_mark : S.mark q = {| S.time := I.put_time p; S.writer := c |}
  }.

  (** * The obligations *)

  Lemma older_is_before : forall a b,
    S.stamp_before (stamp_of a) (stamp_of b) = I.older a b.
  Proof. reflexivity. Qed.

  Lemma entry_grows : forall latest latest' clock clock' e f,
    entry_related latest clock e f ->
    latest <= latest' ->
    (forall c, I.lookup c clock <= I.lookup c clock') ->
    entry_related latest' clock' e f.
  Proof.
    intros latest latest' clock clock' e f [] ? ?. constructor; auto; try lia.
    intros i Hi. apply (covered_mono clock); auto.
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
    (forall i, within causes i -> covered clock i) ->
    I.put_time p <= latest ->
    entry_related latest clock
      (if wins then fresh else e)
      (S.kept f {| S.content := v; S.written := Some (S.mark q);
                    S.causes := causes |}).
  Proof.
    intros latest clock e f v p c q He Hp mark fresh wins causes Hc Ht.
    assert (Hmark : S.mark q = stamp_of mark) by apply (same_mark _ _ _ Hp).
    assert (Hfresh : entry_related latest clock fresh
      {| S.content := v; S.written := Some (S.mark q); S.causes := causes |}).
    { constructor; simpl; auto.
      - rewrite Hmark. reflexivity.
      - unfold S.time_of. simpl. rewrite Hmark. simpl. exact Ht. }
    unfold S.kept, wins. simpl.
    pose proof (same_stamp _ _ _ _ He) as Hw.
    destruct (I.written e) as [present |]; simpl in Hw; rewrite <- Hw; auto.
    rewrite Hmark in *. rewrite older_is_before.
    destruct (I.older present mark); assumption.
  Qed.

  Definition simulation :
    local_simulation Implementation.machine Specification.machine.
  Proof.
    refine {|
      LocalSimulation.client_related := client_related : _ ->
        Machine.client_state Implementation.machine ->
        Machine.client_state Specification.machine -> Prop;
      LocalSimulation.replica_related := fun _ => replica_related :
        Machine.replica_state Implementation.machine ->
        Machine.replica_state Specification.machine -> Prop;
      LocalSimulation.get_related := fun _ => get_related : _ ->
        Machine.get_payload Implementation.machine ->
        Machine.get_payload Specification.machine -> Prop;
      LocalSimulation.answer_related := fun _ _ _ => answer_related :
        Machine.answer_payload Implementation.machine ->
        Machine.answer_payload Specification.machine -> Prop;
      LocalSimulation.put_related := fun _ _ => put_related : _ ->
        Machine.put_payload Implementation.machine ->
        Machine.put_payload Specification.machine -> Prop
    |}; simpl; intros.
    - (* a client that has done nothing *)
      constructor; simpl; discriminate || lia.
    - (* a replica on which nothing was applied *)
      constructor; simpl.
      + intros [c n]. unfold covered, within. simpl. split; [discriminate | lia].
      + intros k. constructor; simpl; auto. discriminate.
    - (* forming a get *)
      split; auto. destruct H. constructor; simpl; auto.
    - (* answering it *)
      unfold I.get_guard in H1.
      destruct (Nat.leb_spec (I.get_own g) (I.lookup c (I.clock s)));
        [| discriminate].
      destruct H as [Hown Hreads], H0 as [Happlied Hentries].
      destruct (Hentries k) as [Hcontent Hstamp Htime Hcauses].
      split; [| split; [| split]]; auto; try (constructor; assumption).
      unfold S.get_guard. simpl. rewrite andb_true_iff, !all_in_within.
      split; intros i Hi; apply Happlied.
      + eapply first_puts_applied; eauto.
      + apply (covered_mono _ _ (below_lookup _ _ H1)). auto.
    - (* taking the answer *)
      destruct H as [Hcauses Hknown], H0 as [Hmade Hown Hreads Hpast].
      constructor; simpl; auto.
      + intros i. rewrite within_both. intros [Hi | Hi].
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
      + intros i. rewrite within_both, within_single. intros [Hi | ->].
        * destruct (Hown i Hi). split; auto. lia.
        * simpl. split; auto. simpl. lia.
    - (* applying it *)
      unfold I.put_guard in H1.
      destruct (Nat.eqb_spec (I.number p) (Datatypes.S (I.lookup c (I.clock s))))
        as [Hnumber |]; [| discriminate].
      pose proof (below_lookup _ _ H1) as Hbelow.
      pose proof H as Hput. destruct H as [Hid Hearlier Hreads Hmark].
      destruct H0 as [Happlied Hentries].
      assert (Hearlier' : forall i,
        within (S.earlier_puts q) i -> covered (I.clock s) i).
      { intros i Hi. eapply first_puts_applied; [| apply Hearlier; exact Hi]. lia. }
      assert (Hreads' : forall i,
        within (S.earlier_reads q) i -> covered (I.clock s) i).
      { intros i Hi. apply (covered_mono _ _ Hbelow). auto. }
      split.
      + unfold S.put_guard, S.put_seen. simpl.
        rewrite !andb_true_iff, !all_in_within, negb_true_iff.
        split; [split |]; try (intros i Hi; apply Happlied; auto).
        apply not_true_is_false. intros Hin. apply Happlied in Hin.
        rewrite Hid in Hin. unfold covered in Hin. simpl in Hin. lia.
      + assert (Hgrow : forall d, I.lookup d (I.clock s)
          <= I.lookup d (I.raise c (I.number p) (I.clock s)))
          by (intros; apply lookup_raise_grows).
        assert (Hcauses : forall i,
          within (S.both (S.both (S.earlier_puts q) (S.earlier_reads q))
                    (single (S.id q))) i ->
          covered (I.raise c (I.number p) (I.clock s)) i).
        { intros i. rewrite !within_both, within_single, Hid.
          rewrite covered_raise by exact Hnumber.
          intros [[Hi | Hi] | Hi]; auto. }
        constructor; simpl.
        * intros i. rewrite covered_raise by exact Hnumber.
          rewrite within_both, within_single, Happlied, Hid. tauto.
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
    - intros G. apply put_guard_next in G. lia.
    - simpl. pose proof (lookup_raise_grows c' c (I.number p') (I.clock s)). lia.
    - exact H.
    - simpl. rewrite lookup_raise. destruct (P.client_eq_dec c c); [lia | easy].
  Qed.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. apply local_simulation_refines. exact simulation. Qed.

End Proof.
