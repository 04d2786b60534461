(* Standard library: decimal and hexadecimal numerals, and their strings (DecimalString, HexString). *)
From Coq Require Import Decimal DecimalString HexString BinaryString OctalString String Ascii ZArith Extraction ExtrOcamlBasic.
Open Scope string_scope.

Definition nat_to_string (n : nat) : string := NilZero.string_of_uint (Nat.to_uint n).
Definition z_to_string (z : Z) : string := NilZero.string_of_int (Z.to_int z).
Definition string_to_z (s : string) : option Z := option_map Z.of_int (NilZero.int_of_string s).
Definition round_trip (z : Z) : option Z := string_to_z (z_to_string z).
Definition n_to_hex (n : N) : string := HexString.of_N n.
Definition hex_to_n (s : string) : N := HexString.to_N s.
Definition hex_trip (z : Z) : Z := HexString.to_Z (HexString.of_Z z).
Definition binary (z : Z) : string := BinaryString.of_Z z.
Definition octal (n : nat) : string := OctalString.of_nat n.
Definition reversed (n : nat) : Decimal.uint := Decimal.rev (Nat.to_uint n).
Definition normal (d : Decimal.int) : Decimal.int := Decimal.norm d.

Extraction "decimal_strings.ml" nat_to_string z_to_string string_to_z round_trip n_to_hex hex_to_n hex_trip binary octal
  reversed normal.
