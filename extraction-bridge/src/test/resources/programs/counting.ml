(* What the standard directives for numbers write. *)
let rec factorial n =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> 1)
    (fun m -> ( * ) n (factorial m))
    n

let rec monus n m =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> n)
    (fun k ->
    (fun fO fS n -> if n=0 then fO () else fS (n-1))
      (fun _ -> n)
      (fun l -> monus k l)
      m)
    n

let sub = fun n m -> Stdlib.max 0 (n-m)

let div2 = fun n m -> if m = 0 then 0 else n / m

module Nat = struct
  let max = Stdlib.max
  let min n m = Stdlib.min n m
  module Inner = struct
    type t = { low : int; high : int }
    let width r = sub r.high r.low
    let widest a b = if (<=) (width a) (width b) then b else a
  end
  let spread a b = Inner.width (Inner.widest { Inner.low = a; high = b } { Inner.low = 1; high = 3 })
end

let rec count_down n acc =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> acc)
    (fun m -> count_down m (Stdlib.Int.succ acc))
    n

let absurd l = match l with
| [] -> assert false (* absurd case *)
| x :: _ -> x

let numeral = fun x -> match x with 0 -> -1 | 1 -> 0x10 | -2 -> 1_000 | n -> -n

let run n =
  factorial (n mod 12) + monus n 7 + sub 3 n + Nat.max n 4 + Nat.min n 9 + Nat.spread n 20
  + count_down (1000000 + n) 0 + absurd [n; 2] + numeral n + numeral (n - 3) + div2 n (n mod 4) + (n - 40) mod 7
  + (-n) / 3
