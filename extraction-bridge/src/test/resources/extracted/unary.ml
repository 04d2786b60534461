(* Appended to an extraction with unary numbers: calls its run at small integers. *)
let rec nat_of_int n = if n = 0 then O else S (nat_of_int (n - 1))

let rec int_of_nat = function
| O -> 0
| S n -> 1 + int_of_nat n

let run n = int_of_nat (run (nat_of_int n))
