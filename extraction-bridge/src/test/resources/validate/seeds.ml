(* What ValidatorMutantsTest makes go wrong in the Java: each function shows one way of mistranslating. *)
type shape = Circle of int | Square of int | Empty

type span = { low : int; high : int }

type 'a stream = 'a cell Lazy.t
and 'a cell = Cell of 'a * 'a stream

let rec length l = match l with [] -> 0 | _ :: rest -> length rest + 1

let rec head l = match l with [] -> assert false | x :: _ -> x

let rec square n = n * n

(* Evaluation order and short-circuit: the right side fails where the left side decides. *)
let starts_with (x : int) l = (match l with [] -> false | _ -> true) && head l = x

let grown r = if r = 0 then Circle 1 else Square r

let area s = match s with Circle r -> 3 * r | Square a -> a + a | Empty -> 0

let span a b = { low = a; high = b }

let width s = s.high - s.low

let rec rev_append l acc = match l with [] -> acc | x :: rest -> rev_append rest (x :: acc)

let rec fib n a b = if n <= 0 then a else fib (n - 1) b (a + b)

let rec from n = lazy (Cell (n, from (n + 1)))

let rec take n s = if n <= 0 then [] else match Lazy.force s with Cell (x, rest) -> x :: take (n - 1) rest

let failing n = lazy (Cell (head (if n > 0 then [n] else []), from n))

let both a b = (a, b)

let same_ends p = match p with ((a, b) : int * int) -> a = b

let grade n = match n with x when x < 10 -> 1 | x when x < 100 -> 2 | _ -> 3

let rec adders n acc = if n <= 0 then acc else adders (n - 1) ((fun x -> x + n) :: acc)

let rec apply_all l x = match l with [] -> [] | f :: rest -> f x :: apply_all rest x

let rec append l m = match l with [] -> m | x :: rest -> x :: append rest m

let twice l = (append l [1], append l [2])
