(** Extraction of the core that tracks dependencies exactly, for suite/cc. [nat]
    becomes OCaml's [int]; see VectorClock.v here. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require CausalExact.

Extraction Language OCaml.
Extraction "CausalExact.ml" CausalExact.CausalExact.
