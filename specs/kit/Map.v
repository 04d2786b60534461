(** Finite maps: what a core's store may be. The laws say what is found after
    each change, and nothing of how; an implementation may ask that its maps be
    well formed, which all that it makes are.

    What is extracted holds no functor within a functor, so a core calls the
    plain functions that an implementation is made of, with its own comparison
    of keys, or copies them; its proof instantiates the functor, and the laws
    hold of the copy by computation (tests/MapTests.v). *)

Module Type KEYS.
  Parameter key : Type.
  Parameter key_eq_dec : forall a b : key, {a = b} + {a <> b}.
End KEYS.

(** Keys with a total order, for maps that sort. *)
Module Type ORDERED_KEYS.
  Parameter key : Type.
  Parameter key_eq_dec : forall a b : key, {a = b} + {a <> b}.
  Parameter key_leb : key -> key -> bool.
  Parameter key_leb_total :
    forall a b, key_leb a b = true \/ key_leb b a = true.
  Parameter key_leb_antisymmetric :
    forall a b, key_leb a b = true -> key_leb b a = true -> a = b.
  Parameter key_leb_transitive :
    forall a b c, key_leb a b = true -> key_leb b c = true ->
    key_leb a c = true.
End ORDERED_KEYS.

Module Type MAP (K : KEYS).

  Parameter map : Type -> Type.

  Parameter empty : forall {value}, map value.
  Parameter find : forall {value}, K.key -> map value -> option value.
  Parameter add : forall {value}, K.key -> value -> map value -> map value.
  Parameter remove : forall {value}, K.key -> map value -> map value.

  Parameter well_formed : forall {value}, map value -> Prop.
  Parameter well_formed_empty : forall value, well_formed (@empty value).
  Parameter well_formed_add : forall value k (x : value) m,
    well_formed m -> well_formed (add k x m).
  Parameter well_formed_remove : forall value k (m : map value),
    well_formed m -> well_formed (remove k m).

  Parameter find_empty : forall value k, find k (@empty value) = None.
  Parameter find_add : forall value asked k (x : value) m,
    well_formed m ->
    find asked (add k x m) =
    if K.key_eq_dec k asked then Some x else find asked m.
  Parameter find_remove : forall value asked k (m : map value),
    well_formed m ->
    find asked (remove k m) =
    if K.key_eq_dec k asked then None else find asked m.

End MAP.

(** Every key has a value: the default, if none was added. This is what a store
    that starts with an initial value needs. *)
Module Total (K : KEYS) (M : MAP K).

  Definition find_or {value} (default : value) (k : K.key) (m : M.map value)
    : value :=
    match M.find k m with Some x => x | None => default end.

  Lemma find_or_empty : forall value (default : value) k,
    find_or default k M.empty = default.
  Proof. intros. unfold find_or. rewrite M.find_empty. reflexivity. Qed.

  Lemma find_or_add : forall value (default : value) asked k x m,
    M.well_formed m ->
    find_or default asked (M.add k x m) =
    if K.key_eq_dec k asked then x else find_or default asked m.
  Proof.
    intros. unfold find_or. rewrite M.find_add by assumption.
    destruct (K.key_eq_dec k asked); reflexivity.
  Qed.

  Lemma find_or_remove : forall value (default : value) asked k m,
    M.well_formed m ->
    find_or default asked (M.remove k m) =
    if K.key_eq_dec k asked then default else find_or default asked m.
  Proof.
    intros. unfold find_or. rewrite M.find_remove by assumption.
    destruct (K.key_eq_dec k asked); reflexivity.
  Qed.

End Total.
