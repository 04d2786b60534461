(* A grown core, extracted for the bridge: the map stays a parameter, in whose
   place the bridge puts the runtime's. *)
From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Candidate Require Core.
Extraction Language OCaml.
Extraction "Grown.ml" Core.Grown.
