(** How to show that a machine does not have an observable trace where the order
    of things matters: as Exclusion.v, but what may stand somewhere may depend on
    a stage that the stores are in, which only moves on, by the puts that are
    applied. *)

From Coq Require Import List Lia.
From Espalier.Framework Require Import Machine World.
Import ListNotations.

Section StagedExclusion.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : machine key value client replica).
Context (replicas : list replica).
Context (v0 : value) (programs : client -> list (@operation key value)).
Context (supposed : @event key value client -> Prop).

Record staged := {
  stage : Type;
  first : stage;
  later : stage -> stage -> Prop;

  client_may : stage -> client -> client_world M -> Prop;
  stores_may : stage -> (replica -> replica_state M) -> Prop;
  message_may : stage -> message M -> Prop;

  client_outlives : forall g g' c x,
    later g g' -> client_may g c x -> client_may g' c x;
  message_outlives : forall g g' m,
    later g g' -> message_may g m -> message_may g' m;

  client_starts : forall c,
    client_may first c {| state := client_init M c; program := programs c;
                          next := 0; waiting := None |};

  stores_start : stores_may first (fun r => replica_init M r v0);

  asking : forall g c k rest n s,
    client_may g c {| state := s; program := Get k :: rest; next := n;
                      waiting := None |} ->
    client_may g c {| state := snd (get_request M k c s); program := rest;
                      next := S n; waiting := Some n |} /\
    forall r, In r replicas ->
      message_may g (GetRequest r c n k (fst (get_request M k c s)));

  calling : forall g c k v rest n s now,
    client_may g c {| state := s; program := Put k v :: rest; next := n;
                      waiting := None |} ->
    client_may g c {| state := snd (put_request M k v now c s); program := rest;
                      next := S n; waiting := None |} /\
    forall r, In r replicas ->
      message_may g (PutRequest r c k v (fst (put_request M k v now c s)));

  answering : forall g r c n k a t,
    message_may g (GetRequest r c n k a) -> stores_may g t ->
    get_guard M k a c r (t r) ->
    message_may g (GetResponse c n k (fst (fst (get M k a c r (t r))))
      (snd (fst (get M k a c r (t r))))) /\
    stores_may g (set_store replica_eq_dec M t r (snd (get M k a c r (t r))));

  applying : forall g r c k v p t,
    message_may g (PutRequest r c k v p) -> stores_may g t ->
    put_guard M k v p c r (t r) ->
    exists g', later g g' /\
      stores_may g' (set_store replica_eq_dec M t r (put M k v p c r (t r)));

  taking : forall g c n k v a s todo m,
    message_may g (GetResponse c n k v a) ->
    client_may g c {| state := s; program := todo; next := m;
                      waiting := Some n |} ->
    supposed (GetReturned c n k v) ->
    client_may g c {| state := get_response M k v a c s; program := todo;
                      next := m; waiting := None |}
}.

Context (X : staged).
Context (may_lose : Prop).

Record world_may (g : stage X) (w : world M) : Prop := {
  clients_may : forall c, client_may X g c (clients w c);
  all_stores_may : stores_may X g (stores w);
  messages_may : Forall (message_may X g) (network w)
}.

Lemma split_may : forall g before m after,
  Forall (message_may X g) (before ++ m :: after) ->
  message_may X g m /\ Forall (message_may X g) (before ++ after).
Proof.
  intros g before m after H. apply Forall_app in H. destruct H as [Hb Ha].
  inversion Ha; subst. split; [assumption | apply Forall_app; auto].
Qed.

