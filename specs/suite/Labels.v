(** What the labelled specification is abstract in beside keys and values: every
    value has a label, and every client cares for some labels. *)

From Espalier.Framework Require Import Parameters.

Module Type LABELS (P : PARAMETERS).

  Parameter label : Type.
  Parameter label_eq_dec : forall a b : label, {a = b} + {a <> b}.
  Parameter label_of : P.value -> label.
  Parameter cares : P.client -> label -> bool.

End LABELS.

(** One label that every client cares for. *)
Module OneLabel (P : PARAMETERS) <: LABELS P.

  Definition label := unit.

  Definition label_eq_dec (a b : label) : {a = b} + {a <> b}.
  Proof. decide equality. Defined.

  Definition label_of (_ : P.value) : label := tt.
  Definition cares (_ : P.client) (_ : label) : bool := true.

End OneLabel.
