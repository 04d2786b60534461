(* An encoder and a decoder of UTF-8 on bytes as characters (ExtrOcamlChar), Byte.byte among them. *)
From Coq Require Import Ascii String Strings.Byte List NArith Extraction ExtrOcamlChar.
Import ListNotations.
Open Scope N_scope.

Definition encode_one (c : N) : list ascii :=
  let tail k := ascii_of_N (128 + N.modulo (N.shiftr c (6 * k)) 64) in
  if c <? 128 then [ascii_of_N c]
  else if c <? 2048 then [ascii_of_N (192 + N.shiftr c 6); tail 0]
  else if c <? 65536 then [ascii_of_N (224 + N.shiftr c 12); tail 1; tail 0]
  else [ascii_of_N (240 + N.modulo (N.shiftr c 18) 8); tail 2; tail 1; tail 0].
Definition encode (l : list N) : list ascii := flat_map encode_one l.
Fixpoint decode (pending : nat) (acc : N) (l : list ascii) : list N :=
  match l with
  | [] => []
  | c :: r =>
      let n := N_of_ascii c in
      match pending with
      | S k => let acc := acc * 64 + N.modulo n 64 in
               match k with O => acc :: decode 0 0 r | _ => decode k acc r end
      | O => if n <? 128 then n :: decode 0 0 r
             else if n <? 192 then 65533 :: decode 0 0 r
             else if n <? 224 then decode 1 (n - 192) r
             else if n <? 240 then decode 2 (n - 224) r
             else decode 3 (n - 240) r
      end
  end.
Definition decoded (l : list ascii) : list N := decode 0 0 l.
Definition round_trip (l : list N) : list N := decoded (encode l).
Definition is_vowel (b : byte) : bool :=
  match b with "a"%byte | "e"%byte | "i"%byte | "o"%byte | "u"%byte => true | _ => false end.
Definition next (b : byte) : option byte := Byte.of_N (Byte.to_N b + 1).
Definition low_bits (a : ascii) : bool * bool := match a with Ascii b0 b1 _ _ _ _ _ _ => (b0, b1) end.
Definition with_bits (b : bool) : ascii := Ascii b false b false true false true b.

Extraction "utf8.ml" encode decoded round_trip is_vowel low_bits with_bits Byte.eqb next.
