(** Makes a goal that stays open into a lemma, and looks for small values that
    refute a lemma. Of the search alone: no proof that it writes rests on this. *)

Ltac is_small type :=
  lazymatch type with
  | nat => idtac
  | bool => idtac
  | list _ => idtac
  | prod _ _ => idtac
  end.

Ltac is_no_function type :=
  lazymatch type with
  | forall _, _ => fail
  | Prop => fail
  | Set => fail
  | Type => fail
  | _ => idtac
  end.

(** What a state or payload has in one of its fields. *)
Ltac is_read f x :=
  is_var x; is_const f;
  let of := type of x in
  first [ is_small of; fail 1 | idtac ];
  let result := type of (f x) in is_no_function result.

Ltac shares statement other :=
  match statement with
  | context [?f ?x] =>
      is_read f x; match other with context [f x] => idtac end
  | context [?n] =>
      is_var n; (let type := type of n in is_small type);
      match other with context [n] => idtac end
  end.

(** What is known of the things that the goal speaks of becomes a premise. *)
Ltac keep_related :=
  repeat match goal with
    | H : ?statement |- ?goal =>
        let sort := type of statement in
        lazymatch sort with Prop => idtac end;
        lazymatch statement with forall _, _ => fail | _ => idtac end;
        shares statement goal; revert H
    end.

(** Fields and slots become variables, the same one wherever the same is read. *)
Ltac abstract_reads :=
  repeat match goal with
    | |- context [?f ?x] => is_read f x; generalize (f x); intro
    | |- context [lookup ?d ?c ?v] => generalize (lookup d c v); intro
    end.

Ltac only_goal :=
  repeat match goal with H : _ |- _ => clear H end;
  repeat match goal with x : _ |- _ => revert x end.

Ltac generalised := abstract_reads; only_goal.
Ltac generalised_with_premises := keep_related; abstract_reads; only_goal.

(** All values up to 3 for numbers, up to two elements for lists of numbers. *)
Ltac settled :=
  cbn in *;
  solve
    [ discriminate | lia | congruence | assumption
    | intuition (discriminate || lia || congruence) ].

Ltac refuted_by H :=
  lazymatch type of H with
  | forall n : nat, _ =>
      first
        [ refuted_at H 0 | refuted_at H 1 | refuted_at H 2 | refuted_at H 3 ]
  | forall b : bool, _ => first [ refuted_at H true | refuted_at H false ]
  | forall l : list nat, _ =>
      first
        [ refuted_at H (@nil nat) | refuted_at H (cons 0 nil)
        | refuted_at H (cons 1 (cons 2 nil)) | refuted_at H (cons 2 (cons 1 nil)) ]
  | ?premise -> _ =>
      let known := fresh in
      assert (known : premise) by (clear H; settled);
      let rest := fresh in
      pose proof (H known) as rest; clear H; refuted_by rest
  | forall x : ?A, _ => match goal with y : A |- _ => refuted_at H y end
  | _ => settled
  end
with refuted_at H value :=
  let rest := fresh in pose proof (H value) as rest; clear H; refuted_by rest.

Ltac refuted := let H := fresh in intro H; refuted_by H.
