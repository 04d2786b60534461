(* Mutual recursion, partial application, functions that return functions, operators as functions, shadowing. *)
let rec even n = if n = 0 then true else odd (n - 1)
and odd n = if n = 0 then false else even (n - 1)

let add3 a b c = a + b * 10 + c * 100

let curry f a b = f (a, b)

let compose f g x = f (g x)

let rec twice n f x = if n <= 0 then x else twice (n - 1) f (f x)

let pick b = if b then (fun x -> x + 1) else (fun x -> x * 2)

let late a = let base = a * a in fun b -> base + b

let flip f a b = f b a

let ( +++ ) a b = a * 2 + b

let apply_all fs x =
  let rec go l acc = match l with
    | [] -> acc
    | f :: rest -> go rest (f acc)
  in go fs x

let shadow x =
  let x = x + 1 in
  let x = x * 2 in
  let f x = x + 100 in
  let g = fun x -> let x = f x in x - 1 in
  f x + g (x + 3)

let counter start =
  let rec up n limit acc = if n >= limit then acc else up (n + 1) limit (acc + step n)
  and step n = if even n then start else down n 0
  and down n acc = if n = 0 then acc else down (n - 1) (acc + start) in
  up 0 start 0

let swap_loop a b n =
  let rec go x y k = if k = 0 then x * 1000 + y else go y x (k - 1) in
  go a b n

let rec collect n acc = if n = 0 then acc else collect (n - 1) ((fun x -> x + n) :: acc)

let sum_pairs l =
  let rec go = function
    | [] -> fun acc -> acc
    | (a, b) :: rest -> fun acc -> go rest (acc + a * b)
  in go l 0

let run n =
  let partial = add3 n in
  let more = partial 2 in
  let pair_sum = curry (fun (a, b) -> a - b) in
  more 3 + pair_sum 9 n + compose (pick (even n)) (late n) 5
  + twice n (( + ) 3) 1 + flip ( - ) 1 n + (n +++ 4)
  + apply_all [pick true; pick false; late 2; add3 1 1] n
  + shadow n + counter (n mod 9) + swap_loop n (n + 1) n
  + apply_all (collect (n mod 11) []) 0
  + sum_pairs [(n, 2); (3, n); (1, 1)]