Lemma set_client_may : forall g f c x,
  (forall c', client_may X g c' (f c')) -> client_may X g c x ->
  forall c', client_may X g c' (set_client client_eq_dec M f c x c').
Proof.
  intros. unfold set_client. destruct (client_eq_dec c c'); subst; auto.
Qed.

Lemma step_may : forall g w o w',
  step client_eq_dec replica_eq_dec M replicas may_lose w o w' ->
  (forall e, o = Some e -> supposed e) -> world_may g w ->
  exists g', world_may g' w'.
Proof.
  intros g w o w' Hstep Ho [Hc Hs Hn].
  destruct Hstep as
    [ w c k rest n s E
    | w c k v rest n s now E
    | w before after r c n k a E G answered
    | w before after r c k v p E G
    | w before after c n k v a s todo m E Ec
    | w before after m Hlose E
    | w before after m E ];
    try (rewrite E in Hn; pose proof (split_may _ _ _ _ Hn) as [Hm Hrest]).
  - pose proof (Hc c) as H. rewrite E in H.
    destruct (asking X g c k rest n s H) as [H1 H2].
    exists g. constructor; simpl; auto using set_client_may.
    apply Forall_app. split; auto.
    apply Forall_forall. intros m Hm. apply in_map_iff in Hm.
    destruct Hm as [r [<- Hr]]. auto.
  - pose proof (Hc c) as H. rewrite E in H.
    destruct (calling X g c k v rest n s now H) as [H1 H2].
    exists g. constructor; simpl; auto using set_client_may.
    apply Forall_app. split; auto.
    apply Forall_forall. intros m Hm. apply in_map_iff in Hm.
    destruct Hm as [r [<- Hr]]. auto.
  - destruct (answering X g r c n k a _ Hm Hs G) as [H1 H2].
    exists g. constructor; simpl; auto.
  - destruct (applying X g r c k v p _ Hm Hs G) as [g' [H1 H2]].
    exists g'. constructor; simpl; auto.
    + intros d. eapply client_outlives; eauto.
    + eapply Forall_impl; [| exact Hrest].
      intros m. apply message_outlives. exact H1.
  - pose proof (Hc c) as H. rewrite Ec in H.
    exists g. constructor; simpl; auto.
    apply set_client_may; auto. eapply taking; eauto.
  - exists g. constructor; auto.
  - exists g. constructor; simpl; auto.
Qed.

(** Where the run ends, all may be so at one stage. *)
Theorem comes_to : forall events w,
  Forall supposed events ->
  run client_eq_dec replica_eq_dec M replicas may_lose
    (initial M v0 programs) events w ->
  exists g, world_may g w.
Proof.
  intros events w Hsupposed Hrun.
  assert (Hstart : exists g, world_may g (initial M v0 programs)).
  { exists (first X). constructor; simpl; auto using client_starts, stores_start. }
  induction Hrun as [w | w o w' later w'' Hstep Hrun IH]; [assumption |].
  destruct Hstart as [g Hg].
  assert (Ho : forall e, o = Some e -> supposed e).
  { intros e ->. simpl in Hsupposed. inversion Hsupposed. assumption. }
  apply IH; [| eapply step_may; eauto].
  destruct o; simpl in Hsupposed; [inversion Hsupposed |]; assumption.
Qed.

(** ** A get that has returned is no longer waited for *)

Definition waits_for_last (w : world M) : Prop :=
  forall c n, waiting (clients w c) = Some n -> next (clients w c) = S n.

Definition past_it (c : client) (n : nat) (w : world M) : Prop :=
  n < next (clients w c) /\ waiting (clients w c) <> Some n.

Lemma step_waits : forall w o w',
  step client_eq_dec replica_eq_dec M replicas may_lose w o w' ->
  waits_for_last w ->
  waits_for_last w' /\
  (forall c n, past_it c n w -> past_it c n w') /\
  (forall c n k v, o = Some (GetReturned c n k v) -> past_it c n w').
Proof.
  intros w o w' Hstep Hw.
  destruct Hstep as
    [ w c k rest n s E
    | w c k v rest n s now E
    | w before after r c n k a E G answered
    | w before after r c k v p E G
    | w before after c n k v a s todo m E Ec
    | w before after m Hlose E
    | w before after m E ];
    try (split; [exact Hw | split; [auto | discriminate]]).
  - split; [| split; [| discriminate]].
    + intros d i. simpl. unfold set_client.
      destruct (client_eq_dec c d); [simpl; congruence | apply Hw].
    + intros d i [H1 H2]. unfold past_it. simpl. unfold set_client.
      destruct (client_eq_dec c d); [| auto]. subst. rewrite E in H1, H2.
      simpl in *. split; [lia | intros F; inversion F; lia].
  - split; [| split; [| discriminate]].
    + intros d i. simpl. unfold set_client.
      destruct (client_eq_dec c d); [discriminate | apply Hw].
    + intros d i [H1 H2]. unfold past_it. simpl. unfold set_client.
      destruct (client_eq_dec c d); [| auto]. subst. rewrite E in H1, H2.
      simpl in *. split; [lia | discriminate].
  - split; [| split].
    + intros d i. simpl. unfold set_client.
      destruct (client_eq_dec c d); [discriminate | apply Hw].
    + intros d i [H1 H2]. unfold past_it. simpl. unfold set_client.
      destruct (client_eq_dec c d); [| auto]. subst. rewrite Ec in H1, H2.
      simpl in *. split; [lia | discriminate].
    + intros d i k' v' F. inversion F; subst. unfold past_it. simpl.
      unfold set_client. destruct (client_eq_dec d d); [| contradiction].
      simpl. specialize (Hw d i). rewrite Ec in Hw. simpl in Hw.
      specialize (Hw eq_refl). split; [lia | discriminate].
Qed.

Theorem returned : forall c n k v events w,
  run client_eq_dec replica_eq_dec M replicas may_lose
    (initial M v0 programs) events w ->
  In (GetReturned c n k v) events -> past_it c n w.
Proof.
  intros c n k v events w Hrun.
  assert (H : waits_for_last (initial M v0 programs)) by (intros d i; discriminate).
  assert (G : waits_for_last (initial M v0 programs) ->
    (past_it c n (initial M v0 programs) \/ In (GetReturned c n k v) events) ->
    past_it c n w); [| auto]. clear H.
  induction Hrun as [w | w o w' later w'' Hstep Hrun IH].
  - intros _ [H | []]. exact H.
  - intros Hw H. destruct (step_waits _ _ _ Hstep Hw) as [H1 [H2 H3]].
    apply IH; [exact H1 |]. destruct H as [H | H]; [left; auto |].
    destruct o; simpl in H; [| auto].
    destruct H as [-> | H]; [left; eapply H3; reflexivity | auto].
Qed.

End StagedExclusion.
