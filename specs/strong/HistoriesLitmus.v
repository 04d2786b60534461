(** The classical anomalies, and which guarantees forbid them. Each is a short
    history that has no explanation: the definitions of Histories.v are strong
    enough to exclude what clients would complain of. *)

From Coq Require Import List Lia.
From Espalier.Framework Require Import World.
From Espalier.Strong Require Import Guarantees Histories HistoriesFacts.
Import ListNotations.

Section HistoriesLitmus.

Context {key value client : Type}.
Notation event := (@Histories.event key value client).
Notation explanation := (Histories.explanation key value client).

(** ** What a value tells *)

Lemma value_is_of_put : forall v0 (h : list event) (x : explanation) g,
  explains v0 h x -> get_in h g -> value_of g <> v0 ->
  exists e, reads_from h x e g /\ put_in h e /\
    key_of e = key_of g /\ value_of e = value_of g.
Proof.
  intros v0 h x g X Hg Hv. destruct (source x g) as [e |] eqn:E.
  - destruct (source_is_last _ _ _ X g e (conj Hg E)) as [He [Hk [Hve _]]].
    destruct (visible_was_put _ _ _ X g e Hg He).
    exists e. split; [split; assumption | auto].
  - destruct (initial_if_none _ _ _ X g Hg E). contradiction.
Qed.

(** A get to which a put on its key is visible returns that or a later one. *)
Lemma visible_is_not_passed : forall v0 (h : list event) (x : explanation) d g,
  explains v0 h x -> get_in h g -> visible x d g -> key_of d = key_of g ->
  exists e, put_in h e /\ visible x e g /\ key_of e = key_of g /\
    value_of e = value_of g /\ (d = e \/ arbitration x g d e).
Proof.
  intros v0 h x d g X Hg Hd Hk. destruct (source x g) as [e |] eqn:E.
  - destruct (source_is_last _ _ _ X g e (conj Hg E)) as [He [Hke [Hve Hlast]]].
    exists e. split; [apply (visible_was_put _ _ _ X g e Hg He) | auto].
  - destruct (initial_if_none _ _ _ X g Hg E) as [_ H]. destruct (H d Hd Hk).
Qed.

Lemma arbitration_antisymmetric : forall v0 (h : list event) (x : explanation)
  g d e, explains v0 h x -> get_in h g -> visible x d g -> visible x e g ->
  arbitration x g d e -> arbitration x g e d -> False.
Proof.
  intros v0 h x g d e X Hg Hd He H H'.
  destruct (arbitration_is_order _ _ _ X g Hg) as [I T _].
  apply (I d Hd). apply (T d e d); auto.
Qed.

(** A put of the history is one of its elements. *)
Ltac unnamed := repeat match goal with y := _ |- _ => subst y end.

Ltac cases H :=
  unnamed; let I := fresh in let E := fresh in
  destruct H as [I [? [? [? [? E]]]]]; rewrite E in *; simpl in *;
  repeat (destruct I as [I | I]; [congruence |]); contradiction.

Ltac event := unnamed; split; [simpl; tauto | repeat eexists].
Ltac ordered := unnamed; repeat split; simpl; auto 8 with arith.

Context (chosen : guarantees) (v0 v w : value) (k j : key).
Context (a b c d : client).
Context (value_differs : v <> v0) (other_differs : w <> v0)
  (values_differ : v <> w).

(** A client puts and reads the initial value. *)
Theorem stale_read : read_your_writes chosen = true ->
  ~ explained chosen v0 [PutCalled a 0 k v; GetReturned a 1 k v0].
Proof.
  intros Y [x [X [Own _]]]. set (h := [_; _]) in *.
  set (p := PutCalled a 0 k v). set (g := GetReturned a 1 k v0).
  assert (Hp : put_in h p) by event. assert (Hg : get_in h g) by event.
  assert (V : visible x p g) by (apply (Own Y); auto; ordered).
  destruct (visible_is_not_passed v0 h x p g) as [e [He [_ [_ [Hv _]]]]]; auto.
  cases He.
Qed.

(** A client reads its older put after its newer. *)
Theorem own_older_put :
  read_your_writes chosen = true ->
  monotonic_writes chosen = true \/ convergent chosen = true ->
  ~ explained chosen v0
      [PutCalled a 0 k v; PutCalled a 1 k w; GetReturned a 2 k v].
