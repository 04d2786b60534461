(** The kit's tactics on the reference core: it depends on more than it must, so
    its vectors cover sets that they do not equal, and its functions on vectors
    are its own. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Import FiniteSet Vector Decide.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Reference Require VectorClock.

Module Obligations (P : PARAMETERS).
  Module I := VectorClock.VectorClock P.
  Module S := Strong.Strong P Guarantees.Causal_plus.

  Definition lookup_copy : I.lookup = lookup P.client_eq_dec := eq_refl.
  Definition raise_copy : I.raise = raise P.client_eq_dec := eq_refl.
  Definition merge_copy : I.merge = merge P.client_eq_dec := eq_refl.
  Definition below_copy : I.below = below P.client_eq_dec := eq_refl.
  Definition larger_copy : I.larger = larger := eq_refl.

  Definition same := same_puts P.client_eq_dec S.put_id_eq_dec.
  Definition within := at_most P.client_eq_dec S.put_id_eq_dec.
  Definition first := first_puts S.put_id_eq_dec.

  Definition stamp_of (s : I.stamp) : S.stamp :=
    {| S.time := I.time s; S.writer := I.writer s |}.

  Record entry_related (latest : nat) (clock : I.vector) (e : I.entry)
    (f : S.entry) : Prop := {
    same_content : I.content e = S.content f;
    same_stamp : option_map stamp_of (I.written e) = S.written f;
    time_known : S.time_of f <= latest;
    causes_covered : within (S.causes f) clock
  }.

  Record replica_related (r : I.replica_state) (s : S.replica_state) : Prop := {
    clock_is_applied : same (S.applied s) (I.clock r);
    entries_related : forall k,
      entry_related (I.latest r) (I.clock r) (I.store r k) (S.entry_of s k)
  }.

  Record client_related (c : P.client) (x : I.client_state) (y : S.client_state)
    : Prop := {
    same_number : I.own x = S.made y;
    own_are_first : first (S.own_puts y) c (I.own x);
    reads_covered : within (S.read_causes y) (I.depends x);
    past_covered : S.past y <= I.past x
  }.

  Record get_related (c : P.client) (g : I.get_payload) (h : S.get_payload)
    : Prop := {
    asked_own : first (S.asked_puts h) c (I.get_own g);
    asked_covered : within (S.asked_reads h) (I.get_depends g)
  }.

  Record answer_related (a : I.answer_payload) (b : S.answer_payload)
    : Prop := {
    answer_covered : within (S.answer_causes b) (I.answer_clock a);
    answer_known : S.answer_time b <= I.answer_latest a
  }.

  Record put_related (c : P.client) (p : I.put_payload) (q : S.put_payload)
    : Prop := {
    same_id : S.id q = (c, I.number p);
    earlier_own : first (S.earlier_puts q) c (I.number p - 1);
    earlier_covered : within (S.earlier_reads q) (I.put_depends p);
    same_mark : S.mark q = {| S.time := I.put_time p; S.writer := c |}
  }.
  #[local] Hint Unfold
    I.older
    I.client_init I.replica_init I.get_request I.get_guard I.get
    I.get_response I.put_request I.put_guard I.put I.put_seen
    S.stamp_before S.all_in S.both S.if_chosen S.kept S.time_of
    S.client_init S.replica_init S.get_request S.get_guard S.get
    S.get_response S.put_request S.put_guard S.put S.put_seen : methods.
  #[local] Hint Unfold
    S.put_id same within first stamp_of option_map : relations.
  #[local] Hint Rewrite
    lookup_copy raise_copy merge_copy below_copy larger_copy : copies.

  Lemma client_starts : forall c,
    client_related c (I.client_init c) (S.client_init c).
  Proof. close_obligation. Qed.

  Lemma replica_starts : forall r v,
    replica_related (I.replica_init r v) (S.replica_init r v).
  Proof. close_obligation. Qed.

  Lemma get_asked : forall k c s t,
    client_related c s t ->
    get_related c (fst (I.get_request k c s)) (fst (S.get_request k c t)) /\
    client_related c (snd (I.get_request k c s)) (snd (S.get_request k c t)).
  Proof. close_obligation. Qed.

  Lemma get_answered : forall k c r g h s t,
    get_related c g h -> replica_related s t ->
    I.get_guard k g c r s = true ->
    S.get_guard k h c r t = true /\
    fst (fst (I.get k g c r s)) = fst (fst (S.get k h c r t)) /\
    answer_related (snd (fst (I.get k g c r s))) (snd (fst (S.get k h c r t)))
    /\ replica_related (snd (I.get k g c r s)) (snd (S.get k h c r t)).
  Proof. close_obligation. Qed.

  Lemma answer_taken : forall k v c a b s t,
    answer_related a b -> client_related c s t ->
    client_related c (I.get_response k v a c s) (S.get_response k v b c t).
  Proof. close_obligation. Qed.

  Lemma put_formed : forall k v now c s t,
    client_related c s t ->
    exists now',
    put_related c
      (fst (I.put_request k v now c s)) (fst (S.put_request k v now' c t)) /\
    client_related c
      (snd (I.put_request k v now c s)) (snd (S.put_request k v now' c t)).
  Proof.
    intros. exists (Nat.max (I.past s) now). close_obligation.
  Qed.

  Lemma put_applied : forall k v c r p q s t,
    put_related c p q -> replica_related s t ->
    I.put_guard k v p c r s = true ->
    S.put_guard k v q c r t = true /\
    replica_related (I.put k v p c r s) (S.put k v q c r t).
  Proof. close_obligation. Qed.
End Obligations.
