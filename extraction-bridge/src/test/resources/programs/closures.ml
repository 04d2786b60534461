(* Chains of closures, directly and through known functions; lists of a million elements; functions in data. *)
type state = { store : int -> int; size : int }

type handler = Stop | Handle of (int -> int -> int) * handler

let through f x = f x

let guarded limit f x = if x > limit then 0 else f x

let put k v s =
  let before = s.store in
  { store = (fun asked -> if asked = k then v else before asked); size = s.size + 1 }

let put_through k v s =
  let before = s.store in
  { s with store = (fun asked -> if asked = k then v else through before asked) }

let put_guarded k v s =
  let before = s.store in
  { s with store = (fun asked -> match asked with
    | 5 -> 55
    | other -> let next = other in if other = k then v else guarded 1000000000 before next) }

let rec fill put n s = if n = 0 then s else fill put (n - 1) (put (n + 100) n s)

let empty = { store = (fun asked -> -asked); size = 0 }

let rec upto n acc = if n = 0 then acc else upto (n - 1) (n :: acc)

let rec rev_append l acc = match l with [] -> acc | x :: rest -> rev_append rest (x :: acc)

let rec sum l acc = match l with [] -> acc | x :: rest -> sum rest (acc + x)

let rec handle h x acc = match h with
  | Stop -> acc
  | Handle (f, rest) -> handle rest x (f x acc)

let continuation n =
  let rec go n k = if n = 0 then k 0 else go (n - 1) (fun r -> k (r + n)) in
  go n (fun r -> r)

let big = sum (rev_append (upto 1000000 []) []) 0

let deep = continuation 1000000

let run n =
  let a = fill put 100000 empty in
  let b = fill put_through 100000 a in
  let c = fill put_guarded 100000 b in
  let curried = c.store in
  let h = Handle ((fun a b -> a + b), Handle ((fun a b -> a * b), Handle (( - ), Stop))) in
  c.store n + curried (n + 100) + c.size + handle h n 3 + big + deep
