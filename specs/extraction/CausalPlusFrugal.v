(** Extraction of the frugal core of causal+. [nat] becomes OCaml's [int]; see
    VectorClock.v here. The map stays a parameter: the bridge puts the runtime's
    in its place. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require CausalPlusFrugal.

Extraction Language OCaml.
Extraction "CausalPlusFrugal.ml" CausalPlusFrugal.CausalPlusFrugal.
