(** Chapar's second algorithm refines causal consistency. A message names only
    what its node read, or made, since its last put; what lies further back is
    implied, because a node that holds a put holds all that the put depends on.
    To say so the relations need the history: what each put depends on. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Chapar Require Import
  NodeMachine NodeRefinement NodeSimulation NodeSimulationProof.
From Espalier.Chapar Require ChaparCausal.
From Espalier.Reference Require ChaparDependencyLists ChaparVectors.
Import ListNotations.

Module Refinement (P : PARAMETERS).
  Module Core := ChaparDependencyLists.ChaparDependencyLists P.
  Module Implementation := NodeMachineOf P Core.
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.
  Module I := Core.
  Module S := Causal.

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  Definition covered (v : I.vector) (i : S.put_id) : Prop :=
    1 <= snd i <= I.lookup (fst i) v.

  Definition id_of (i : I.identity) : S.put_id := (I.maker i, I.place i).

  Lemma lookup_assign : forall n t v n',
    I.lookup n' (I.assign n t v) =
    if P.replica_eq_dec n n' then t else I.lookup n' v.
  Proof. exact (ChaparVectors.lookup_assign P.replica_eq_dec). Qed.

  Lemma within_add : forall i j s, within (S.add j s) i <-> i = j \/ within s i.
  Proof. intros. apply member_add. Qed.

  Lemma within_union : forall i a b,
    within (S.union a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  Lemma covered_assign : forall n v i,
    covered (I.assign n (Datatypes.S (I.lookup n v)) v) i <->
    i = (n, Datatypes.S (I.lookup n v)) \/ covered v i.
  Proof. exact (ChaparVectors.covered_assign P.replica_eq_dec). Qed.

  Lemma listed_In : forall i l, I.listed i l = true -> In i l.
  Proof.
    intros [m p]. induction l as [| [m' p'] l IH]; simpl; [discriminate |].
    destruct (P.replica_eq_dec m m') as [<- |]; [| auto].
    destruct (Nat.eqb_spec p p') as [<- |]; auto.
  Qed.

  Lemma In_add : forall i j l, In j (I.add i l) <-> j = i \/ In j l.
  Proof.
    intros. unfold I.add. destruct (I.listed i l) eqn:L; simpl.
    - apply listed_In in L. split; [auto | intros [-> | ?]; auto].
    - split; intros [? | ?]; auto.
  Qed.

  Lemma all_in_covered : forall l v,
    I.all_in l v = true <->
    (forall j, In j l -> I.place j <= I.lookup (I.maker j) v).
  Proof.
    induction l as [| i l IH]; simpl; intros v; [split; [tauto | reflexivity] |].
    destruct (Nat.leb_spec (I.place i) (I.lookup (I.maker i) v)).
    - rewrite IH. split; [intros G j [<- | ?]; auto | auto].
    - split; [discriminate |]. intros G. specialize (G i (or_introl eq_refl)).
      lia.
  Qed.

  (** * The relations *)

  Record history := {
    count : P.replica -> nat;               (** puts made by each node *)
    causes_of : S.put_id -> S.puts          (** what each put depends on *)
  }.

  Definition known (h : history) (i : S.put_id) : Prop :=
    1 <= snd i <= count h (fst i).

  Record grows (n : P.replica) (h h' : history) : Prop := {
    counts_more : forall m, count h m <= count h' m;
    counts_same : forall m, m <> n -> count h' m = count h m;
    same_causes : forall i, known h i -> causes_of h' i = causes_of h i
  }.

  (** What a list names, and what that depends on. *)
  Definition implied (h : history) (l : list I.identity) (i : S.put_id) : Prop :=
    exists j, In j l /\ (i = id_of j \/ within (causes_of h (id_of j)) i).

  Definition entry_related (h : history) (received : S.puts) (x : I.entry)
    (e : S.entry) : Prop :=
    I.content x = S.content e /\
    match I.written x with
    | None => S.written e = None
    | Some i =>
        S.written e = Some (id_of i) /\ within received (id_of i) /\
        S.causes e = causes_of h (id_of i)
    end.

  Record state_related (h : history) (n : P.replica) (s : I.state)
    (t : S.state) : Prop := {
    clock_is_received : forall i,
      within (S.received t) i <-> covered (I.received s) i;
    clock_counts : S.made t = I.lookup n (I.received s);
    history_counts : count h n = S.made t;
    received_known : forall i, within (S.received t) i -> known h i;
    received_closed : forall i j, within (S.received t) i ->
      within (causes_of h i) j -> within (S.received t) j;
    session_received : forall i, within (S.depends t) i -> within (S.received t) i;
    session_implied : forall i, within (S.depends t) i ->
      implied h (I.depends s) i;
    list_received : forall j, In j (I.depends s) ->
      within (S.received t) (id_of j);
    entries_related : forall k,
      entry_related h (S.received t) (I.store s k) (S.entry_of t k)
  }.

  Record message_related (h : history) (n : P.replica) (p : I.message)
    (q : S.message) : Prop := {
    same_maker : I.maker (I.self p) = n;
    same_id : S.id q = id_of (I.self p);
    id_known : known h (S.id q);
    same_needs : S.needs q = causes_of h (S.id q);
    needs_implied : forall i, within (S.needs q) i -> implied h (I.needs p) i;
    needs_known : forall j, In j (I.needs p) -> known h (id_of j)
  }.

  (** * A put of another node changes nothing here *)

  Lemma known_stays : forall n h h' i, grows n h h' -> known h i -> known h' i.
  Proof.
    unfold known. intros n h h' i [Hmore _ _] ?. specialize (Hmore (fst i)). lia.
  Qed.

  Lemma implied_stays : forall n h h' l i,
    grows n h h' -> (forall j, In j l -> known h (id_of j)) ->
    implied h l i -> implied h' l i.
  Proof.
    intros n h h' l i Hg Hl [j [Hj Hi]]. exists j. split; [assumption |].
    rewrite (same_causes _ _ _ Hg) by auto. assumption.
  Qed.

  Lemma entry_stays : forall n h h' received received' x e,
    grows n h h' -> (forall i, within received i -> known h i) ->
    (forall i, within received i -> within received' i) ->
    entry_related h received x e -> entry_related h' received' x e.
  Proof.
    unfold entry_related. intros n h h' received received' x e Hg Hk Hr [? He].
    split; [assumption |]. destruct (I.written x) as [i |]; [| assumption].
    destruct He as [? [? ?]]. rewrite (same_causes _ _ _ Hg); auto.
  Qed.

  Lemma same_history : forall n h, grows n h h.
  Proof. constructor; auto. Qed.

  Lemma state_stays : forall n n' h h' s t,
    grows n h h' -> n' <> n -> state_related h n' s t -> state_related h' n' s t.
  Proof.
    intros n n' h h' s t Hg Hn []. constructor; auto.
    - rewrite (counts_same _ _ _ Hg); assumption.
    - eauto using known_stays.
    - intros i j Hi. rewrite (same_causes _ _ _ Hg); eauto.
    - intros i Hi. eapply implied_stays; eauto.
    - intros k. eapply entry_stays; eauto.
  Qed.

  Lemma message_stays : forall n n' h h' p q,
    grows n h h' -> message_related h n' p q -> message_related h' n' p q.
  Proof.
    intros n n' h h' p q Hg []. constructor; eauto using known_stays.
    - rewrite (same_causes _ _ _ Hg); assumption.
    - intros i Hi. eapply implied_stays; eauto.
  Qed.

  (** * The obligations *)

  Lemma get_simulated : forall h n k s t,
    state_related h n s t ->
    fst (I.get n s k) = fst (S.get n t k) /\
    state_related h n (snd (I.get n s k)) (snd (S.get n t k)).
  Proof.
    intros h n k s t Hs. pose proof Hs as [Hclock Hmade Hcounted Hknown Hclosed Hsession
      Himplied Hlisted Hentries].
    simpl. destruct (Hentries k) as [Hcontent Hwritten].
    split; [assumption |].
    destruct (I.written (I.store s k)) as [i |]; [| rewrite Hwritten; assumption].
    destruct Hwritten as [-> [Hi Hcauses]]. rewrite Hcauses.
    constructor; simpl; auto.
    - intros j. rewrite within_add, within_union. intros [-> | [? | ?]]; eauto.
    - intros j. rewrite within_add, within_union. unfold implied.
      setoid_rewrite In_add. intros [-> | [? | Hj]]; eauto 6.
      destruct (Himplied j Hj) as [l [? ?]]. eauto.
    - intros j. rewrite In_add. intros [-> | ?]; auto.
  Qed.

  Definition with_put (n : P.replica) (causes : S.puts) (h : history)
    : history :=
    let i := (n, Datatypes.S (count h n)) in
    {| count := fun m =>
         if P.replica_eq_dec n m then Datatypes.S (count h n) else count h m;
       causes_of := fun j =>
         if S.put_id_eq_dec j i then causes else causes_of h j |}.

  Lemma with_put_grows : forall n causes h, grows n h (with_put n causes h).
  Proof.
    intros. constructor; simpl.
    - intros m. destruct (P.replica_eq_dec n m); [subst; lia | lia].
    - intros m N. destruct (P.replica_eq_dec n m); congruence.
    - intros i Hi. destruct (S.put_id_eq_dec i (n, Datatypes.S (count h n))) as [-> |];
        [| reflexivity].
      unfold known in Hi. simpl in Hi. lia.
  Qed.

  Lemma causes_of_new : forall n causes h,
    causes_of (with_put n causes h) (n, Datatypes.S (count h n)) = causes.
  Proof.
    intros. unfold with_put. cbn [causes_of].
    destruct (S.put_id_eq_dec (n, Datatypes.S (count h n))
      (n, Datatypes.S (count h n))); congruence.
  Qed.

  Lemma new_known : forall n causes h,
    known (with_put n causes h) (n, Datatypes.S (count h n)).
  Proof.
    intros. unfold known. simpl. destruct (P.replica_eq_dec n n); [lia | congruence].
  Qed.

  Lemma put_simulated : forall h n k v s t,
    state_related h n s t ->
    exists h',
      grows n h h' /\
      state_related h' n (fst (I.put n s k v)) (fst (S.put n t k v)) /\
      message_related h' n (snd (I.put n s k v)) (snd (S.put n t k v)).
  Proof.
    intros h n k v s t [Hclock Hmade Hcounted Hknown Hclosed Hsession
      Himplied Hlisted Hentries].
    pose proof (with_put_grows n (S.depends t) h) as Hg.
    pose proof (causes_of_new n (S.depends t) h) as Hcauses.
    pose proof (new_known n (S.depends t) h) as Hnew.
    set (h' := with_put n (S.depends t) h) in *.
    assert (Hcount : count h' n = Datatypes.S (count h n)).
    { simpl. destruct (P.replica_eq_dec n n); congruence. }
    clearbody h'. rewrite Hcounted in *.
    exists h'. split; [assumption |]. split; constructor; simpl;
      unfold id_of; simpl; rewrite <- ?Hmade; auto.
    - intros i. rewrite within_add, Hclock, Hmade.
      rewrite covered_assign. tauto.
    - rewrite lookup_assign. destruct (P.replica_eq_dec n n); congruence.
    - intros i. rewrite within_add.
      intros [-> | ?]; [assumption | eapply known_stays; eauto].
    - intros i j. rewrite !within_add. intros [-> | Hi].
      + rewrite Hcauses. auto.
      + rewrite (same_causes _ _ _ Hg) by auto. eauto.
    - intros i. rewrite !within_add. intros [? | ?]; auto.
    - intros i. rewrite within_add. intros Hi.
      eexists. split; [left; reflexivity |].
      unfold id_of. simpl. rewrite Hcauses. assumption.
    - intros j [<- | []]. apply within_add. left. reflexivity.
    - intros asked. unfold S.written_to.
      destruct (P.key_eq_dec k asked).
      + unfold entry_related, id_of. simpl. repeat split; auto.
        apply within_add. auto.
      + eapply entry_stays; eauto. intros. apply within_add. auto.
    - intros i Hi. eapply implied_stays; eauto.
    - intros j Hj. eapply known_stays; eauto.
  Qed.

  Lemma guard_next : forall n s k v m,
    I.guard n s k v m = true ->
    I.place (I.self m) =
      Datatypes.S (I.lookup (I.maker (I.self m)) (I.received s)) /\
    forall j, In j (I.needs m) ->
      I.place j <= I.lookup (I.maker j) (I.received s).
  Proof.
    unfold I.guard. intros n s k v m H.
    destruct (Nat.eqb_spec (I.place (I.self m))
      (Datatypes.S (I.lookup (I.maker (I.self m)) (I.received s))));
      [| discriminate].
    split; [assumption |]. apply all_in_covered. assumption.
  Qed.

  Lemma update_simulated : forall h n n' k v p q s t,
    state_related h n s t -> message_related h n' p q -> n' <> n ->
    I.guard n s k v p = true ->
    S.guard n t k v q = true /\
    state_related h n (I.update n s k v p) (S.update n t k v q).
  Proof.
    intros h n n' k v p q s t [Hclock Hmade Hcounted Hknown Hclosed Hsession
      Himplied Hlisted Hentries]
      [Hmaker Hid Hidknown Hneeds Hneedsimplied Hneedsknown] Hn Hguard.
    apply guard_next in Hguard. destruct Hguard as [Hnext Hlist].
    assert (Hreceived : forall i, within (S.needs q) i -> within (S.received t) i).
    { intros i Hi. destruct (Hneedsimplied i Hi) as [j [Hj Hcase]].
      assert (within (S.received t) (id_of j)).
      { apply Hclock. specialize (Hneedsknown j Hj).
        unfold known, covered, id_of in *. simpl in *.
        split; [tauto | apply Hlist; assumption]. }
      destruct Hcase as [-> | ?]; eauto. }
    split.
    - unfold S.guard. destruct (S.member (S.id q) (S.received t)) eqn:Hin.
      + apply Hclock in Hin. rewrite Hid in Hin.
        unfold covered in Hin. simpl in Hin. lia.
      + apply subset_spec. exact Hreceived.
    - constructor; simpl; auto.
      + intros i. rewrite Hnext, within_add, Hclock, covered_assign.
        rewrite Hid. unfold id_of. rewrite Hnext. tauto.
      + rewrite lookup_assign.
        destruct (P.replica_eq_dec (I.maker (I.self p)) n); congruence.
      + intros i. rewrite within_add. intros [-> | ?]; auto.
      + intros i j. rewrite !within_add. intros [-> | ?]; eauto.
        rewrite <- Hneeds. auto.
      + intros i Hi. apply within_add. auto.
      + intros j Hj. apply within_add. auto.
      + intros asked. unfold S.written_to. destruct (P.key_eq_dec k asked).
        * unfold entry_related. simpl. rewrite <- Hid.
          repeat split; auto. apply within_add. auto.
        * eapply (entry_stays n); eauto using same_history.
          intros. apply within_add. auto.
  Qed.

  Definition beginning : history :=
    {| count := fun _ => 0; causes_of := fun _ => empty |}.

  Lemma init_simulated : forall n v,
    state_related beginning n (I.init v) (S.init v).
  Proof.
    assert (N : forall i, ~ within empty i) by (intros i H; discriminate H).
    intros. constructor; simpl; auto; try (intros; exfalso; eapply N; eassumption).
    - intros [m j]. unfold covered, within. simpl. split; [discriminate | lia].
    - tauto.
    - intros. split; reflexivity.
  Qed.

  Definition local_simulation :
    node_simulation Implementation.machine Specification.machine.
  Proof.
    refine (Build_node_simulation Implementation.machine Specification.machine
      history beginning grows state_related
      (fun h n _ _ => message_related h n) _ _ _ _ _ _).
    - exact state_stays.
    - intros n n' h h' _ _. apply message_stays.
    - exact init_simulated.
    - exact get_simulated.
    - exact put_simulated.
    - exact update_simulated.
  Defined.

  Theorem refinement :
    refines P.replica_eq_dec Implementation.machine Specification.machine.
  Proof. apply node_simulation_refines. exact local_simulation. Qed.

End Refinement.
