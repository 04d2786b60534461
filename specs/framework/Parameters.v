(** What every core and every specification is abstract in: keys, values,
    client and replica identities. At run time keys and values are byte strings
    and identities are node numbers; nothing proved here may depend on that. *)

Module Type PARAMETERS.

  Parameter key : Type.
  Parameter value : Type.
  Parameter client : Type.
  Parameter replica : Type.

  Parameter key_eq_dec : forall a b : key, {a = b} + {a <> b}.
  Parameter value_eq_dec : forall a b : value, {a = b} + {a <> b}.
  Parameter client_eq_dec : forall a b : client, {a = b} + {a <> b}.
  Parameter replica_eq_dec : forall a b : replica, {a = b} + {a <> b}.

  (** A total order on clients: it decides between puts of equal stamp time. *)
  Parameter client_leb : client -> client -> bool.
  Parameter client_leb_total :
    forall a b, client_leb a b = true \/ client_leb b a = true.
  Parameter client_leb_antisymmetric :
    forall a b, client_leb a b = true -> client_leb b a = true -> a = b.
  Parameter client_leb_transitive :
    forall a b c,
      client_leb a b = true -> client_leb b c = true -> client_leb a c = true.

End PARAMETERS.
