(** How to show that a machine does not have an observable trace: what may stand
    in its clients, stores and messages while nothing but events of the trace is
    observed, one piece at a time, such that some event of the trace never is. *)

From Coq Require Import List.
From Espalier.Framework Require Import Machine World.
Import ListNotations.

Section Exclusion.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : machine key value client replica).
Context (v0 : value) (programs : client -> list (@operation key value)).

(** [supposed] holds of the events of the trace; [possible] of those among them
    that can be. *)
Record exclusion (supposed possible : @event key value client -> Prop) := {
  client_may : client -> client_world M -> Prop;
  store_may : replica -> replica_state M -> Prop;
  message_may : message M -> Prop;

  client_starts : forall c,
    client_may c {| state := client_init M c; program := programs c; next := 0;
                    waiting := None |};

  store_starts : forall r, store_may r (replica_init M r v0);

  asking : forall c k rest n s,
    client_may c {| state := s; program := Get k :: rest; next := n;
                    waiting := None |} ->
    client_may c {| state := snd (get_request M k c s); program := rest;
                    next := S n; waiting := Some n |} /\
    forall r, message_may (GetRequest r c n k (fst (get_request M k c s)));

  calling : forall c k v rest n s now,
    client_may c {| state := s; program := Put k v :: rest; next := n;
                    waiting := None |} ->
    supposed (PutCalled c n k v) ->
    possible (PutCalled c n k v) /\
    client_may c {| state := snd (put_request M k v now c s); program := rest;
                    next := S n; waiting := None |} /\
    forall r,
      message_may (PutRequest r c k v (fst (put_request M k v now c s)));

  answering : forall r c n k g s,
    message_may (GetRequest r c n k g) -> store_may r s ->
    get_guard M k g c r s ->
    message_may (GetResponse c n k (fst (fst (get M k g c r s)))
      (snd (fst (get M k g c r s)))) /\
    store_may r (snd (get M k g c r s));

  applying : forall r c k v p s,
    message_may (PutRequest r c k v p) -> store_may r s ->
    put_guard M k v p c r s ->
    store_may r (put M k v p c r s);

  taking : forall c n k v a s todo m,
    message_may (GetResponse c n k v a) ->
    client_may c {| state := s; program := todo; next := m;
                    waiting := Some n |} ->
    supposed (GetReturned c n k v) ->
    possible (GetReturned c n k v) /\
    client_may c {| state := get_response M k v a c s; program := todo;
                    next := m; waiting := None |}
}.

Context (supposed possible : @event key value client -> Prop).
Context (X : exclusion supposed possible).
Context (replicas : list replica).
Context (may_lose : Prop).

Record world_may (w : world M) : Prop := {
  clients_may : forall c, client_may _ _ X c (clients w c);
  stores_may : forall r, store_may _ _ X r (stores w r);
  messages_may : Forall (message_may _ _ X) (network w)
}.

Lemma split_may : forall before m after,
  Forall (message_may _ _ X) (before ++ m :: after) ->
  message_may _ _ X m /\ Forall (message_may _ _ X) (before ++ after).
Proof.
  intros before m after H. apply Forall_app in H. destruct H as [Hb Ha].
  inversion Ha; subst. split; [assumption | apply Forall_app; auto].
Qed.

Lemma set_client_may : forall f c x,
  (forall c', client_may _ _ X c' (f c')) -> client_may _ _ X c x ->
  forall c', client_may _ _ X c' (set_client client_eq_dec M f c x c').
Proof.
  intros. unfold set_client. destruct (client_eq_dec c c'); subst; auto.
Qed.

Lemma set_store_may : forall f r x,
  (forall r', store_may _ _ X r' (f r')) -> store_may _ _ X r x ->
  forall r', store_may _ _ X r' (set_store replica_eq_dec M f r x r').
Proof.
  intros. unfold set_store. destruct (replica_eq_dec r r'); subst; auto.
Qed.

Definition seen_only (P : @event key value client -> Prop)
  (o : option event) : Prop :=
  match o with None => True | Some e => P e end.

Lemma step_may : forall w o w',
  step client_eq_dec replica_eq_dec M replicas may_lose w o w' ->
  seen_only supposed o -> world_may w ->
  seen_only possible o /\ world_may w'.
Proof.
  intros w o w' Hstep Ho [Hc Hs Hn].
  destruct Hstep as
    [ w c k rest n s E
    | w c k v rest n s now E
    | w before after r c n k g E G answered
    | w before after r c k v p E G
    | w before after c n k v a s todo m E Ec
    | w before after m Hlose E
    | w before after m E ]; simpl in Ho |- *;
    try (rewrite E in Hn; pose proof (split_may _ _ _ Hn) as [Hm Hrest]).
  - pose proof (Hc c) as H. rewrite E in H.
    destruct (asking _ _ X c k rest n s H) as [H1 H2].
    split; [exact I |]. constructor; simpl; auto using set_client_may.
    apply Forall_app. split; auto.
    apply Forall_forall. intros m Hm. apply in_map_iff in Hm.
    destruct Hm as [r [<- _]]. apply H2.
  - pose proof (Hc c) as H. rewrite E in H.
    destruct (calling _ _ X c k v rest n s now H Ho) as [H0 [H1 H2]].
    split; [exact H0 |]. constructor; simpl; auto using set_client_may.
    apply Forall_app. split; auto.
    apply Forall_forall. intros m Hm. apply in_map_iff in Hm.
    destruct Hm as [r [<- _]]. apply H2.
  - destruct (answering _ _ X r c n k g _ Hm (Hs r) G) as [H1 H2].
    split; [exact I |]. constructor; simpl; auto using set_store_may.
  - pose proof (applying _ _ X r c k v p _ Hm (Hs r) G) as H1.
    split; [exact I |]. constructor; simpl; auto using set_store_may.
  - pose proof (Hc c) as H. rewrite Ec in H.
    destruct (taking _ _ X c n k v a s todo m Hm H Ho) as [H1 H2].
    split; [exact H1 |]. constructor; simpl; auto using set_client_may.
  - split; [exact I |]. constructor; auto.
  - split; [exact I |]. constructor; simpl; auto.
Qed.

Theorem excluded : forall events,
  Forall supposed events ->
  trace client_eq_dec replica_eq_dec M replicas may_lose v0 programs events ->
  Forall possible events.
Proof.
  intros events Hsupposed [w Hrun].
  assert (Hstart : world_may (initial M v0 programs)).
  { constructor; simpl; auto using client_starts, store_starts. }
  induction Hrun as [w | w o w' later w'' Hstep Hrun IH]; [constructor |].
  assert (Ho : seen_only supposed o).
  { destruct o; simpl in *; auto. inversion Hsupposed; assumption. }
  destruct (step_may _ _ _ Hstep Ho Hstart) as [Hp Hw].
  destruct o; simpl in *; auto.
  inversion Hsupposed; subst. auto.
Qed.

End Exclusion.

(** ** For tables of what there may be, given as lists *)

(** Splits a membership in a table. *)
Ltac rows H := simpl in H;
  repeat match type of H with
    | _ \/ _ => destruct H as [H | H]
    | False => destruct H
    end.

(** Finds the row, by computation. *)
Ltac row := first [left; reflexivity | right; row].
