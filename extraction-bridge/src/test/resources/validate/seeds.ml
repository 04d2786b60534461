(* What ValidatorMutantsTest makes go wrong in the Java: each function shows one way of mistranslating. *)
module Lists = struct
  let rec length l = match l with [] -> 0 | _ :: rest -> length rest + 1

  let rec head l = match l with [] -> assert false | x :: _ -> x

  let rec append l m = match l with [] -> m | x :: rest -> x :: append rest m
end

module Order = struct
  (* The right side fails where the left side decides. *)
  let starts_with (x : int) l = (match l with [] -> false | _ -> true) && Lists.head l = x
end

module Arithmetic = struct
  let square n = n * n
end

module Shapes = struct
  type shape = Circle of int | Square of int | Empty

  let grown r = if r = 0 then Circle 1 else Square r

  let area s = match s with Circle r -> 3 * r | Square a -> a + a | Empty -> 0
end

module Spans = struct
  type span = { low : int; high : int }

  let span a b = { low = a; high = b }
end

module Sharing = struct
  let twice (l : int list) = (Lists.append l [1], Lists.append l [2])
end

module Streams = struct
  type 'a stream = 'a cell Lazy.t
  and 'a cell = Cell of 'a * 'a stream

  let rec from n = lazy (Cell (n, from (n + 1)))

  let failing n = lazy (Cell (Lists.head (if n > 0 then [n] else []), from n))
end

module Loops = struct
  let rec fib n a b = if n <= 0 then a else fib (n - 1) b (a + b)

  let rec adders n acc = if n <= 0 then acc else adders (n - 1) ((fun x -> x + n) :: acc)
end

module Equality = struct
  let same_ends p = match p with ((a, b) : int * int) -> a = b
end

module Guards = struct
  let grade n = match n with x when x < 10 -> 1 | x when x < 100 -> 2 | _ -> 3
end

module type KEYS = sig
  type key

  val key_eq_dec : key -> key -> bool
end

module Kept =
functor (K : KEYS) ->
functor (M : sig
  type 'x map

  val empty : 'a1 map

  val find : K.key -> 'a1 map -> 'a1 option

  val add : K.key -> 'a1 -> 'a1 map -> 'a1 map

  val remove : K.key -> 'a1 map -> 'a1 map
end) ->
struct
  type entry = { content : int; other : int }

  let next k m =
    match M.find k m with
    | None -> (0, m)
    | Some e ->
      let n = e.content in
      let changed = M.add k { content = n + e.other; other = n } m in
      (n, changed)
end
