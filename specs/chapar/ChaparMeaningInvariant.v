(** What is noted of a run of the abstract machine, so that its history can be
    explained: the id of each put, what each operation's session depended on,
    which puts were in at a node when it answered a get, in the order in which
    they came, and which are in now. *)

From Coq Require Import List Arith Lia.
From Espalier.Framework Require Import Parameters World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Chapar Require Import NodeMachine NodeWorld.
From Espalier.Chapar Require ChaparCausal.
From Espalier.Strong Require Import Histories.
Import ListNotations.

Module Invariant (P : PARAMETERS).
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.
  Module S := Causal.

  Definition event := @Histories.event P.key P.value P.replica.
  Definition world := @NodeWorld.world P.key P.value P.replica Specification.machine.

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  Definition included (a b : S.puts) : Prop :=
    forall i, within a i -> within b i.

  Lemma within_add : forall i j s, within (S.add j s) i <-> i = j \/ within s i.
  Proof. intros. apply member_add. Qed.

  Lemma within_union : forall i a b,
    within (S.union a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  (** By node, and number in its program. *)
  Record notes := {
    names : P.replica -> nat -> S.put_id;
    pasts : P.replica -> nat -> S.puts;
    views : P.replica -> nat -> list event;   (** the newest first *)
    log : P.replica -> list event             (** likewise, now *)
  }.

  Definition name (t : notes) (e : event) := names t (session e) (number e).
  Definition past (t : notes) (e : event) := pasts t (session e) (number e).
  Definition view (t : notes) (e : event) := views t (session e) (number e).

  Definition noted {A} (n : P.replica) (i : nat) (x : A)
    (f : P.replica -> nat -> A) : P.replica -> nat -> A :=
    fun m j => if P.replica_eq_dec n m then if Nat.eq_dec i j then x else f m j
               else f m j.

  Definition last_on (k : P.key) (l : list event) : option event :=
    find (fun e => if P.key_eq_dec (key_of e) k then true else false) l.

  Definition covers (t : notes) (l : list event) (s : S.puts) : Prop :=
    forall i, within s i -> exists d, In d l /\ name t d = i.

  (** A list of puts, the newest first, each after all that it depends on. *)
  Record arrivals (h : list event) (t : notes) (l : list event) : Prop := {
    arrived_puts : forall e, In e l -> put_in h e;
    arrived_once : NoDup l;
    arrived_after : forall newer e older,
      l = newer ++ e :: older -> covers t older (past t e)
  }.

  Record answered (v0 : P.value) (h : list event) (t : notes) (g : event)
    : Prop := {
    view_arrived : arrivals h t (view t g);
    view_precedes : forall e, In e (view t g) -> precedes h e g;
    view_covers : covers t (view t g) (past t g);
    answer_is_last :
      match last_on (key_of g) (view t g) with
      | None => value_of g = v0
      | Some e => value_of g = value_of e /\ within (past t g) (name t e) /\
          included (past t e) (past t g)
      end
  }.

  Definition entry_noted (v0 : P.value) (t : notes) (last : option event)
    (e : S.entry) : Prop :=
    match last with
    | None => S.content e = v0 /\ S.written e = None
    | Some d => S.content e = value_of d /\ S.written e = Some (name t d) /\
        S.causes e = past t d
    end.

  Definition state_of (w : world) (n : P.replica) : S.state :=
    node_state (nodes w n).

  Record invariant (v0 : P.value) (w : world) (h : list event) (t : notes)
    : Prop := {
    numbered : forall e, In e h -> number e < node_next (nodes w (session e));
    one_event : forall a b, In a h -> In b h ->
      session a = session b -> number a = number b -> a = b;
    one_name : forall a b, put_in h a -> put_in h b -> name t a = name t b -> a = b;
    name_made : forall e, put_in h e ->
      fst (name t e) = session e /\
      snd (name t e) <= S.made (state_of w (session e));
    log_arrived : forall n, arrivals h t (log t n);
    log_received : forall n i, within (S.received (state_of w n)) i <->
      exists e, In e (log t n) /\ name t e = i;
    log_entries : forall n k,
      entry_noted v0 t (last_on k (log t n)) (S.entry_of (state_of w n) k);
    session_received : forall n,
      included (S.depends (state_of w n)) (S.received (state_of w n));
    session_past : forall a, In a h ->
      included (past t a) (S.depends (state_of w (session a))) /\
      (put_in h a -> within (S.depends (state_of w (session a))) (name t a));
    order_past : forall a b, session_order h a b ->
      included (past t a) (past t b) /\
      (put_in h a -> within (past t b) (name t a));
    gets_answered : forall g, get_in h g -> answered v0 h t g;
    messages_noted : forall u, In u (network w) ->
      exists e, put_in h e /\
        e = PutCalled (from u) (NodeWorld.number u) (about u)
              (NodeWorld.content u) /\
        S.id (payload u) = name t e /\ S.needs (payload u) = past t e
  }.

  (** * What more notes leave as it was *)

  Definition agree (h : list event) (t t' : notes) : Prop :=
    forall e, In e h ->
      name t' e = name t e /\ past t' e = past t e /\ view t' e = view t e.

  Lemma covers_stays : forall h t t' l s,
    agree h t t' -> (forall e, In e l -> In e h) ->
    covers t l s -> covers t' l s.
  Proof.
    intros h t t' l s A L C i Hi. destruct (C i Hi) as [d [Hd <-]].
    exists d. split; [assumption |]. apply A. auto.
  Qed.

  Lemma arrivals_stay : forall h h' t t' l,
    agree h t t' -> (forall e, put_in h e -> put_in h' e) ->
    arrivals h t l -> arrivals h' t' l.
  Proof.
    intros h h' t t' l A H [Hputs Honce Hafter]. constructor; auto.
    intros newer e older E.
    assert (G : forall d, In d l -> In d h) by (intros d Hd; apply Hputs; auto).
    rewrite (proj1 (proj2 (A e (G e ltac:(rewrite E; apply in_elt))))).
    eapply covers_stays; eauto.
    intros d Hd. apply G. rewrite E. apply in_or_app. simpl. auto.
  Qed.

  Lemma last_on_In : forall k l e,
    last_on k l = Some e -> In e l /\ key_of e = k.
  Proof.
    unfold last_on. intros k l e H. apply find_some in H.
    destruct (P.key_eq_dec (key_of e) k); [tauto | destruct H; discriminate].
  Qed.

  Lemma entry_stays : forall v0 h t t' l k e,
    agree h t t' -> (forall e, In e l -> In e h) ->
    entry_noted v0 t (last_on k l) e -> entry_noted v0 t' (last_on k l) e.
  Proof.
    unfold entry_noted. intros v0 h t t' l k e A L.
    destruct (last_on k l) eqn:E; [| auto]. apply last_on_In in E.
    destruct (A e0) as [-> [-> _]]; [apply L |]; tauto.
  Qed.

  Lemma put_in_more : forall h x (e : event),
    put_in (h ++ [x]) e <-> put_in h e \/ e = x /\ put_in [x] e.
  Proof.
    unfold put_in. intros. rewrite in_app_iff. simpl. intuition (subst; auto).
  Qed.

  Lemma put_stays : forall h x (e : event), put_in h e -> put_in (h ++ [x]) e.
  Proof. intros. apply put_in_more. auto. Qed.

  Lemma precedes_stays : forall h x (e g : event),
    precedes h e g -> precedes (h ++ [x]) e g.
  Proof.
    intros h x e g [early [late [-> ?]]]. exists early, (late ++ [x]).
    rewrite <- app_assoc. auto.
  Qed.

  Lemma answered_stays : forall v0 h h' t t' g,
    agree h t t' -> (forall e, put_in h e -> put_in h' e) ->
    (forall e, precedes h e g -> precedes h' e g) ->
    In g h -> answered v0 h t g -> answered v0 h' t' g.
  Proof.
    intros v0 h h' t t' g A H H' Hg [Harrived Hprecedes Hcovers Hlast].
    destruct (A g Hg) as [_ [Ep Ev]].
    assert (L : forall e, In e (view t g) -> In e h).
    { intros e He. apply (arrived_puts _ _ _ Harrived e He). }
    constructor; rewrite ?Ev, ?Ep; auto.
    - eapply arrivals_stay; eauto.
    - eapply covers_stays; eauto.
    - destruct (last_on (key_of g) (view t g)) eqn:E; [| assumption].
      apply last_on_In in E. destruct (A e) as [-> [-> _]]; [apply L |]; tauto.
  Qed.

  (** One more event, of the number that its node has reached. *)
  Lemma agree_noted : forall h n i (t : notes) a p v l,
    (forall e, In e h -> session e = n -> number e < i) ->
    agree h t {| names := noted n i a (names t); pasts := noted n i p (pasts t);
                 views := noted n i v (views t); log := l |}.
  Proof.
    intros h n i t a p v l H e He. unfold name, past, view, noted. simpl.
    destruct (P.replica_eq_dec n (session e)) as [E | _]; [| auto].
    destruct (Nat.eq_dec i (number e)) as [-> | _]; [| auto].
    specialize (H e He (eq_sym E)). lia.
  Qed.

  Lemma noted_same : forall A n i (x : A) f, noted n i x f n i = x.
  Proof.
    intros. unfold noted. destruct (P.replica_eq_dec n n), (Nat.eq_dec i i);
      congruence.
  Qed.

  (** An older event of a session is in its order before the newest. *)
  Lemma order_of_more : forall h x (a b : event),
    (forall e, In e h -> session e = session x -> number e < number x) ->
    session_order (h ++ [x]) a b ->
    session_order h a b \/ In a h /\ b = x /\ session a = session x.
  Proof.
    unfold session_order. intros h x a b H. rewrite !in_app_iff. simpl.
    intros [[Ha | [<- | []]] [[Hb | [<- | []]] [E L]]]; auto; exfalso.
    - specialize (H b Hb (eq_sym E)). lia.
    - lia.
  Qed.

  Lemma last_on_cons : forall k e l,
    last_on k (e :: l) =
    if P.key_eq_dec (key_of e) k then Some e else last_on k l.
  Proof.
    intros. unfold last_on. simpl. destruct (P.key_eq_dec (key_of e) k); auto.
  Qed.

  Lemma arrivals_cons : forall h t e l,
    arrivals h t l -> put_in h e -> ~ In e l -> covers t l (past t e) ->
    arrivals h t (e :: l).
  Proof.
    intros h t e l [Hputs Honce Hafter] He N C. constructor.
    - intros d [<- | ?]; auto.
    - constructor; assumption.
    - intros [| d newer] d' older E; simpl in E; inversion E; subst; eauto.
  Qed.

End Invariant.
