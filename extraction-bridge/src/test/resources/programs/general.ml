(* What OCaml's types allow beyond simple ones. *)

type ('a, 'b) phantom = Phantom of int
type 'a tree = Leaf | Node of 'a tree * 'a * 'a tree
type 'a nested = Flat of 'a | Nest of ('a * 'a) nested
type shape = { width : int; height : int }
type 'a same = 'a tree = Leaf | Node of 'a tree * 'a * 'a tree

exception Stop
exception Wrong of int * string

let rec size : 'a. 'a nested -> int = function
  | Flat _ -> 1
  | Nest n -> 2 * size n

let rec depth : 'a. 'a nested -> int = function Flat _ -> 0 | Nest n -> 1 + depth n

let shared n =
  let empty = [] in
  let pair = (None, fun x -> x) in
  let one = n :: empty and two = true :: empty in
  let identity = snd pair in
  let rest = (match one with [] -> [] | _ :: r -> r) in
  (match one, two with
   | x :: _, true :: _ -> x + identity 1
   | _ -> 0)
  + (match fst pair with Some x -> x | None -> 3)
  + (match 5 :: rest with [ x ] -> x | _ -> 100)

let at_two_types n =
  let none = None in
  let swap = (fun (x, y) -> (y, x)) in
  let nothing = swap (none, none) in
  let (a, _) = nothing in
  (match a with Some (x : int) -> x | None -> n)
  + (match none with Some true -> 1 | _ -> 2)

let (first, second) = (3, "four")
let { width = w; height } = { width = 5; height = 6 }

let (+++) a b = a * 10 + b
let ( |> ) x f = f x

let checked n = if n < 0 then raise Stop else if n > 1000 then raise (Wrong (n, "large")) else n

let find (n : int) l =
  let rec loop = function
    | [] -> raise Not_found
    | (k, v) :: r -> if k = n then v else loop r
  in
  loop l

let partial n = match n with 0 -> failwith "zero" | n -> n

let or_patterns = function
  | (Leaf | Node (Leaf, 1, Leaf)), (Some (1 | 2) | None) -> 1
  | Node ((Node (_, x, _) | Node (_, _, Node (_, x, _))), _, (Leaf as l)), _ when x > 2 && l = Leaf -> x
  | (Node (_, y, _) as t), Some z when t <> Leaf -> y + z
  | _ -> 9

let lazily n =
  let delayed = lazy (n + 1) in
  let lazy forced = delayed in
  let rec ones = lazy (1 :: 2 :: []) in
  match (delayed, Some ones) with
  | (lazy 1, _) -> forced
  | (_, Some (lazy [ 1; x ])) -> x + forced
  | _ -> 100

module Inner = struct let twice x = 2 * x let n = 1000 end

let local n = begin match n with 0 -> 1 | _ -> Inner.(twice 1) + let open Inner in twice n end

let equal_trees n =
  let rec build k = if k = 0 then Leaf else Node (build (k - 1), k, Leaf) in
  (if build n = build n then 1 else 0) + (if build n = build (n + 1) then 10 else 0)
  + (if { width = n; height = 2 } = { width = 2; height = n } then 100 else 0)
  + (if compare (Some [ n ]) (Some [ 7; 1 ]) < 0 then 1000 else 0)
  + (if (n, "a") < (7, "b") then 10000 else 0)
  + (if max None (Some n) = Some n then 100000 else 0)

let applied = let f = fun x y z -> x + y * z in fun a -> f a 2

let run n =
  let p : (int, bool) phantom = Phantom n in
  let t = Node (Node (Leaf, n, Leaf), n mod 3, Leaf) in
  let Phantom q = p in
  size (Nest (Nest (Flat ((n, n), (n, n))))) + depth (Nest (Flat (n, n))) + shared n + at_two_types n
  + first + String.length second + w * height + (n +++ 7) + (n |> fun x -> x + 1) + checked n
  + find (n mod 3) [ (0, 5); (1, 6); (2, 7) ] + partial (n + 1)
  + or_patterns (t, if n mod 2 = 0 then Some (n mod 4) else None)
  + or_patterns (Node (t, 1, Leaf), Some n) + or_patterns (Leaf, None) + lazily n + local n + equal_trees n
  + applied n 3 + q
