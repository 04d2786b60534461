(* Each shape of recursion, each a function of the size: lists and numbers of n, trees and closures of depth n. *)
let rec seq_onto a n acc = if n = 0 then acc else seq_onto a (n - 1) (((a * 7919) + (n * 104729)) mod 1000003 :: acc)
let numbers n = seq_onto 1 n []
let rec sum l acc = match l with [] -> acc | x :: r -> sum r (((acc * 31) + x) mod 1000000007)
let hash l = sum l 7

(* Modulo a constructor or a successor. *)
let rec map f = function [] -> [] | x :: l -> f x :: map f l
let rec app l m = match l with [] -> m | x :: r -> x :: app r m
let rec filter p = function [] -> [] | x :: l -> if p x then x :: filter p l else filter p l
let rec length = function [] -> 0 | _ :: l -> 1 + length l
let rec count p = function [] -> 0 | x :: l -> if p x then succ (count p l) else count p l
let rec combine l m = match l, m with x :: l', y :: m' -> (x, y) :: combine l' m' | _, _ -> []
let rec doubled = function [] -> [] | x :: l -> let r = doubled l in x :: x + 1 :: r
let rec twice f = function [] -> [] | x :: l -> x :: f x :: twice f l
let rec merge l m = match l, m with
  | [], _ -> m
  | _, [] -> l
  | x :: l', y :: m' -> if x <= y then x :: merge l' m else y :: merge l m'
let rec interleave l m = match l with [] -> m | x :: r -> x :: interleave m r
let rec replace f = function [] -> f () | x :: l -> x :: replace f l
let rec delayed l = match l with [] -> [] | x :: r -> (fun y -> x + y) :: delayed r

let maps n = hash (map (fun x -> x * 2) (numbers n))
let apps n = hash (app (numbers n) (numbers 3))
let filters n = hash (filter (fun x -> x mod 3 = 0) (numbers n))
let lengths n = length (numbers n) + count (fun x -> x mod 2 = 0) (numbers n)
let combines n = hash (map (fun (x, y) -> x - y) (combine (numbers n) (numbers (n + 1))))
let doubles n = hash (doubled (numbers n))
let twices n = hash (twice (fun x -> x * 3) (numbers n))
let merges n = hash (merge (numbers n) (numbers n))
let interleaves n = hash (interleave (numbers n) (numbers 7))
let replaces n = hash (replace (fun () -> [1; 2]) (numbers n))
let delays n = hash (map (fun f -> f 5) (delayed (numbers n)))

