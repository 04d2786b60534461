(** Extraction of the reference core. [nat] becomes OCaml's [int]: the one place
    where the extracted program may differ from the proved one is an overflow
    (see docs/trusted-base.md); the bridge makes it a checked 64-bit number. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require VectorClock.

Extraction Language OCaml.
Extraction "VectorClock.ml" VectorClock.VectorClock.
