
type __ = Obj.t

val fst : ('a1 * 'a2) -> 'a1

val snd : ('a1 * 'a2) -> 'a2

val length : 'a1 list -> int

type 'a sig0 = 'a
  (* singleton inductive, whose constructor was exist *)

type ('a, 'p) sigT =
| ExistT of 'a * 'p

val add : int -> int -> int

val mul : int -> int -> int

module Nat :
 sig
  val sub : int -> int -> int

  val ltb : int -> int -> bool

  val even : int -> bool

  val divmod : int -> int -> int -> int -> int * int

  val modulo : int -> int -> int

  val div2 : int -> int
 end

val fold_left : ('a1 -> 'a2 -> 'a1) -> 'a2 list -> 'a1 -> 'a1

type arrows = __

val constant : int -> int -> arrows

val feed : int -> int -> arrows -> int

type ty =
| Num
| Truth
| Fun of ty * ty

type value = __

type term =
| Lit of int
| Plus of term * term
| Less of term * term
| If of ty * term * term * term
| Twice
| App of ty * ty * term * term

val eval : ty -> term -> value

type 'a vec =
| Nil_
| Cons_ of int * 'a * 'a vec

val head : int -> 'a1 vec -> 'a1

val tail : int -> 'a1 vec -> 'a1 vec

val from : int -> int -> int vec

val zip : int -> 'a1 vec -> 'a2 vec -> ('a1 * 'a2) vec

val sum : int -> (int * int) vec -> int

type package =
| Pack of __ * (__ -> int)

val open0 : package -> int

val packages : int -> package list

val pick : int list -> int

val first : int -> int

val half : int -> int

val some : int -> (__, __ * (__ -> int)) sigT

val down : int -> int

val program : int -> term

val run : int -> int
