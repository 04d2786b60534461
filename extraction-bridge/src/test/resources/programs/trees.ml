(* A polymorphic tree, folds, and polymorphic local functions used at two types. *)
type ('k, 'v) tree =
| Leaf
| Node of ('k, 'v) tree * 'k * 'v * ('k, 'v) tree

type 'a box = { contents : 'a; label : int }

let rec insert compare k v = function
| Leaf -> Node (Leaf, k, v, Leaf)
| Node (l, k', v', r) ->
  let c = compare k k' in
  if c < 0 then Node (insert compare k v l, k', v', r)
  else if c > 0 then Node (l, k', v', insert compare k v r)
  else Node (l, k, v, r)

let rec fold f t acc =
  match t with
  | Leaf -> acc
  | Node (l, k, v, r) -> fold f r (f k v (fold f l acc))

let rec map f = function
| Leaf -> Leaf
| Node (l, k, v, r) -> Node (map f l, k, f v, map f r)

let rec find compare k = function
| Leaf -> None
| Node (l, k', v, r) ->
  let c = compare k k' in
  if c = 0 then Some v else if c < 0 then find compare k l else find compare k r

let compare_int a b = a - b

let boxed x = { contents = x; label = 7 }

let swap_box b = { b with label = b.label + 1 }

let both x y =
  let pair z = (z, z) in
  let (a, _) = pair x in
  let (_, b) = pair y in
  (a, b)

let identity x = x

let empty = []

let rec length l = match l with [] -> 0 | _ :: rest -> 1 + length rest

let run n =
  let rec fill i t = if i >= n then t else fill (i + 1) (insert compare_int ((i * 37) mod 101) (i + n) t) in
  let t = fill 0 Leaf in
  let doubled = map (fun v -> boxed (v * 2)) t in
  let sum = fold (fun k v acc -> k + v.contents + v.label + acc) doubled 0 in
  let got = match find compare_int 37 t with Some v -> v | None -> -1 in
  let (a, b) = both n (Some n) in
  let extra = match b with Some x -> x + a | None -> 0 in
  let applied = (identity (fun x -> x + 1)) n in
  let lengths = length (1 :: empty) + length (true :: empty) in
  sum + got + extra + applied + lengths + (swap_box (boxed n)).label
