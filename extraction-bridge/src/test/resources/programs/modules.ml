(* Module forms that this library's extractions seldom have: shadowing, arguments that are applications or structures,
   functors passed to functors, inclusion, repeated declarations, and functors that nothing applies. *)
module type ORDER = sig
  type t
  val below : t -> t -> bool
  val least : t
end

let unit_step = 1

module Counter (O : ORDER) = struct
  type mark = Low | High of O.t
  let mark x = if O.below x O.least then Low else High x
  let step n = n + unit_step
  module Inner = struct
    type held = { held : mark; times : int }
    let hold x = { held = mark x; times = step 0 }
  end
end

(* The functor keeps the meaning that the name had where it was defined. *)
let unit_step = 100

module Nat = struct
  type t = int
  let below a b = a < b
  let least = 3
end

module Pair (A : ORDER) (B : ORDER) : ORDER with type t = A.t * B.t = struct
  type t = A.t * B.t
  let below x y = A.below (fst x) (fst y) || B.below (snd x) (snd y)
  let least = (A.least, B.least)
end

module N = Counter (Nat)
module Same = N
module P = Counter (Pair (Nat) (struct type t = bool let below a b = (not a) && b let least = true end))

module Reverse (O : ORDER) = struct
  type t = O.t
  let below a b = O.below b a
  let least = O.least
end

module Again = struct
  include Counter (Reverse (Nat))
  type mark' = mark = Low | High of Nat.t
  let shown = function Low -> 0 | High n -> n
end

include Again.Inner

module type NESTED = sig
  module Order : ORDER
  include ORDER
  val start : Order.t
  val next : Order.t -> Order.t
end

module Open (A : NESTED) (B : ORDER) = struct
  module Sorted = Counter (A.Order)
  module Other = Counter (B)
  let first = A.start
  let both x y = (Sorted.mark x, Other.mark y)
  let least = (A.Order.least, B.least)
  let next x = if B.below B.least B.least then A.next x else x
end

let run n =
  let a = match N.mark n with N.Low -> 1 | N.High m -> m * 2 in
  let b = match P.mark (n, n mod 2 = 0) with P.Low -> 5 | P.High (m, c) -> if c then m else m + 7 in
  let c = (Same.Inner.hold n).Same.Inner.times + N.step n in
  let d = Again.shown (Again.mark n) + (match (hold n).held with Again.Low -> 11 | Again.High k -> k) in
  (a * 1000) + (b * 100) + c + d + unit_step