Proof.
  intros Y Y' [x [X [Own [_ [Mw [_ [Conv _]]]]]]]. set (h := [_; _; _]) in *.
  set (p := PutCalled a 0 k v). set (q := PutCalled a 1 k w).
  set (g := GetReturned a 2 k v).
  assert (Hp : put_in h p) by event. assert (Hq : put_in h q) by event.
  assert (Hg : get_in h g) by event.
  assert (Vp : visible x p g) by (apply (Own Y); auto; ordered).
  assert (Vq : visible x q g) by (apply (Own Y); auto; ordered).
  assert (O : session_order h p q) by ordered.
  assert (A : arbitration x g p q).
  { destruct Y' as [Y' | Y'].
    - apply (Mw Y' p q g); auto.
    - destruct (Conv Y') as [order D].
      apply (order_is_arbitration _ _ _ D g); auto.
      apply (order_keeps_causality _ _ _ D); auto.
      apply session_is_causal. exact O. }
  destruct (visible_is_not_passed v0 h x q g) as [e [He [Ve [_ [Hv C]]]]]; auto.
  assert (E : e = p) by cases He. subst e.
  destruct C as [C | C]; [injection C; congruence |].
  eapply (arbitration_antisymmetric v0 h x g p q); eauto.
Qed.

(** A client reads a put and then the initial value. *)
Theorem reads_backwards : monotonic_reads chosen = true ->
  ~ explained chosen v0
      [PutCalled a 0 k v; GetReturned b 0 k v; GetReturned b 1 k v0].
Proof.
  intros Y [x [X [_ [Mr _]]]]. set (h := [_; _; _]) in *.
  set (g := GetReturned b 0 k v). set (g' := GetReturned b 1 k v0).
  assert (Hg : get_in h g) by event. assert (Hg' : get_in h g') by event.
  destruct (value_is_of_put v0 h x g) as [e [R [He [Hk Hv]]]]; auto.
  assert (V : visible x e g').
  { apply (Mr Y e e g g'); auto; [split; auto | ordered]. }
  destruct (visible_is_not_passed v0 h x e g') as [e' [He' [_ [_ [Hv' _]]]]]; auto.
  cases He'.
Qed.

(** A client reads a reply and then does not find the question. *)
Theorem reply_before_question : monotonic_reads chosen = true ->
  ~ explained chosen v0
      [PutCalled a 0 k v; GetReturned b 0 k v; PutCalled b 1 j w;
       GetReturned c 0 j w; GetReturned c 1 k v0].
Proof.
  intros Y [x [X [_ [Mr _]]]]. set (h := [_; _; _; _; _]) in *.
  set (g := GetReturned b 0 k v). set (g' := GetReturned c 0 j w).
  set (g'' := GetReturned c 1 k v0). set (q := PutCalled b 1 j w).
  assert (Hg : get_in h g) by event. assert (Hg' : get_in h g') by event.
  assert (Hg'' : get_in h g'') by event. assert (Hq : put_in h q) by event.
  destruct (value_is_of_put v0 h x g) as [e [R [He [Hk Hv]]]]; auto.
  destruct (value_is_of_put v0 h x g') as [e' [R' [He' [Hk' Hv']]]]; auto.
  assert (E' : e' = q) by cases He'. subst e'.
  assert (V : visible x e g'').
  { apply (Mr Y q e g' g''); auto; [| ordered]. split; [exact He |].
    right. eapply causal_transitive; [apply reading_is_causal; exact R |].
    apply session_is_causal. ordered. }
  destruct (visible_is_not_passed v0 h x e g'') as [d' [Hd' [_ [_ [Hd _]]]]]; auto.
  cases Hd'.
Qed.

(** A client reads an update and then what was updated. *)
Theorem update_undone :
  monotonic_reads chosen = true ->
  writes_follow_reads chosen = true \/ convergent chosen = true ->
  ~ explained chosen v0
      [PutCalled a 0 k v; GetReturned b 0 k v; PutCalled b 1 k w;
       GetReturned c 0 k w; GetReturned c 1 k v].
Proof.
  intros Y Y' [x [X [_ [Mr [_ [Wfr [Conv _]]]]]]]. set (h := [_; _; _; _; _]) in *.
  set (g := GetReturned b 0 k v). set (g' := GetReturned c 0 k w).
  set (g'' := GetReturned c 1 k v). set (q := PutCalled b 1 k w).
  set (p := PutCalled a 0 k v).
  assert (Hg : get_in h g) by event. assert (Hg' : get_in h g') by event.
  assert (Hg'' : get_in h g'') by event. assert (Hq : put_in h q) by event.
  assert (Hp : put_in h p) by event.
  destruct (value_is_of_put v0 h x g) as [e [R [He [Hk Hv]]]]; auto.
  destruct (value_is_of_put v0 h x g') as [e' [R' [He' [Hk' Hv']]]]; auto.
  assert (E' : e' = q) by cases He'. subst e'.
  assert (E : e = p) by cases He. subst e.
  assert (O : session_order h g q) by ordered.
  assert (B : happens_before h x p q).
  { eapply causal_transitive; [apply reading_is_causal; exact R |].
    apply session_is_causal. exact O. }
  assert (S : session_order h g' g'') by ordered.
  assert (Vp : visible x p g'').
  { apply (Mr Y q p g' g''); auto. split; auto. }
  assert (Vq : visible x q g'').
  { apply (Mr Y q q g' g''); auto. split; auto. }
  assert (A : arbitration x g'' p q).
  { destruct Y' as [Y' | Y'].
    - apply (Wfr Y' p p q g g''); auto. split; auto.
    - destruct (Conv Y') as [order D].
      apply (order_is_arbitration _ _ _ D g''); auto.
      apply (order_keeps_causality _ _ _ D); auto. }
  destruct (visible_is_not_passed v0 h x q g'') as [f [Hf [Vf [_ [Hvf C]]]]]; auto.
  assert (E : f = p) by cases Hf. subst f.
  destruct C as [C | C]; [injection C; congruence |].
  eapply (arbitration_antisymmetric v0 h x g'' p q); eauto.
Qed.

(** Two clients read two puts in opposite orders. *)
Theorem divergence :
  monotonic_reads chosen = true -> convergent chosen = true ->
  ~ explained chosen v0
      [PutCalled a 0 k v; PutCalled b 0 k w;
       GetReturned c 0 k v; GetReturned c 1 k w;
       GetReturned d 0 k w; GetReturned d 1 k v].
Proof.
  intros Y Y' [x [X [_ [Mr [_ [_ [Conv _]]]]]]]. set (h := [_; _; _; _; _; _]) in *.
  destruct (Conv Y') as [order D]. destruct (order_is_total _ _ _ D) as [I T _].
  set (p := PutCalled a 0 k v). set (q := PutCalled b 0 k w).
  assert (Hp : put_in h p) by event. assert (Hq : put_in h q) by event.
  assert (Later : forall r f f' first then_,
    first = GetReturned r 0 k (value_of f) ->
    then_ = GetReturned r 1 k (value_of f') ->
    In first h -> In then_ h -> put_in h f -> put_in h f' ->
    (forall e, put_in h e -> value_of e = value_of f -> e = f) ->
    (forall e, put_in h e -> value_of e = value_of f' -> e = f') ->
    value_of f <> v0 -> value_of f <> value_of f' -> key_of f = k ->
    order f f').
  { intros r f f' first then_ E1 E2 H1 H2 Hf Hf' U U' N N' Hfk.
    assert (G1 : get_in h first) by (split; [exact H1 | subst; eauto 6]).
    assert (G2 : get_in h then_) by (split; [exact H2 | subst; eauto 6]).
    destruct (value_is_of_put v0 h x first) as [e [R [He [_ Hv]]]]; auto;
      [subst first; exact N |].
    assert (E : e = f) by (apply U; auto; subst first; exact Hv). subst e.
    assert (V : visible x f then_).
    { apply (Mr Y f f first then_); auto; [split; auto |].
      subst. repeat split; auto. }
    destruct (visible_is_not_passed v0 h x f then_)
      as [e [He' [Ve [_ [Hv' C]]]]]; auto; [subst then_; exact Hfk |].
    assert (E : e = f') by (apply U'; auto; subst then_; exact Hv'). subst e.
    destruct C as [C | C]; [congruence |].
    apply (order_is_arbitration _ _ _ D then_); auto. }
  assert (Up : forall e, put_in h e -> value_of e = v -> e = p)
    by (intros e He Hv; cases He).
  assert (Uq : forall e, put_in h e -> value_of e = w -> e = q)
    by (intros e He Hv; cases He).
  apply (I p Hp). apply (T p q p); auto.
  - eapply (Later c p q); try reflexivity; auto; simpl; tauto.
  - eapply (Later d q p); try reflexivity; auto; simpl; auto; tauto.
Qed.

End HistoriesLitmus.
