(** The reference core with explicit dependency lists refines causal consistency.
    A list has the nearest puts where the specification has all: so the relations
    speak of a history, which has for every put that was made all that it causally
    depends on.
    - what a session depends on is what the puts on its list bring with them;
    - what a replica has applied contains all that any of it brings, so a replica
      that has the puts on a list has all that the session depends on. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement HistorySimulation HistorySimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Reference Require
  CausalDependencyListsProgress CausalDependencyListsStatement.
Import ListNotations.

Module Proof (P : PARAMETERS) <: CausalDependencyListsStatement.STATEMENT P.
  Include CausalDependencyListsProgress.Progress P.
  Module Causal := Strong.Strong P Guarantees.Causal.
  Module Specification := MachineOf P Causal.
  Module S := Causal.

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

  (** * The history *)

  (** How many puts each client has made, and all that each of them depends on,
      itself included. *)
  Record past := { made : P.client -> nat; causes : I.put_id -> S.puts }.

  Definition known (h : past) (i : I.put_id) : Prop :=
    1 <= snd i <= made h (fst i).

  (** What the puts on a list bring with them. *)
  Definition brings (h : past) (l : list I.put_id) (j : I.put_id) : Prop :=
    exists i, In i l /\ within (causes h i) j.

  Definition all_known (h : past) (l : list I.put_id) : Prop :=
    forall i, In i l -> known h i.

  Record grows (c : P.client) (h h' : past) : Prop := {
    made_more : forall d, made h d <= made h' d;
    made_same : forall d, c <> d -> made h' d = made h d;
    causes_same : forall i, known h i -> causes h' i = causes h i
  }.

  Lemma known_grows : forall c h h' i, grows c h h' -> known h i -> known h' i.
  Proof.
    unfold known. intros c h h' [d n] [M _ _] H. simpl in *.
    specialize (M d). lia.
  Qed.

  Lemma all_known_grows : forall c h h' l,
    grows c h h' -> all_known h l -> all_known h' l.
  Proof. intros c h h' l G H i Hi. eapply known_grows; eauto. Qed.

  Lemma brings_grows : forall c h h' l j,
    grows c h h' -> all_known h l -> brings h l j -> brings h' l j.
  Proof.
    intros c h h' l j G H [i [Hi Hj]]. exists i. split; auto.
    rewrite (causes_same _ _ _ G) by auto. exact Hj.
  Qed.

  (** * Refinement: the relations *)

  Record client_related (h : past) (c : P.client) (x : I.client_state)
    (y : S.client_state) : Prop := {
    same_number : I.own x = S.made y;
    all_made : made h c = S.made y;
    last_listed : has_last c (I.own x) (I.nearest x);
    nearest_known : all_known h (I.nearest x);
    nearest_brings : forall i,
      within (S.own_puts y) i \/ within (S.read_causes y) i ->
      brings h (I.nearest x) i
  }.

  Record entry_related (h : past) (l : I.counts) (e : I.entry) (f : S.entry)
    : Prop := {
    same_content : I.content e = S.content f;
    written_in : forall i, I.written e = Some i -> is_in l i;
    causes_related : forall j, within (S.causes f) j ->
      exists i, I.written e = Some i /\ within (causes h i) j
  }.

  Record replica_related (h : past) (r : I.replica_state) (s : S.replica_state)
    : Prop := {
    in_is_applied : forall i, within (S.applied s) i <-> is_in (I.applied r) i;
    in_is_made : forall c, I.count c (I.applied r) <= made h c;
    in_is_closed : forall i j,
      is_in (I.applied r) i -> within (causes h i) j -> is_in (I.applied r) j;
    entries_related : forall k,
      entry_related h (I.applied r) (I.store r k) (S.entry_of s k)
  }.

  Record get_related (h : past) (g : I.get_payload) (g' : S.get_payload)
    : Prop := {
    asked_known : all_known h g;
    asked_brings : forall i,
      within (S.asked_puts g') i \/ within (S.asked_reads g') i -> brings h g i
  }.

  Record answer_related (h : past) (a : I.answer_payload)
    (b : S.answer_payload) : Prop := {
    answer_known : forall i, a = Some i -> known h i;
    answer_brings : forall j, within (S.answer_causes b) j ->
      exists i, a = Some i /\ within (causes h i) j
  }.

  Record put_related (h : past) (c : P.client) (p : I.put_payload)
    (q : S.put_payload) : Prop := {
    same_id : S.id q = (c, I.number p);
    id_known : known h (S.id q);
    earlier_listed : has_last c (I.number p - 1) (I.dependencies p);
    dependencies_known : all_known h (I.dependencies p);
    dependencies_bring : forall i,
      within (S.earlier_puts q) i \/ within (S.earlier_reads q) i ->
      brings h (I.dependencies p) i;
    causes_of_id : forall i, within (causes h (S.id q)) i <->
      within (S.both (S.both (S.earlier_puts q) (S.earlier_reads q))
                (single (S.id q))) i
  }.

  Lemma is_in_known : forall h r s i,
    replica_related h r s -> is_in (I.applied r) i -> known h i.
  Proof.
    unfold is_in, known. intros h r s i [_ H _ _] Hi.
    specialize (H (fst i)). lia.
  Qed.

  (** A replica that has the puts on a list has all that they bring. *)
  Lemma brings_in : forall h r s l,
    replica_related h r s -> all_known h l ->
    (forall i, In i l -> snd i <= I.count (fst i) (I.applied r)) ->
    forall j, brings h l j -> is_in (I.applied r) j.
  Proof.
    intros h r s l Hr Hl Hin j [i [Hi Hj]].
    apply (in_is_closed _ _ _ Hr i); auto.
    split; [apply (Hl i Hi) | auto].
  Qed.

  Lemma client_outlives : forall c h h' d x y,
    grows c h h' -> c <> d -> client_related h d x y -> client_related h' d x y.
  Proof.
    intros c h h' d x y G D [Hn Hm Hl Hk Hb]. constructor; auto.
    - rewrite (made_same _ _ _ G) by exact D. exact Hm.
    - eapply all_known_grows; eauto.
    - intros i Hi. eapply brings_grows; eauto.
  Qed.

  Lemma replica_outlives : forall c h h' r s,
    grows c h h' -> replica_related h r s -> replica_related h' r s.
  Proof.
    intros c h h' r s G Hr.
    assert (K : forall i, is_in (I.applied r) i -> causes h' i = causes h i).
    { intros i Hi. apply (causes_same _ _ _ G). eapply is_in_known; eauto. }
    destruct Hr as [Hin Hmade Hclosed Hentries]. constructor; auto.
    - intros d. specialize (Hmade d). pose proof (made_more _ _ _ G d). lia.
    - intros i j Hi. rewrite (K i Hi). eauto.
    - intros k. destruct (Hentries k) as [Hc Hw Hb]. constructor; auto.
      intros j Hj. destruct (Hb j Hj) as [i [Ei Hi]]. exists i.
      rewrite (K i); auto.
  Qed.

  Lemma get_outlives : forall c h h' a b,
    grows c h h' -> get_related h a b -> get_related h' a b.
  Proof.
    intros c h h' a b G [Hk Hb]. constructor.
    - eapply all_known_grows; eauto.
    - intros i Hi. eapply brings_grows; eauto.
  Qed.

  Lemma answer_outlives : forall c h h' a b,
    grows c h h' -> answer_related h a b -> answer_related h' a b.
  Proof.
    intros c h h' a b G [Hk Hb]. constructor.
    - intros i Hi. eapply known_grows; eauto.
    - intros j Hj. destruct (Hb j Hj) as [i [Ei Hi]]. exists i.
      rewrite (causes_same _ _ _ G); auto.
  Qed.

  Lemma put_outlives : forall c h h' d p q,
    grows c h h' -> put_related h d p q -> put_related h' d p q.
  Proof.
    intros c h h' d p q G [Hid Hik Hl Hk Hb Hc]. constructor; auto.
    - eapply known_grows; eauto.
    - eapply all_known_grows; eauto.
    - intros i Hi. eapply brings_grows; eauto.
    - intros i. rewrite (causes_same _ _ _ G) by exact Hik. apply Hc.
  Qed.

  Lemma same_put : forall i j : I.put_id, {i = j} + {i <> j}.
  Proof. exact S.put_id_eq_dec. Qed.

  (** The history after a put with these causes. *)
  Definition after_put (h : past) (c : P.client) (all : S.puts) : past :=
    {| made := fun d =>
         if P.client_eq_dec c d then Datatypes.S (made h d) else made h d;
       causes := fun i =>
         if same_put (c, Datatypes.S (made h c)) i then all
         else causes h i |}.

  Lemma after_put_grows : forall h c all, grows c h (after_put h c all).
  Proof.
    intros h c all. constructor; simpl; intros.
    - destruct (P.client_eq_dec c d); lia.
    - destruct (P.client_eq_dec c d); congruence.
    - destruct (same_put (c, Datatypes.S (made h c)) i); auto.
      subst i. unfold known in H. simpl in H. lia.
  Qed.

  Lemma after_put_causes : forall h c all,
    causes (after_put h c all) (c, Datatypes.S (made h c)) = all.
  Proof.
    intros. simpl.
    destruct (same_put (c, Datatypes.S (made h c))
      (c, Datatypes.S (made h c))); congruence.
  Qed.

  Lemma after_put_known : forall h c all,
    known (after_put h c all) (c, Datatypes.S (made h c)).
  Proof.
    intros. unfold known. simpl.
    destruct (P.client_eq_dec c c); [lia | congruence].
  Qed.

  Definition simulation :
    history_simulation Implementation.machine Specification.machine.
  Proof.
    refine (let M := Implementation.machine in
            let N := Specification.machine in {|
      HistorySimulation.history := past;
      HistorySimulation.start :=
        {| made := fun _ => 0; causes := fun _ => empty |};
      HistorySimulation.grows := grows;
      HistorySimulation.client_related := client_related : _ -> _ ->
        Machine.client_state M -> Machine.client_state N -> Prop;
      HistorySimulation.replica_related := fun h _ => replica_related h :
        Machine.replica_state M -> Machine.replica_state N -> Prop;
      HistorySimulation.get_related := fun h _ _ => get_related h :
        Machine.get_payload M -> Machine.get_payload N -> Prop;
      HistorySimulation.answer_related := fun h _ _ _ => answer_related h :
        Machine.answer_payload M -> Machine.answer_payload N -> Prop;
      HistorySimulation.put_related := fun h _ _ => put_related h : _ ->
        Machine.put_payload M -> Machine.put_payload N -> Prop
    |}); simpl; intros.
    - eapply client_outlives; eauto.
    - eapply replica_outlives; eauto.
    - eapply get_outlives; eauto.
    - eapply answer_outlives; eauto.
    - eapply put_outlives; eauto.
    - (* a client that has done nothing *)
      constructor; simpl; auto.
      + left. reflexivity.
      + intros i [].
      + intros i [Hi | Hi]; discriminate.
    - (* a replica on which nothing was applied *)
      constructor; simpl; auto.
      + intros [c n]. unfold is_in, within. simpl. split; [discriminate | lia].
      + discriminate.
      + intros k. constructor; simpl; auto; discriminate.
    - (* forming a get *)
      split; auto. destruct H. constructor; simpl; auto.
    - (* answering it *)
      unfold I.get_guard in H1. rewrite all_in_says in H1.
      destruct H as [Hk Hb].
      pose proof (brings_in _ _ _ _ H0 Hk H1) as Hin.
      destruct (entries_related _ _ _ H0 k) as [Hcontent Hwritten Hcauses].
      split; [| split; [| split]]; auto.
      + unfold S.get_guard. simpl. rewrite andb_true_iff, !all_in_within.
        split; intros i Hi; apply (in_is_applied _ _ _ H0); auto.
      + constructor; simpl; auto.
        intros i Hi. eapply is_in_known; eauto.
    - (* taking the answer *)
      destruct H as [Hknown Hcauses], H0 as [Hn Hm Hl Hk Hb].
      destruct a as [[d n] |].
      + assert (Hsome : forall j, within (S.answer_causes b) j ->
          within (causes h (d, n)) j).
        { intros j Hj. destruct (Hcauses j Hj) as [i [E Hi]]. congruence. }
        constructor; simpl; auto.
        * destruct Hl; [left; auto | right; apply in_note; auto].
        * intros i Hi. apply in_note in Hi. destruct Hi as [-> | Hi]; auto.
        * intros i. rewrite within_both. unfold brings.
          assert (Hold : brings h (I.nearest s) i ->
            exists j, In j (I.note d n (I.nearest s)) /\ within (causes h j) i).
          { intros [j [Hj ?]]. exists j. rewrite in_note. auto. }
          intros [Hi | [Hi | Hi]]; auto.
          exists (d, n). rewrite in_note. auto.
      + constructor; simpl; auto.
        intros i. rewrite within_both. intros [Hi | [Hi | Hi]]; auto.
        destruct (Hcauses i Hi) as [j [E _]]. discriminate.
    - (* forming a put *)
      destruct H as [Hn Hm Hl Hk Hb].
      set (i := (c, Datatypes.S (S.made t))).
      set (all := S.both (S.both (S.own_puts t) (S.read_causes t)) (single i)).
      pose proof (after_put_grows h c all) as G.
      pose proof (after_put_causes h c all) as Hall.
      pose proof (after_put_known h c all) as Hknown.
      rewrite Hm in Hall, Hknown. fold i in Hall.
      exists now, (after_put h c all). split; [exact G | split].
      + constructor; simpl.
        * rewrite Hn. reflexivity.
        * exact Hknown.
        * rewrite Nat.sub_0_r. exact Hl.
        * eapply all_known_grows; eauto.
        * intros j Hj. eapply brings_grows; eauto.
        * intros j. change (within (causes (after_put h c all) i) j <->
            within all j). rewrite Hall. reflexivity.
      + constructor; simpl; rewrite ?Hn.
        * reflexivity.
        * rewrite Hm. destruct (P.client_eq_dec c c); congruence.
        * right. left. reflexivity.
        * intros j [<- | []]. exact Hknown.
        * intros j Hj. exists i. split; [left; reflexivity |].
          change (within (causes (after_put h c all) i) j).
          rewrite Hall. unfold all.
          rewrite !within_both in *. tauto.
    - (* applying it *)
      destruct H as [Hid Hik Hl Hk Hb Hc].
      assert (Hpositive : 1 <= I.number p)
        by (rewrite Hid in Hik; apply Hik).
      destruct (put_guard_says _ _ _ _ _ _ H1 Hpositive Hl) as [Hnumber Hdeps].
      pose proof (brings_in _ _ _ _ H0 Hk Hdeps) as Hin.
      destruct H0 as [Happlied Hmade Hclosed Hentries].
      split.
      + unfold S.put_guard, S.put_seen. simpl.
        rewrite !andb_true_iff, !all_in_within, negb_true_iff.
        split; [split |]; try (intros i Hi; apply Happlied; auto).
        apply not_true_is_false. intros Hi. apply Happlied in Hi.
        rewrite Hid in Hi. unfold is_in in Hi. simpl in Hi. lia.
      + assert (Hcauses : forall i,
          within (S.both (S.both (S.earlier_puts q) (S.earlier_reads q))
                    (single (S.id q))) i ->
          is_in (I.enter c (I.number p) (I.applied s)) i).
        { intros i. rewrite is_in_enter by exact Hnumber.
          rewrite !within_both, within_single, Hid. intuition. }
        constructor; simpl.
        * intros i. rewrite is_in_enter by exact Hnumber.
          rewrite within_both, within_single, Happlied, Hid. tauto.
        * intros d. rewrite count_enter. rewrite Hid in Hik.
          destruct (P.client_eq_dec c d) as [<- |]; [apply Hik | auto].
        * intros i j. rewrite is_in_enter by exact Hnumber. intros [Hi | ->] Hj.
          -- apply is_in_enter; eauto.
          -- rewrite <- Hid in Hj. apply Hcauses, Hc, Hj.
        * intros asked. destruct (P.key_eq_dec k asked); constructor; simpl; auto.
          -- intros i E. inversion E. apply is_in_enter; auto.
          -- intros j Hj. exists (c, I.number p). split; auto.
             rewrite <- Hid. apply Hc, Hj.
          -- apply Hentries.
          -- intros i E. apply is_in_enter; auto. left.
             eapply written_in; eauto.
          -- apply Hentries.
  Defined.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. apply history_simulation_refines. exact simulation. Qed.

End Proof.