(* Unary numbers and lists of one's own. *)
type nat = O | S of nat
type 'a snoc = Empty | Snoc of 'a snoc * 'a
let rec nat_onto n acc = if n = 0 then acc else nat_onto (n - 1) (S acc)
let rec value n = match n with O -> 0 | S m -> 1 + value m
let rec plus n m = match n with O -> m | S p -> S (plus p m)
let rec minus n m = match n, m with S p, S q -> minus p q | _, _ -> n
let rec even n = match n with O -> true | S m -> odd m
and odd n = match n with O -> false | S m -> even m
let rec equal n m = match n, m with O, O -> true | S p, S q -> equal p q | _, _ -> false
let rec snoc_map f = function Empty -> Empty | Snoc (r, x) -> Snoc (snoc_map f r, f x)
let rec to_snoc l acc = match l with [] -> acc | x :: r -> to_snoc r (Snoc (acc, x))
let rec of_snoc s acc = match s with Empty -> acc | Snoc (r, x) -> of_snoc r (x :: acc)
let naturals n =
  let a = nat_onto n O in
  value (plus a (S a)) + value (minus (plus a a) a) + (if even a then 1 else 0) + (if equal a (plus a O) then 1 else 0)
let snocs n = hash (of_snoc (snoc_map (fun x -> x + 1) (to_snoc (numbers n) Empty)) [])

(* Not in tail position at all. *)
let rec fold_right f z = function [] -> z | x :: l -> f x (fold_right f z l)
let rec partition p = function
  | [] -> ([], [])
  | x :: l -> let (yes, no) = partition p l in if p x then (x :: yes, no) else (yes, x :: no)
let rec split = function [] -> ([], []) | (x, y) :: l -> let (a, b) = split l in (x :: a, y :: b)
let rec halves = function
  | [] -> ([], [])
  | [x] -> ([x], [])
  | x :: y :: l -> let (a, b) = halves l in (x :: a, y :: b)
let rec sort l = match l with
  | [] -> []
  | [x] -> [x]
  | _ -> let (a, b) = halves l in merge (sort a) (sort b)
let rec rev l = match l with [] -> [] | x :: r -> app (rev r) [x]
let rec total l = match l with [] -> 0 | x :: r -> x + total r
let rec nth l n = match l with [] -> -1 | x :: r -> if n = 0 then x else nth r (n - 1)
let rec list_equal eq l m = match l, m with
  | [], [] -> true
  | x :: l', y :: m' -> eq x y && list_equal eq l' m'
  | _, _ -> false
let rec last_two = function [] -> None | x :: l -> (match last_two l with None -> Some (x, 0) | Some (y, _) -> Some (y, x))
let folds n = fold_right (fun x acc -> ((acc * 31) + x) mod 1000000007) 7 (numbers n)
let partitions n = let (a, b) = partition (fun x -> x mod 2 = 0) (numbers n) in hash a + hash b
let splits n = let (a, b) = split (map (fun x -> (x, x + 1)) (numbers n)) in hash a + hash b
let sorts n = hash (sort (numbers n))
let reverses n = hash (rev (numbers (n / 1000)))
let totals n = total (numbers n)
let nths n = nth (numbers n) (n - 1)
let equalities n = if list_equal (fun x y -> x = y) (numbers n) (map (fun x -> x) (numbers n)) then 1 else 0
let lasts n = match last_two (numbers n) with None -> 0 | Some (x, y) -> x - y

(* Trees without balance. *)
type tree = Leaf | Node of tree * int * tree
let rec insert x t = match t with
  | Leaf -> Node (Leaf, x, Leaf)
  | Node (l, y, r) -> if x < y then Node (insert x l, y, r) else if y < x then Node (l, y, insert x r) else t
let rec spine n t = if n = 0 then t else spine (n - 1) (Node (Leaf, n, t))
let rec size t = match t with Leaf -> 0 | Node (l, _, r) -> size l + 1 + size r
let rec height t = match t with Leaf -> 0 | Node (l, _, r) -> 1 + max (height l) (height r)
let rec mirror t = match t with Leaf -> Leaf | Node (l, x, r) -> Node (mirror r, x, mirror l)
let rec elements t = match t with Leaf -> [] | Node (l, x, r) -> app (elements l) (x :: elements r)
let rec member x t = match t with Leaf -> false | Node (l, y, r) -> if x = y then true else member x (if x < y then l else r)
let trees n =
  let t = insert (n + 1) (spine n Leaf) in
  size t + height (mirror t) + hash (elements t) + (if member n t then 1 else 0)

(* A recursion at each level of another: the guard inside is the first to see the end of the stack. *)
let rec descend n t = if n = 0 then size t else 1 + descend_again (n - 1) t
and descend_again n t = if n = 0 then size t else 2 + descend (n - 1) t + size (Node (t, 1, Leaf))
let descents n = descend n (Node (Leaf, 3, Leaf))

(* Trees and forests; trees of lists, through closures. *)
type branch = Branch of int * forest
and forest = Nothing | Also of branch * forest
let rec branch_size b = match b with Branch (x, f) -> x + forest_size f
and forest_size f = match f with Nothing -> 0 | Also (b, g) -> branch_size b + forest_size g
let rec deep n b = if n = 0 then b else deep (n - 1) (Branch (1, Also (b, Also (Branch (n, Nothing), Nothing))))
let forests n = branch_size (deep n (Branch (1, Nothing)))
type rose = Rose of int * rose list
let rec weight r = match r with Rose (x, children) -> fold_right (fun a b -> a + b) x (map (fun c -> weight c) children)
let rec stem n r = if n = 0 then r else stem (n - 1) (Rose (n mod 3, [r; Rose (1, [])]))
let roses n = weight (stem n (Rose (5, [])))

(* Closures and lazy values. *)
let compose f g x = f (g x)
let rec composed n f = if n = 0 then f else composed (n - 1) (compose (fun x -> (x + n) mod 1000003) f)
let compositions n = composed n (fun x -> x) 1
let rec chain n f = if n = 0 then f else chain (n - 1) (fun x -> f ((x * 3 + n) mod 1000003))
let chains n = chain n (fun x -> x) 1
let rec lazies n l = if n = 0 then l else lazies (n - 1) (lazy (1 + Lazy.force l))
let forces n = Lazy.force (lazies n (lazy 1))
let rec cps l k = match l with [] -> k 0 | x :: r -> cps r (fun s -> k ((s * 31 + x) mod 1000003))
let continuations n = cps (numbers n) (fun s -> s)

(* Tail calls between known functions. *)
let rec is_even n = if n = 0 then true else is_odd (n - 1)
and is_odd n = if n = 0 then false else is_even (n - 1)
let rec first l acc = match l with [] -> acc | x :: r -> second x r acc
and second x l acc = if x mod 2 = 0 then first l (acc + x) else third l acc
and third l acc = match l with [] -> acc | _ :: r -> first r (acc + 1)
let rec walk rows acc = match rows with
  | [] -> acc
  | row :: rest ->
    let rec go row acc = match row with [] -> walk rest acc | x :: r -> go r ((acc * 31 + x) mod 1000003) in
    go row acc
let rec weave l m = match l with
  | [] -> m
  | x :: l' ->
    let rec into m = match m with
      | [] -> l
      | y :: m' -> if x <= y then x :: weave l' m else y :: into m' in
    into m
let parities n = (if is_even n then 1 else 0) + (if is_odd (n + 1) then 2 else 0)
let states n = first (numbers n) 0
let walks n = walk (map (fun x -> [x; x + 1]) (numbers n)) 1
let weaves n = hash (weave (numbers n) (numbers (n + 3)))

(* A constant that needs a deep recursion, used by a function that does. *)
let constant = total (numbers 300000)
let constants n = constant + total (numbers n)

let run n =
  twices n + descents n +
  maps n + apps n + filters n + lengths n + combines n + doubles n
  + merges n + interleaves n + replaces n + delays n + naturals n + snocs n
  + folds n + partitions n + splits n + sorts n + reverses n + totals n
  + nths n + equalities n + lasts n + trees n + forests n + roses n
  + compositions n + chains n + forces n + continuations n + parities n + states n
  + walks n + weaves n + constants n
