(* Lists of pairs of something and a number, in every place where a pair is made, taken apart or handed on. *)

type 'a vector = ('a * int) list

type tree = Leaf | Node of tree vector

type 'a box = { held : 'a vector; spare : 'a }

let rec lookup (c : int) = function
  | [] -> 0
  | p :: rest -> let (c', t) = p in if c = c' then t else lookup c rest

let rec raise (c : int) t = function
  | [] -> (c, t) :: []
  | p :: rest ->
    let (c', t') = p in
    if c = c' then (c', (if t <= t' then t' else t)) :: rest else p :: raise c t rest

(* Calls of itself inside a cell and outside of one, on lists that are longer than what recursion is for. *)
let rec less m = function
  | [] -> (m, 0) :: []
  | ((c : int), n) :: rest -> if n <= m then less m rest else (c, n - m) :: less m rest

let rec marked = function
  | [] -> []
  | p :: rest -> let r = marked rest in if snd p = 3 then p :: r else (fst p + (1 : int), snd p) :: r

let rec last (d : int * int) = function
  | [] -> d
  | p :: [] -> p
  | _ :: rest -> last d rest

(* The pair itself is used, and its parts are. *)
let rec both : int vector -> (int * int) vector = function
  | [] -> []
  | p :: rest -> (p, fst p) :: (p, snd p) :: both rest

let rec sum = function
  | [] -> 0
  | (_, n) :: rest -> n + sum rest

let swap (p : int * int) = (snd p, fst p)

(* A pair that a call gives. *)
let rec swapped : int vector -> int vector = function
  | [] -> []
  | p :: rest -> swap p :: swapped rest

let rec twice : int vector -> int vector = function
  | [] -> []
  | p :: rest -> p :: p :: twice rest

let two : int vector -> int vector = function
  | p :: q :: rest -> q :: p :: rest
  | short -> short

let literal a p = (a, 1) :: p :: (a, 3) :: p :: (a, 5) :: (a, 6) :: []

let rec depth = function
  | Leaf -> 0
  | Node sons -> 1 + deepest sons

and deepest = function
  | [] -> 0
  | (son, n) :: rest -> let d = depth son + n in let e = deepest rest in if d < e then e else d

let rec grown n = if n <= 0 then Leaf else Node ((grown (n - 1), n) :: (Leaf, 1) :: [])

(* Functions as elements, and a pair inside of a closure. *)
let rec applied x = function
  | [] -> 0
  | p :: rest -> let (f, n) = p in f (x + n) + applied x rest

let adders = function
  | [] -> []
  | p :: _ -> ((fun x -> x + snd p), 1) :: ((fun x -> fst p * x), 2) :: []

let boxed b = { held = (b.spare, lookup b.spare b.held + 1) :: b.held; spare = b.spare }

let rec nested = function
  | [] -> 0
  | (inner, n) :: rest -> sum inner * n + nested rest

let rec prefix l n = if n <= 0 then l else prefix ((n, n * n) :: l) (n - 1)

let run i =
  let l = raise 3 i (raise (i mod 7) 4 (prefix [] (3 * (i mod 30)))) in
  let (a, b) = last (0, 0) l in
  let m = swapped (twice l) in
  let lit = literal i (a, b) in
  let inner = (l, 2) :: (m, 3) :: (two lit, 5) :: [] in
  let box = boxed (boxed { held = l; spare = 3 }) in
  let pairs = both l in
  let rec firsts = function [] -> 0 | ((x, y), z) :: rest -> x + 2 * y + 3 * z + firsts rest in
  sum m + nested inner + depth (grown (i mod 5)) + applied i (adders l) + lookup 3 box.held + a - b + sum lit + firsts pairs
  + (if i = 40 then sum (raise (0 - 1) 1 (prefix [] 60000)) else 0)
  + sum (less 7 l) + sum (marked (less 3 l)) + fst (last (0, 0) (marked l))
  + (if l = raise 3 i l then 1000 else 0) + (if compare l m < 0 then 1 else 2)
