(* Opened before a file to find out whether its arithmetic leaves the range in which OCaml's 63 bits and Java's 64 agree.
   What the file itself defines by these names, it defines after this. *)

exception Beyond_63
exception Beyond_64

(* 0: wrap, as OCaml does. 1: raise. 2: give something else where 64 bits do not hold the result, to see whether the
   answer depends on it. *)
let mode = ref 0

let beyond wide value =
  match !mode with
  | 1 -> raise (if wide then Beyond_64 else Beyond_63)
  | 2 when wide -> value lxor 0x2b3a5c17d
  | _ -> value

let plus a b =
  let r = a + b in
  if (a >= 0) = (b >= 0) && (r >= 0) <> (a >= 0) then beyond false r else r

let minus a b =
  let r = a - b in
  if (a >= 0) <> (b >= 0) && (r >= 0) <> (a >= 0) then beyond false r else r

let times a b =
  let r = a * b in
  if a = 0 || (r / a = b && not (a = -1 && b = min_int)) then r
  else
    let wide = Int64.mul (Int64.of_int a) (Int64.of_int b) in
    beyond (Int64.div wide (Int64.of_int a) <> Int64.of_int b) r

module Arithmetic = struct
  let ( + ) = fun a b -> plus a b
  let ( - ) = fun a b -> minus a b
  let ( * ) = fun a b -> times a b
  let ( ~- ) = fun a -> minus 0 a
  let succ a = plus a 1
  let pred a = minus a 1
  let abs a = if a >= 0 then a else minus 0 a
end

module Integers = struct
  include Int
  let succ = Arithmetic.succ
  let pred = Arithmetic.pred
  let add = plus
  let sub = minus
  let mul = times
  let neg = Arithmetic.( ~- )
  let abs = Arithmetic.abs
end

module Stdlib = struct
  include Stdlib
  include Arithmetic
  module Int = Integers
end

module Pervasives = Stdlib
module Int = Integers
include Arithmetic
