(* Functions that only stand for others, and arguments that nothing uses: they may go, what they evaluate may not. *)
type __ = Obj.t

let __ = let rec f _ = Obj.repr f in Obj.repr f

type 'a box = { held : 'a; times : int }

let identity x = x

let plus a b = a + b

let flipped a b = plus b a

let held b = b.held

let box x n = { held = x; times = n }

let unbox b = held (identity b)

let compose f g x = f (g x)

let twice f = compose f f

let apply f x = f x

let on_both f g a b = f (g a) (g b)

let strict_or a b = apply (apply (||) a) b

let fail n = if n > 5 then n else 10 / (n - n)

let rec lookup eq k l = match l with [] -> 0 | (j, v) :: rest -> if eq k j then v else lookup eq k rest

let same (a : int) b = a = b

let lookup0 k = lookup same k

let minus a b = a - b

let ignored a _ = a

(* A proof, and what stands for one, is handed on and never used. *)
let count n =
  let rec go p i acc = if i = 0 then acc else go (Obj.magic p) (i - 1) (acc + i) in
  go __ n 0

let proved (_ : __) n = n + 1

(* What the parameter is for is nothing, but its argument does work. *)
let worked n =
  let rec go w i = if i = 0 then n else go (w + 1) (i - 1) in
  go (fail (n + 6)) 3

let zigzag n =
  let rec left p a b i = if i = 0 then a - b else right b p a (i - 1)
  and right a p b i = if i = 0 then a + b else left p b a (i - 1) in
  left __ n 7 (n mod 5)

let only_proofs n =
  let rec spin p = if n > 100 then spin p else n in
  spin __

let converted n = (Obj.magic (Obj.magic n : __) : int) + (Obj.magic (fun x -> x * 2) : int -> int) n

let by_hand n =
  let scale = n + 2 in
  let step x = (x * scale) - 1 in
  let shown x = if x mod 2 = 0 then x else -x in
  shown (step (step n))

let rec down n = if apply same n 0 then 0 else plus 1 (down (minus n 1))

let run n =
  let quotient = minus (100 / (n + 1)) (n * 3) in
  plus (flipped n (minus n 4)) quotient
  + unbox (box (n + 1) (n / 2)) + (box n (minus n 2)).times
  + twice (fun x -> (x * 3) + n) 1 + compose (plus n) (minus 2) 9
  + on_both minus (fun x -> x * n) 3 8
  + (if strict_or (n > 3) (n < 1) then 1000 else 0)
  + lookup0 n [ (1, 5); (3, 8); (n, 2) ]
  + ignored n (minus 3 n)
  + count (n mod 50) + proved __ n + worked n + zigzag n + only_proofs n + converted n + by_hand n + down (n mod 20)
