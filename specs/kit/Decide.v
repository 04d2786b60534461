(** Tactics that close what a core's proof usually has to show: a question about
    identifiers, sets of puts or vectors becomes one about numbers.

    Preparation first, search never: each tactic takes only steps that cannot be
    wrong turns, and each of its loops uses up what it works on, so a goal that
    it cannot close it gives back soon. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Kit Require Import FiniteSet Vector.

(** What to unfold: the methods of a core and of its specification, and the
    relations between their states, unless they are records. *)
Create HintDb methods.
Create HintDb relations.
(** Equations between a core's own copies of the kit's functions and those, for
    rewriting: [Definition copy : I.lookup = lookup eq_dec := eq_refl.] *)
Create HintDb copies.

(** Computes fields of records and the like, but leaves numbers and sets as
    they are written: a maximum taken apart is none that arithmetic knows. *)
Ltac reduce :=
  cbn -[Nat.add Nat.sub Nat.max Nat.min Nat.leb Nat.ltb Nat.eqb
        member add union restrict subset strict_subset
        lookup raise merge below larger covers] in *.

(** * Facts *)

(** Marks what was instantiated already. *)
Definition known {statement : Prop} (_ : statement) : Prop := True.

(** Adds a fact, unless that was done before: then it fails. *)
Ltac learn fact :=
  let statement := type of fact in
  lazymatch goal with
  | _ : known fact |- _ => fail
  | _ : statement |- _ => fail
  | _ => pose proof (Logic.I : known fact); pose proof fact
  end.

(** * Hypotheses of several parts *)

Lemma pair_is : forall (A B : Type) (a c : A) (b d : B),
  (a, b) = (c, d) <-> a = c /\ b = d.
Proof. intros. split; [inversion 1; auto | intros [-> ->]; reflexivity]. Qed.

Ltac may_be_record statement :=
  lazymatch statement with
  | forall x : ?A, @?B x => fail
  | _ = _ => fail
  | _ <= _ => fail
  | _ < _ => fail
  | _ =>
      let sort := type of statement in
      lazymatch sort with Prop => idtac end
  end.

(** Records of facts and conjunctions into their parts, alternatives into
    cases, equations into substitutions. *)
Ltac split_hypotheses :=
  repeat match goal with
    | H : False |- _ => destruct H
    | H : true = false |- _ => discriminate H
    | H : false = true |- _ => discriminate H
    | H : ?x <> ?x |- _ => destruct (H eq_refl)
    | H : ?statement, N : ~ ?statement |- _ => destruct (N H)
    | H : _ /\ _ |- _ => destruct H
    | H : _ \/ _ |- _ => destruct H
    | H : exists x : ?A, @?B x |- _ => destruct H
    | x : prod _ _ |- _ => destruct x
    | H : (_, _) = (_, _) |- _ => apply pair_is in H
    | H : Some _ = Some _ |- _ => injection H; clear H; intros
    | H : Some _ = None |- _ => discriminate H
    | H : None = Some _ |- _ => discriminate H
    | H : ?x = ?x |- _ => clear H
    | H : ?x = ?y |- _ => first [is_var x; subst x | is_var y; subst y]
    | H : ?statement |- _ =>
        may_be_record statement; progress (decompose record H); clear H
    end.

(** An equation that was given its direction: [old] is written as [new]. *)
Definition written_as {A : Type} (old new : A) : Prop := old = new.

(** Rewrites with the equations between things that are not numbers: those are
    left to arithmetic. Each gets the direction that first made a difference,
    and keeps it. *)
Ltac mentions y x := lazymatch y with context [x] => idtac end.
Ltac is_apart_from x y := lazymatch y with context [x] => fail | _ => idtac end.

Ltac use_equations :=
  repeat match goal with
    | H : written_as ?x ?x |- _ => clear H
    | H : written_as ?x ?y |- ?statement =>
        mentions statement x; rewrite (H : x = y)
    | H : written_as ?x ?y, M : ?statement |- _ =>
        mentions statement x; rewrite (H : x = y) in M
    | H : @eq ?type ?x ?y |- _ =>
        lazymatch type with nat => fail | bool => fail | _ => idtac end;
        first
          [ is_apart_from x y; rewrite H in *; change (written_as x y) in H
          | is_apart_from y x; rewrite <- H in *; symmetry in H;
            change (written_as y x) in H ]
    end.

(** * Identifiers and numbers *)

(** One question, of which nothing is known yet, in both ways. *)
Ltac decide_question question :=
  lazymatch question with
  | context [if _ then _ else _] => fail
  | context [match _ with Some _ => _ | None => _ end] => fail
  | ?a <=? ?b => destruct (Nat.leb_spec a b) in *
  | ?a <? ?b => destruct (Nat.ltb_spec a b) in *
  | ?a =? ?b => destruct (Nat.eqb_spec a b) in *
  | _ =>
      lazymatch type of question with
      | {_} + {_} => destruct question in *
      | bool => destruct question eqn:? in *
      | option _ => destruct question eqn:? in *
      end
  end;
  reduce; split_hypotheses.

Ltac decide_hypotheses :=
  repeat match goal with
    | H : context [if ?question then _ else _] |- _ => decide_question question
    | H : context [match ?question with Some _ => _ | None => _ end] |- _ =>
        decide_question question
    end.

Ltac decide_goal :=
  repeat match goal with
    | |- context [if ?question then _ else _] => decide_question question
    | |- context [match ?question with Some _ => _ | None => _ end] =>
        decide_question question
    end.

(** Decides every comparison that a hypothesis or the goal branches on. What a
    function would branch on once it is applied is left alone. *)
Ltac decide_identifiers := decide_hypotheses; decide_goal.

(** * Sets and vectors *)

Lemma not_member : forall (element : Type)
  (eq_dec : forall a b : element, {a = b} + {a <> b}) x s,
  member eq_dec x s = false <-> ~ member eq_dec x s = true.
Proof. intros. rewrite not_true_iff_false. reflexivity. Qed.

(** What an equation is equivalent to, in terms of members. *)
Ltac in_members question :=
  lazymatch question with
  | member ?d ?x empty = true => constr:(member_empty d x)
  | member ?d ?x (single ?y) = true => constr:(member_single d x y)
  | member ?d ?x (add _ ?y ?s) = true => constr:(member_add d x y s)
  | member ?d ?x (union _ ?a ?b) = true => constr:(member_union d x a b)
  | member ?d ?x (restrict ?keep ?s) = true =>
      constr:(member_restrict d x keep s)
  | member ?d ?x ?s = false => constr:(not_member _ d x s)
  | subset ?d ?a ?b = true => constr:(subset_spec d a b)
  | strict_subset ?d ?a ?b = true => constr:(strict_subset_spec d a b)
  | andb ?a ?b = true => constr:(andb_true_iff a b)
  | orb ?a ?b = true => constr:(orb_true_iff a b)
  | negb ?a = true => constr:(negb_true_iff a)
  | (?a <=? ?b) = true => constr:(Nat.leb_le a b)
  | (?a <? ?b) = true => constr:(Nat.ltb_lt a b)
  | (?a =? ?b) = true => constr:(Nat.eqb_eq a b)
  | (?a, ?b) = (?c, ?d) => constr:(pair_is _ _ a c b d)
  end.

(** Whether a set is within another, of sets that vectors stand for. *)
Ltac in_vectors question :=
  lazymatch question with
  | subset ?d ?a ?b = true =>
      match goal with
      | Ha : same_puts _ d a _, Hb : same_puts _ d b _ |- _ =>
          constr:(subset_of_vectors _ d _ _ _ _ Ha Hb)
      | Ha : first_puts d a _ _, Hb : same_puts _ d b _ |- _ =>
          constr:(subset_of_first _ d _ _ _ _ _ Ha Hb)
      end
  end.

(** Questions about sets to questions about members. *)
Ltac goal_to_membership :=
  repeat match goal with
    | |- ?x = ?y =>
        let fact := in_vectors constr:(x = y) in apply (proj2 fact)
    | |- ?x = ?y =>
        let fact := in_members constr:(x = y) in apply (proj2 fact)
    | |- context [@eq ?type ?x ?y] =>
        let fact := in_vectors constr:(x = y) in rewrite fact
    | |- context [@eq ?type ?x ?y] =>
        let fact := in_members constr:(x = y) in rewrite fact
    end.

Ltac to_membership :=
  repeat match goal with
    | H : ?x = ?y |- _ =>
        let fact := in_vectors constr:(x = y) in apply (proj1 fact) in H
    | H : ?x = ?y |- _ =>
        let fact := in_members constr:(x = y) in apply (proj1 fact) in H
    | H : context [@eq ?type ?x ?y] |- _ =>
        let fact := in_vectors constr:(x = y) in rewrite fact in H
    | H : context [@eq ?type ?x ?y] |- _ =>
        let fact := in_members constr:(x = y) in rewrite fact in H
    end;
  goal_to_membership.

Ltac slots_of v :=
  constr:(ltac:(solve [auto with slots]) : single_slots v).

(** Questions about members of sets that a vector stands for, and about what
    vectors are made of, to arithmetic. *)
Ltac to_arithmetic :=
  repeat match goal with
    | H : same_puts _ _ ?s _ |- context [member _ (?c, ?t) ?s = true] =>
        rewrite (H c t)
    | H : same_puts _ _ ?s _, M : context [member _ (?c, ?t) ?s = true] |- _ =>
        rewrite (H c t) in M
    | H : first_puts _ ?s _ _ |- context [member _ (?c, ?t) ?s = true] =>
        rewrite (H c t)
    | H : first_puts _ ?s _ _, M : context [member _ (?c, ?t) ?s = true] |- _ =>
        rewrite (H c t) in M
    | H : forall c t, member _ (c, t) ?s = true <-> @?Q c t
      |- context [member _ (?c, ?t) ?s = true] => rewrite (H c t)
    | H : forall c t, member _ (c, t) ?s = true <-> @?Q c t,
      M : context [member _ (?c, ?t) ?s = true] |- _ => rewrite (H c t) in M
    | H : at_most _ _ ?s _, M : member _ (?c, ?t) ?s = true |- _ =>
        learn (H c t M)
    | |- context [covers ?d ?v (?c, ?t) = true] => rewrite (covers_spec d v c t)
    | H : context [covers ?d ?v (?c, ?t) = true] |- _ =>
        rewrite (covers_spec d v c t) in H
    | |- below ?d ?v ?w = true =>
        apply (below_spec d v w); [solve [auto with slots] | intro]
    | H : below ?d ?v ?w = true |- _ => learn (below_lookup d v w H)
    | |- context [lookup ?d ?e (raise _ ?c ?t ?v)] =>
        rewrite (lookup_raise d c e t v)
    | H : context [lookup ?d ?e (raise _ ?c ?t ?v)] |- _ =>
        rewrite (lookup_raise d c e t v) in H
    | |- context [lookup ?d ?c (merge _ ?v ?w)] =>
        let slots := slots_of v in rewrite (lookup_merge_max d c v w slots)
    | H : context [lookup ?d ?c (merge _ ?v ?w)] |- _ =>
        let slots := slots_of v in rewrite (lookup_merge_max d c v w slots) in H
    | |- context [lookup ?d ?c nil] => rewrite (lookup_empty d c)
    | H : context [lookup ?d ?c nil] |- _ => rewrite (lookup_empty d c) in H
    | |- context [larger ?a ?b] => rewrite (larger_max a b)
    | H : context [larger ?a ?b] |- _ => rewrite (larger_max a b) in H
    | _ : context [lookup ?d ?c (merge ?d ?v ?w)] |- _ =>
        learn (lookup_merge d c v w)
    | |- context [lookup ?d ?c (merge ?d ?v ?w)] =>
        learn (lookup_merge d c v w)
    end.

(** Uses what holds for all clients, keys or puts at those that the goal is
    about: the variables in sight, the clients that are looked up, and the
    members that are known. *)
Ltac instantiate_pointwise :=
  repeat match goal with
    | H : forall x : ?A, @?B x, y : ?A |- _ =>
        lazymatch A with nat => fail | _ => idtac end;
        let statement := type of H in
        let sort := type of statement in
        lazymatch sort with Prop => idtac end;
        learn (H y)
    | H : forall c : ?C, @?B c |- context [lookup _ ?c _] =>
        let C' := type of c in unify C C'; learn (H c)
    | H : forall c : ?C, @?B c, M : context [lookup _ ?c _] |- _ =>
        let C' := type of c in unify C C'; learn (H c)
    | H : forall i, member _ i ?s = true -> @?Q i,
      M : member _ ?j ?s = true |- _ => learn (H j M)
    | H : forall c t, member _ (c, t) ?s = true -> @?Q c t,
      M : member _ (?d, ?n) ?s = true |- _ => learn (H d n M)
    end;
  repeat match goal with H : known _ |- _ => clear H end.

(** * Obligations *)

(** An equation of a thing with itself is true, one that was decided is not. *)
Lemma same_is_true : forall (A : Type) (a : A), a = a <-> True.
Proof. tauto. Qed.

Lemma other_is_false : forall (A : Type) (a b : A),
  a <> b -> (a = b <-> False) /\ (b = a <-> False).
Proof. intros. split; split; intros; subst; auto; contradiction. Qed.

Ltac settle_equations :=
  repeat match goal with
    | |- context [?a = ?a] => rewrite (same_is_true _ a)
    | H : ?a <> ?b |- context [?a = ?b] =>
        rewrite (proj1 (other_is_false _ a b H))
    | H : ?a <> ?b |- context [?b = ?a] =>
        rewrite (proj2 (other_is_false _ a b H))
    end.

Ltac unfold_everywhere :=
  repeat (progress (autounfold with methods relations in *)).

Ltac in_own_words := unfold_everywhere; try (autorewrite with copies in *).

(** Whether a goal is about a thing that is chosen between alternatives. *)
Ltac is_chosen thing :=
  lazymatch thing with
  | if _ then _ else _ => idtac
  | match _ with Some _ => _ | None => _ end => idtac
  end.

Ltac has_choice statement :=
  match statement with
  | ?rest ?thing => first [is_chosen thing | has_choice rest]
  end.

(** What is known, in the words of the goal. *)
Ltac use_facts :=
  instantiate_pointwise; split_hypotheses; in_own_words; use_equations;
  reduce.

(** Splits the goal until an atom is left. *)
Ltac split_goal :=
  repeat (reduce; unfold_everywhere; goal_to_membership; match goal with
    | x : prod _ _ |- _ => destruct x
    | |- same_puts _ _ _ _ => intros ? ?
    | |- at_most _ _ _ _ => intros ? ? ?
    | |- first_puts _ _ _ _ => intros ? ?
    | |- ~ _ => intro
    | |- forall x : ?A, @?B x => intro
    | |- _ <= _ /\ _ <= _ => fail 1
    | |- _ /\ _ => split
    | |- _ <-> _ => split
    | |- _ = _ => fail 1
    | |- ?statement => has_choice statement; use_facts; decide_goal
    | |- _ => first [solve [auto 2] | split]
    end).

Ltac conclude_at_once :=
  reduce; solve [ assumption | reflexivity | auto with slots | lia ].

Ltac conclude :=
  unfold written_as in *;
  solve
    [ assumption | reflexivity | contradiction | auto with slots | lia
    | settle_equations; (lia || tauto)
    | congruence
    | f_equal; (reflexivity || lia || congruence) ].

Ltac close_atom :=
  first
    [ conclude_at_once
    | use_facts; decide_identifiers; to_membership; split_hypotheses;
      to_arithmetic; split_hypotheses; instantiate_pointwise; to_arithmetic;
      decide_identifiers; first [conclude | use_equations; conclude] ].

(** What is there as it stands comes first: a hypothesis that was taken to
    pieces has to be put together again. *)
Ltac open_obligation :=
  intros; in_own_words; reduce;
  repeat match goal with |- _ /\ _ => split end; try assumption;
  split_hypotheses; in_own_words; use_equations;
  decide_hypotheses; to_membership; split_hypotheses.

(** Closes an obligation, or fails. *)
Ltac close_obligation := open_obligation; split_goal; close_atom.
