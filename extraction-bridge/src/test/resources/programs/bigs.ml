(* Big integers as ExtrOcamlZBigInt and ExtrOcamlNatBigInt write them. *)

type comparison = Eq | Lt | Gt

let rec add = Big_int_Z.add_big_int
let mul = Big_int_Z.mult_big_int

let compare0 = (fun x y -> let s = Big_int_Z.compare_big_int x y in if s = 0 then Eq else if s < 0 then Lt else Gt)

let div_eucl = Big_int_Z.(fun x y ->
 match sign_big_int y with
 | 0 -> (zero_big_int, x)
 | 1 -> quomod_big_int x y
 | _ -> let (q, r) = quomod_big_int (add_int_big_int (-1) x) y in
        (add_int_big_int (-1) q, add_big_int (add_int_big_int 1 y) r))

let shiftl = Big_int_Z.(fun x y ->
 let y = int_of_big_int y in if y >= 0 then shift_left_big_int x y else shift_right_big_int x (-y))

(** val fact : Big_int_Z.big_int -> Big_int_Z.big_int **)

let rec fact n =
  (fun fO fS n -> if Big_int_Z.sign_big_int n <= 0 then fO ()
    else fS (Big_int_Z.pred_big_int n))
    (fun _ -> Big_int_Z.succ_big_int Big_int_Z.zero_big_int)
    (fun m -> mul n (fact m))
    n

let rec digits n total =
  if Big_int_Z.sign_big_int n = 0 then total
  else
    let (q, r) = Big_int_Z.quomod_big_int n (Big_int_Z.big_int_of_int 1000003) in
    digits q ((total * 7 + Big_int_Z.int_of_big_int r) mod 1000000007)

let show n = digits (Big_int_Z.abs_big_int n) (3 + Big_int_Z.sign_big_int n)

let run n =
  let big = Big_int_Z.big_int_of_int in
  let x = Big_int_Z.sub_big_int (fact (big n)) (big (n * 1000)) in
  let y = big (n mod 7 - 3) in
  let z = Big_int_Z.minus_big_int (Big_int_Z.mult_int_big_int 99991 x) in
  let (q, r) = div_eucl z y in
  let order = match compare0 x z with Eq -> 0 | Lt -> 1 | Gt -> 2 in
  show (add x z) + show q + show r + order + show (shiftl z (big (n mod 50 - 20))) + show (Big_int_Z.min_big_int x z)
  + show (Big_int_Z.gcd_big_int x (big 720720)) + (if x = z then 1 else 0) + (if z <> x && [ x ] = [ x ] then 2 else 0)
  + (if x < z then 4 else 0) + show (max x z) + compare x z
  + String.length (Big_int_Z.string_of_big_int x) + show (Big_int_Z.square_big_int z)
  + show (Big_int_Z.sqrt_big_int (Big_int_Z.abs_big_int x))
  + show (Big_int_Z.div_big_int z (big (n + 1))) + show (Big_int_Z.mod_big_int z (big (-n - 1)))
