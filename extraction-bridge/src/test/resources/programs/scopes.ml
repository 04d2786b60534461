(* Scopes: variables of the same name in sibling and nested blocks, loops whose variables closures capture. *)
type t = A of int * int | B of int | C

let nested x =
  let a = (let b = x + 1 in let c = b * 2 in b + c) in
  let b = (let b = a in let c = (match b mod 3 with 0 -> let d = b in d + 1 | 1 -> let d = b * 2 in d | _ -> 7) in c) in
  let c = (if a > b then (let d = a in d - b) else (let d = b in d - a)) in
  let f = (fun a -> let b = a + c in fun c -> a + b + c) in
  f a b + (match A (a, b) with A (b, a) -> a - b | B a -> a | C -> 0)

let captured n =
  let rec loop i fs =
    if i >= n then fs
    else loop (i + 1) ((fun x -> x * i) :: (fun x -> x + i + n) :: fs) in
  let rec total fs acc = match fs with [] -> acc | f :: g :: rest -> total rest (acc + f 3 + g 4) | [f] -> acc + f 1 in
  total (loop 0 []) 0

let locals a =
  let rec outer n =
    let helper m = m + n + a in
    let rec inner k acc = if k = 0 then acc else inner (k - 1) (helper acc) in
    if n = 0 then inner 2 0 else inner 1 (outer (n - 1)) in
  outer 5

let swap (a, b) = (b, a)

let tuples a b c =
  let (x, y), z = (a, b), c in
  let t = (a, b, c) in
  let (p, q, r) = t in
  let (u, v) = swap (swap (p, q)) in
  x * y + z + p * q - r + u - v

let rec zip a b = match a, b with
  | x :: a', y :: b' -> (x, y) :: zip a' b'
  | _, _ -> []

let rec last = function [x] -> x | _ :: rest -> last rest | [] -> 0

let sequence n = (); let () = () in let _ = n in if n > 0 then (); n

(* Values that are functions lacking an argument: their initial values share a block. *)
let combine f a b = f a b + a
let add = (fun a b -> a + b)
let sums = combine (fun a b -> add a b)
let products = combine (fun a b -> a * b)

let run n =
  nested n + captured (n mod 7) + locals n + tuples n (n + 1) (n + 2)
  + (match zip [n; 2; 3] [4; n] with (a, b) :: (c, d) :: [] -> a * b + c * d | _ -> 0) + last [1; n] + sequence n
  + sums n 2 + products n 3
