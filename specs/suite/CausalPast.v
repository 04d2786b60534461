(** What stays true in the machine of CC-star (suite/cc), in terms of the puts
    that were made: every name in it is a made put's, a put depends on no later
    put of its own client, and depends on all its client's earlier puts and on
    all that they depended on. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require CausalSets.
Import ListNotations.

Module CausalPast (P : PARAMETERS).
  Include CausalSets.CausalSets P.
  Module Causal := MachineOf P C.

  (** ** Made puts *)

  Record made_put := {
    made_key : P.key;
    made_payload : C.put_payload
  }.

  (** The puts that each client has made, the earliest first. *)
  Definition past := P.client -> list made_put.

  Definition nothing : past := fun _ => [].

  Definition grown (g : past) (c : P.client) (x : made_put) : past :=
    fun asked => if P.client_eq_dec c asked then g c ++ [x] else g asked.

  Definition one_more (c : P.client) (g g' : past) : Prop :=
    exists x, g' = grown g c x.

  Definition deps (x : made_put) : C.puts := C.put_depends (made_payload x).

  (** The put of that name was made, and this is it. *)
  Definition made (g : past) (i : C.put_id) (x : made_put) : Prop :=
    exists n, C.number i = S n /\ nth_error (g (C.putter i)) n = Some x /\
      C.id (made_payload x) = i /\ made_key x = C.on_key i.

  Definition known (g : past) (i : C.put_id) : Prop := exists x, made g i x.

  (** It goes beyond all that its client put before, and beyond nothing later. *)
  Definition good (g : past) (i : C.put_id) (x : made_put) : Prop :=
    made g i x /\
    (forall j y, C.putter j = C.putter i -> C.number j < C.number i ->
      made g j y -> forall z, z = j \/ In z (deps y) -> In z (deps x)) /\
    (forall z, In z (deps x) ->
      C.putter z = C.putter i -> C.number z < C.number i).

  Lemma grown_same : forall g c x, grown g c x c = g c ++ [x].
  Proof.
    intros. unfold grown. destruct (P.client_eq_dec c c);
      [reflexivity | contradiction].
  Qed.

  Lemma grown_other : forall g c x d, c <> d -> grown g c x d = g d.
  Proof.
    intros. unfold grown. destruct (P.client_eq_dec c d);
      [contradiction | reflexivity].
  Qed.

  Lemma made_stays : forall g c x i y, made g i y -> made (grown g c x) i y.
  Proof.
    intros g c x i y [n [H1 [H2 H3]]]. exists n. split; [assumption |].
    split; [| assumption].
    destruct (P.client_eq_dec c (C.putter i)) as [-> | N].
    - rewrite grown_same, nth_error_app1; [assumption |].
      apply nth_error_Some. congruence.
    - rewrite grown_other; assumption.
  Qed.

  Lemma known_stays : forall g c x i, known g i -> known (grown g c x) i.
  Proof. intros g c x i [y H]. exists y. apply made_stays, H. Qed.

  (** A put before a made one was made already. *)
  Lemma made_before : forall g c x i y j z,
    made g i y -> C.putter j = C.putter i -> C.number j < C.number i ->
    made (grown g c x) j z -> made g j z.
  Proof.
    intros g c x i y j z [n [H1 [H2 _]]] Hc Hn [m [H3 [H4 H5]]].
    exists m. split; [assumption |]. split; [| assumption].
    destruct (P.client_eq_dec c (C.putter j)) as [-> | N].
    - rewrite grown_same, nth_error_app1 in H4; [assumption |].
      assert (L : n < length (g (C.putter j)))
        by (apply nth_error_Some; rewrite Hc; congruence).
      lia.
    - rewrite grown_other in H4; assumption.
  Qed.

  Lemma good_stays : forall g c x i y, good g i y -> good (grown g c x) i y.
  Proof.
    intros g c x i y [H1 [H2 H3]]. split; [apply made_stays, H1 |].
    split; [| exact H3].
    intros j z Hc Hn Hz. eapply H2; eauto using made_before.
  Qed.

  Lemma known_bound : forall g i,
    known g i -> 1 <= C.number i <= length (g (C.putter i)).
  Proof.
    intros g i [x [n [H1 [H2 _]]]].
    assert (n < length (g (C.putter i))) by (apply nth_error_Some; congruence).
    lia.
  Qed.

  (** ** What is true of the parts *)

  Definition all_known (g : past) (s : C.puts) : Prop :=
    forall z, In z s -> known g z.

  Definition held (s : C.session) (z : C.put_id) : Prop :=
    In z (C.own_puts s) \/ In z (C.all_of (C.reads s)).

  Record session_ok (g : past) (c : P.client) (s : C.session) : Prop := {
    counted : C.made s = length (g c);
    holds_known : forall z, held s z -> known g z;
    holds_own : forall j y, C.putter j = c -> made g j y ->
      In j (C.own_puts s) /\ forall z, In z (deps y) -> held s z;
    own_are_own : forall z, In z (C.own_puts s) -> C.putter z = c
  }.

  Record put_ok (g : past) (k : P.key) (c : P.client) (p : C.put_of)
    : Prop := {
    put_by : C.putter (C.id p) = c;
    put_on : C.on_key (C.id p) = k;
    put_made : exists x, good g (C.id p) x /\ made_payload x = p;
    put_known : all_known g (C.put_depends p)
  }.

  Record entry_ok (g : past) (k : P.key) (e : C.entry) : Prop := {
    entry_known : all_known g (C.whole e);
    entry_made : forall i, C.written e = Some i ->
      C.on_key i = k /\ exists x, good g i x /\ deps x = C.depends e
  }.

  Lemma session_ok_stays : forall g c x c' s,
    c <> c' -> session_ok g c' s -> session_ok (grown g c x) c' s.
  Proof.
    intros g c x c' s N []. constructor; auto.
    - rewrite grown_other; assumption.
    - auto using known_stays.
    - intros j y Hj [n [H1 [H2 H3]]]. apply holds_own0; [assumption |].
      exists n. rewrite grown_other in H2 by congruence. auto.
  Qed.

  Lemma put_ok_stays : forall g c x k c' p,
    put_ok g k c' p -> put_ok (grown g c x) k c' p.
  Proof.
    intros g c x k c' p [H1 H2 [y [H3 H4]] H5]. constructor; auto.
    - exists y. auto using good_stays.
    - intros z Hz. auto using known_stays.
  Qed.

  Lemma entry_ok_stays : forall g c x k e,
    entry_ok g k e -> entry_ok (grown g c x) k e.
  Proof.
    intros g c x k e [H1 H2]. constructor.
    - intros z Hz. auto using known_stays.
    - intros i Hi. destruct (H2 i Hi) as [H3 [y [H4 H5]]].
      split; [assumption |]. exists y. auto using good_stays.
  Qed.

  Lemma all_known_stays : forall g c x s,
    all_known g s -> all_known (grown g c x) s.
  Proof. unfold all_known. auto using known_stays. Qed.

  (** ** The methods keep it so *)

  Lemma nothing_made : forall i x, ~ made nothing i x.
  Proof. intros i x [n [_ [H _]]]. destruct n; discriminate. Qed.

  Lemma init_ok : forall c, session_ok nothing c (C.client_init c).
  Proof.
    intros c. constructor; simpl; auto.
    - intros z [[] | []].
    - intros j y _ H. destruct (nothing_made _ _ H).
    - intros z [].
  Qed.

  Lemma initial_entry_ok : forall r v k,
    entry_ok nothing k (C.replica_init r v k).
  Proof. intros. constructor; simpl; [intros z [] | discriminate]. Qed.

  Lemma response_ok : forall g k v a c s,
    all_known g a -> session_ok g c s ->
    session_ok g c (C.get_response k v a c s).
  Proof.
    intros g k v a c s Ha [].
    assert (More : forall z, held s z -> held (C.get_response k v a c s) z).
    { unfold held. simpl. intros z [H | H]; [auto | right].
      apply In_both. auto. }
    constructor; simpl; auto.
    - intros z [H | H]; [apply holds_known0; left; exact H |].
      apply In_both in H. destruct H; auto.
      apply holds_known0. right. assumption.
    - intros j y Hj Hy. destruct (holds_own0 j y Hj Hy). auto.
  Qed.

  (** The put that is formed, in the past that has it. *)
  Definition formed (k : P.key) (v : P.value) (now : nat) (c : P.client)
    (s : C.session) : made_put :=
    {| made_key := k;
       made_payload := fst (C.put_request k v now c s) |}.

  Lemma formed_made : forall g k v now c s,
    session_ok g c s ->
    made (grown g c (formed k v now c s))
      (C.id (fst (C.put_request k v now c s))) (formed k v now c s).
  Proof.
    intros g k v now c s H. exists (C.made s). simpl.
    repeat split. rewrite grown_same, nth_error_app2; rewrite (counted _ _ _ H);
      [rewrite Nat.sub_diag; reflexivity | auto].
  Qed.

  (** What its client made before the new put, or that put. *)
  Lemma made_grown : forall g c x j y,
    C.putter j = c -> made (grown g c x) j y ->
    made g j y \/ (y = x /\ C.id (made_payload x) = j).
  Proof.
    intros g c x j y Hj [n [H1 [H2 H3]]].
    rewrite Hj, grown_same in H2.
    destruct (Nat.lt_ge_cases n (length (g c))) as [L | L].
    - left. exists n. rewrite nth_error_app1 in H2 by assumption.
      rewrite Hj. auto.
    - right. rewrite nth_error_app2 in H2 by assumption.
      destruct (n - length (g c)) as [| m]; [| destruct m; discriminate].
      inversion H2. subst. tauto.
  Qed.

  Lemma deps_formed : forall k v now c s z,
    In z (deps (formed k v now c s)) <-> held s z.
  Proof. intros. unfold deps. simpl. apply In_both. Qed.

  Lemma request_ok : forall g k v now c s,
    session_ok g c s ->
    put_ok (grown g c (formed k v now c s)) k c
      (fst (C.put_request k v now c s)) /\
    session_ok (grown g c (formed k v now c s)) c
      (snd (C.put_request k v now c s)).
  Proof.
    intros g k v now c s H.
    pose proof (formed_made g k v now c s H) as Hnew.
    assert (More : forall z, held s z ->
      held (snd (C.put_request k v now c s)) z).
    { unfold held. simpl. intros z [?|?]; [left; apply In_add |]; auto. }
    assert (Bound : forall z, held s z -> C.putter z = c ->
      C.number z <= C.made s).
    { intros z Hz Hc. pose proof (known_bound g z (holds_known _ _ _ H z Hz)) as B.
      rewrite Hc in B. rewrite (counted _ _ _ H). lia. }
    split; constructor; simpl.
    - reflexivity.
    - reflexivity.
    - exists (formed k v now c s). split; [| reflexivity].
      split; [exact Hnew |]. split.
      + intros j y Hj Hn Hy z Hz. apply deps_formed. simpl in Hj, Hn.
        destruct (made_grown _ _ _ _ _ Hj Hy) as [Hold | [_ E]].
        * destruct (holds_own _ _ _ H j y Hj Hold) as [Ho Hd].
          destruct Hz as [-> | Hz]; [left; exact Ho | auto].
        * simpl in E. rewrite <- E in Hn. simpl in Hn. lia.
      + intros z Hz Hc. simpl in Hc |- *. apply deps_formed in Hz.
        specialize (Bound z Hz Hc). lia.
    - intros z Hz. apply known_stays, (holds_known _ _ _ H).
      apply (deps_formed k v now c s z). exact Hz.
    - rewrite grown_same, app_length. simpl. rewrite (counted _ _ _ H). lia.
    - intros z [Hz | Hz].
      + simpl in Hz. apply In_add in Hz. destruct Hz as [-> | Hz].
        * exists (formed k v now c s). exact Hnew.
        * apply known_stays, (holds_known _ _ _ H). left. exact Hz.
      + apply known_stays, (holds_known _ _ _ H). right. exact Hz.
    - intros j y Hj Hy. destruct (made_grown _ _ _ _ _ Hj Hy) as [Hold | [-> E]].
      + destruct (holds_own _ _ _ H j y Hj Hold) as [Ho Hd].
        split; [apply In_add; auto | auto].
      + split; [apply In_add; left; symmetry; exact E |].
        intros z Hz. apply deps_formed in Hz. auto.
    - intros z Hz. apply In_add in Hz. destruct Hz as [-> | Hz]; [reflexivity |].
      apply (own_are_own _ _ _ H). exact Hz.
  Qed.

  Lemma applied_ok : forall g k v c p r s,
    put_ok g k c p -> (forall k', entry_ok g k' (s k')) ->
    forall k', entry_ok g k' (C.put k v p c r s k').
  Proof.
    intros g k v c p r s [H1 H2 [x [H3 H4]] H5] Hs k'. unfold C.put.
    destruct (P.key_eq_dec k k') as [<- | _]; [| apply Hs].
    constructor; simpl.
    - intros z Hz. apply In_add in Hz. destruct Hz as [-> | Hz]; auto.
      exists x. apply H3.
    - intros i E. inversion E; subst. split; [reflexivity |].
      exists x. auto.
  Qed.

End CausalPast.
