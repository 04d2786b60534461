(* Primitive integers, floats and arrays as ExtrOCamlInt63, ExtrOCamlFloats and ExtrOCamlPArray write them. *)

let wide = [ (Uint63.of_int (0)); (Uint63.of_int (1)); (Uint63.of_int (2)); (Uint63.of_int (-1)); (Uint63.of_int (-2));
  (Uint63.of_int (4611686018427387903)); (Uint63.of_int (-4611686018427387904)); (Uint63.of_int (62));
  (Uint63.of_int (63)); (Uint63.of_int (64)); (Uint63.of_int (1234567890123456789)); (Uint63.of_int (-987654321)) ]

let real = [ (Float64.of_float (0x0p+0)); (Float64.of_float (-0x0p+0)); (Float64.of_float (0x1p+0));
  (Float64.of_float (-0x1.8p+1)); (Float64.of_float (infinity)); (Float64.of_float (neg_infinity));
  (Float64.of_float (nan)); (Float64.of_float (0x0.0000000000001p-1022)); (Float64.of_float (-0x0.fffffffffffffp-1022));
  (Float64.of_float (0x1.fffffffffffffp+1023)); (Float64.of_float (0x1.999999999999ap-4)); (Float64.of_float (1e-3));
  (Float64.of_float (0x1p-1022)); (Float64.of_float (123456.789)) ]

let rec nth l n d = match l with [] -> d | x :: r -> if n = 0 then x else nth r (n - 1) d
let rec length = function [] -> 0 | _ :: r -> 1 + length r

let mask = Uint63.of_int 1073741823

(* What an int shows of a number: its bits, mixed. *)
let show x =
  let rec bits x i n =
    if i > 62 then n
    else bits (Uint63.l_sr x (Uint63.of_int 1)) (i + 1)
        ((n * 3 + if Uint63.equal (Uint63.l_and x (Uint63.of_int 1)) (Uint63.of_int 0) then 0 else i + 1) mod 1000003)
  in
  bits x 0 7

let carry = function Uint63.C0 x -> show x | Uint63.C1 x -> 1 + 2 * show x
let pair (x, y) = show x + 5 * show y
let truth b = if b then 1 else 0

let integers x y z =
  [ show (Uint63.add x y); show (Uint63.sub x y); show (Uint63.mul x y); show (Uint63.div x y); show (Uint63.rem x y);
    pair (Uint63.diveucl x y); show (Uint63.divs x y); show (Uint63.rems x y); show (Uint63.l_sl x y);
    show (Uint63.l_sr x y); show (Uint63.a_sr x y); show (Uint63.l_or x y); show (Uint63.l_xor x y);
    show (Uint63.addmuldiv x y z); show (Uint63.addmuldiv y x z); truth (Uint63.lt x y); truth (Uint63.le x y);
    truth (Uint63.lts x y); truth (Uint63.les x y); Uint63.compare x y + 1; Uint63.compares x y + 1;
    pair (Uint63.mulc x y); pair (Uint63.div21 x y z); pair (Uint63.div21 z y x); carry (Uint63.addc x y);
    carry (Uint63.addcarryc x y); carry (Uint63.subc x y); carry (Uint63.subcarryc x y); show (Uint63.head0 x);
    show (Uint63.tail0 x); truth (x = y); truth (x < y) * 0 ]

let class_of = function
  | Float64.PNormal -> 0 | Float64.NNormal -> 1 | Float64.PSubn -> 2 | Float64.NSubn -> 3 | Float64.PZero -> 4
  | Float64.NZero -> 5 | Float64.PInf -> 6 | Float64.NInf -> 7 | Float64.NaN -> 8

let order = function Float64.FEq -> 0 | Float64.FLt -> 1 | Float64.FGt -> 2 | Float64.FNotComparable -> 3

let look x =
  let (m, e) = Float64.frshiftexp x in
  class_of (Float64.classify x) + 10 * show (Float64.normfr_mantissa m) + 3 * show e + 7 * class_of (Float64.classify m)

let floats x y n =
  [ look x; look (Float64.add x y); look (Float64.sub x y); look (Float64.mul x y); look (Float64.div x y);
    look (Float64.sqrt x); look (Float64.opp x); look (Float64.abs x); order (Float64.compare x y);
    truth (Float64.eq x y); truth (Float64.lt x y); truth (Float64.le x y); truth (Float64.equal x y);
    look (Float64.of_uint63 n); look (Float64.ldshiftexp x n); look (Float64.ldshiftexp x (Uint63.of_int 2100));
    look (Float64.ldshiftexp y (Uint63.of_int 1030)); look (Float64.next_up x); look (Float64.next_down x);
    truth (x = y); truth (x < y); truth (compare x y < 0); truth ([ x ] = [ y ]); look (min x y); look (max x y) ]

let rec fill a i = if i = 0 then a else fill (Parray.set a (Uint63.of_int (i * 7 mod 40)) (show (Uint63.of_int i))) (i - 1)

let arrays n =
  let a = Parray.make (Uint63.of_int (n + 1)) 5 in
  let b = fill a 30 in
  let c = Parray.set b (Uint63.of_int n) (-1) in
  let d = Parray.of_array [| 1; 2; 3 |] 9 in
  let e = Parray.make (Uint63.of_int (-1)) true in
  [ show (Parray.length a); Parray.get a (Uint63.of_int 3); Parray.get b (Uint63.of_int (n * 3 mod 41));
    Parray.get c (Uint63.of_int n); Parray.get b (Uint63.of_int n); Parray.get b (Uint63.of_int (-1));
    Parray.default d; Parray.get d (Uint63.of_int (n mod 5)); Parray.get (Parray.copy c) (Uint63.of_int n);
    show (Parray.length e); truth (Parray.get (Parray.set e (Uint63.of_int 4194302) false) (Uint63.of_int 4194302)) ]

let rec sum l n = match l with [] -> n | x :: r -> sum r ((n * 31 + x) mod 1000000007)

let run n =
  let zero = Uint63.of_int 0 in
  let w i = nth wide ((n * i + i) mod length wide) zero in
  let f i = nth real ((n * i + i) mod length real) (Float64.of_float 1.5) in
  let rec each i total =
    if i = 0 then total
    else each (i - 1) (sum (integers (w i) (w (i + n)) (w (2 * i + 1))) (sum (floats (f i) (f (i + n)) (w i)) total))
  in
  sum (arrays n) (each 14 0)
