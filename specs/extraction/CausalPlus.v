(** Extraction of the grown core of causal+. [nat] becomes OCaml's [int]; see
    VectorClock.v here. The map stays a parameter: the bridge puts the runtime's
    in its place. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Grown Require CausalPlus.

Extraction Language OCaml.
Extraction "CausalPlus.ml" CausalPlus.CausalPlus.
