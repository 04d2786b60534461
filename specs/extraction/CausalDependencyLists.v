(** Extraction of CC2, explicit dependency lists. [nat] becomes OCaml's [int]; see
    VectorClock.v here. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require CausalDependencyLists.

Extraction Language OCaml.
Extraction "CausalDependencyLists.ml" CausalDependencyLists.CausalDependencyLists.
