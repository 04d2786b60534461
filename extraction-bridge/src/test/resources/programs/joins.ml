(* Matches whose cases are reached on several ways, with bodies too large to repeat. *)
type color = Red | Green | Blue | Grey
type op = Plus | Minus | Times | Over | Less
type expr = Num of int | Bin of op * expr * expr | Neg of expr
let rec count p n acc = match p, n with
  | (Red, Green), _ -> acc + n * 2 - 1
  | (Green, Blue), 0 -> 0
  | _, 0 -> acc * 31 + n * 7 - (if acc > 3 then 1 else 2)
  | (_, Blue), _ -> count (fst p, Red) (n - 1) (acc + n * 3 + 1)
  | (c, d), _ -> count (d, c) (n - 1) (acc + (match c, d with Red, Red | Green, Green -> n * 2 + acc * 5 | _, _ -> n + acc - 3 * n))
let bits a b c d e f g h = match a, b, c, d, e, f, g, h with
  | true, true, _, _, false, _, _, true -> 1
  | _, false, true, _, _, true, false, _ -> 2
  | false, _, _, true, true, _, true, false -> 3
  | true, _, false, _, _, false, _, _ -> 4
  | _, _, _, _, _, _, _, _ -> if a && c || e then 5 + (if b then 1 else 2) * (if h then 3 else 4) else 6 * (if g then 2 else 1)
let rec simp e = match e with
  | Bin (Plus, Num 0, x) | Bin (Plus, x, Num 0) | Bin (Times, Num 1, x) | Bin (Times, x, Num 1) -> let y = simp x in Neg (Neg y)
  | Bin (o, Bin (o2, a, b), c) -> Bin (o, simp (Bin (o2, a, b)), simp c)
  | Bin (Over, x, Neg y) -> Neg (Bin (Over, simp x, simp y))
  | Bin (o, x, y) -> Bin (o, simp x, simp y)
  | Neg (Neg x) -> simp x
  | Neg x -> Neg (simp x)
  | Num n -> Num n
let rec eval e = match e with
  | Num n -> n
  | Neg e -> 0 - eval e
  | Bin (Plus, a, b) -> (eval a + eval b) mod 10007
  | Bin (Minus, a, b) -> (eval a - eval b) mod 10007
  | Bin (Times, a, b) -> (eval a * eval b) mod 10007
  | Bin (Over, a, b) -> let d = eval b in if d = 0 then 0 else eval a / d
  | Bin (Less, a, b) -> if eval a < eval b then 1 else 0
let rec make n seed = if n <= 0 then Num (seed mod 3) else
  match (seed * 7 + n) mod 6 with
  | 0 -> Neg (make (n - 1) (seed + 1))
  | 1 -> Bin (Plus, Num (seed mod 2), make (n - 1) (seed * 3 + 1))
  | 2 -> Bin (Times, make (n - 2) (seed + 5), Num (seed mod 2))
  | 3 -> Bin (Over, make (n - 1) (seed + 2), Neg (make (n - 2) seed))
  | 4 -> Bin (Less, make (n - 2) (seed + 2), make (n - 3) (seed + 1))
  | _ -> Bin (Minus, make (n - 2) (seed + 3), make (n - 1) (seed + 4))
let closures c d k = match c, d with
  | Red, x | x, Red -> (fun y -> y + k + (match x with Blue -> 10 | Red | Green -> 20 | Grey -> 30) * y)
  | Blue, Grey -> (fun y -> y * 2)
  | a, _ -> (fun y -> y - (match a with Blue -> 1 | _ -> 2))
let local c d n =
  let v = match c, d with
    | Red, _ -> 1
    | _, Blue -> 2
    | x, (Red | Green) -> (match x, d with Green, Green -> n * n + 4 * n - 3 | _, _ -> n + 40 * n - 5)
    | _, _ -> let rec go i acc = if i = 0 then acc else go (i - 1) (acc + n * i) in go (n mod 10) 1 in
  v * 3 + n
let rec sum l acc = match l with [] -> acc | x :: r -> sum r ((acc * 31 + x) mod 1000003)
let rec map0 l = match l with [] -> [] | _ :: r -> 3 :: map0 r
let rec weights l m = match l, m with
  | Red :: l', _ -> 1 :: weights l' m
  | _, Blue :: m' -> 2 :: weights l m'
  | x :: l', Green :: y :: m' -> (match x with Blue -> 7 | _ -> 8) :: weights l' (y :: m')
  | x :: l', _ :: m' -> (match x with Blue -> 3 | Green -> 4 | _ -> 5) :: weights l' m'
  | _, _ -> [sum (map0 l) 0 + sum (map0 m) 1]
let color n = match n mod 4 with 0 -> Red | 1 -> Green | 2 -> Blue | _ -> Grey
let rec colors n k = if n = 0 then [] else color (n * k + n / 3) :: colors (n - 1) k
let bit n k = (n / k) mod 2 = 1
let run n =
  count (color n, color (n / 4)) (n mod 7) n
  + bits (bit n 1) (bit n 2) (bit n 4) (bit n 8) (bit n 16) (bit n 32) (bit (n * 3) 2) (bit (n * 5) 4)
  + eval (simp (make (n mod 12) n)) + eval (make (n mod 12) n)
  + closures (color n) (color (n / 4)) n (n + 1)
  + local (color n) (color (n / 4)) n
  + sum (weights (colors (n mod 9) n) (colors (n mod 7) (n + 1))) 1
