(** Extraction of CC1, the vector clock without stamps. [nat] becomes OCaml's [int]; see
    VectorClock.v here. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require CausalVectorClock.

Extraction Language OCaml.
Extraction "CausalVectorClock.ml" CausalVectorClock.CausalVectorClock.
