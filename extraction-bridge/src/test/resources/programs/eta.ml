(* Definitions that only name other functions. *)
let rec fold f acc l = match l with [] -> acc | x :: r -> fold f (f acc x) r
let add a b = a + b * 2
let plus = add
let minus = ( - )
let total = fold plus 0
let negated = minus 0
let alias = total
let again = alias
type r = { a : int; b : int -> int }
let a r = r.a
let first = a
let pair = fst
let apply = (fun r -> r.b)
let rec map f l = match l with [] -> [] | x :: r -> f x :: map f r
let run n = total (map fst [(n, 1); (2, n)]) + total (map a [{ a = n; b = negated }]) + plus n 3 + minus n 1 + total [n; 2] + negated n + again [1; n] + first { a = n; b = negated } + pair (n, 1) + apply { a = 1; b = negated } n + fold minus 0 [n; 3]
