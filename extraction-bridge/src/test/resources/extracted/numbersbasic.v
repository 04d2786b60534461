From Coq Require Import Arith NArith ZArith List Compare_dec Extraction.
Import ListNotations.

(* Basic inductive types, an enumeration, and a tree with constructors of all kinds. *)
Inductive colour := Red | Green | Blue | Grey.
Inductive tree (A : Type) := Leaf | Tip (a : A) | Node (l : tree A) (a : A) (r : tree A).
Arguments Leaf {A}.
Arguments Tip {A} _.
Arguments Node {A} _ _ _.

Definition next (c : colour) : colour :=
  match c with Red => Green | Green => Blue | Blue => Grey | Grey => Red end.

Definition weight (c d : colour) : nat :=
  match c, d with
  | Red, Blue => 7
  | Red, _ => 1
  | Green, Green => 2
  | _, Grey => 3
  | Blue, _ => if Nat.eqb (match d with Red => 1 | _ => 0 end) 1 then 4 else 5
  | _, _ => 6
  end.

Fixpoint paint (n : nat) : colour := match n with O => Red | S m => next (paint m) end.

Fixpoint insert (x : Z) (t : tree Z) : tree Z :=
  match t with
  | Leaf => Tip x
  | Tip a => match Z.compare x a with Eq => t | Lt => Node (Tip x) a Leaf | Gt => Node Leaf a (Tip x) end
  | Node l a r => match Z.compare x a with Eq => t | Lt => Node (insert x l) a r | Gt => Node l a (insert x r) end
  end.

Fixpoint elements (t : tree Z) : list Z :=
  match t with Leaf => [] | Tip a => [a] | Node l a r => elements l ++ a :: elements r end.

Definition find (p : Z -> bool) (l : list Z) : option (Z * nat) :=
  fold_right (fun z found => if p z then Some (z, length l) else found) None l.

(* Numbers of several hundred bits, of either sign. *)
Fixpoint grown (n : nat) (z : Z) : Z :=
  match n with
  | O => z
  | S m => let w := grown m z in
    if Nat.even m then (w * w - 12345678901 * w + 7)%Z else (- (w / 3) + Z.of_nat m * 1000003)%Z
  end.

Definition sign (z : Z) : nat := match z with Z0 => 0 | Zpos _ => 1 | Zneg _ => 2 end.

Fixpoint ones (p : positive) : nat :=
  match p with xI q => S (ones q) | xO q => ones q | xH => 1 end.

Fixpoint third (p : positive) : bool :=
  match p with xI (xO q) => third q | xO (xI (xI _)) => true | xI xH => false | xH => true | _ => false end.

Definition digest (z : Z) : nat := Z.to_nat (z mod 997).

Definition both (z w : Z) : nat :=
  digest (z / w) + digest (z mod w) + digest (Z.quot z w) + digest (Z.rem z w) + digest (Z.gcd z w)
  + digest (Z.land z w) + digest (Z.lor z w) + digest (Z.lxor z w) + digest (Z.shiftr z (Z.of_nat 5))
  + digest (Z.shiftl z 9) + digest (Z.sqrt z) + digest (Z.log2 z) + digest (Z.pos_sub (Z.to_pos z) (Z.to_pos w))
  + (if Z.ltb z w then 1 else 0) + (if Z.eq_dec z w then 10 else 0) + (if Z.testbit z 3 then 100 else 0)
  + digest (Z.of_N (N.sub (Z.to_N z) (Z.abs_N w))) + sign z + 3 * sign w.

Definition naturals (n m : nat) : nat :=
  n * m + (n - m) + (m - n) + n / m + n mod m + Nat.max n m + Nat.min n m + Nat.pow m 2 + Nat.gcd n m + Nat.sqrt n
  + Nat.log2 n + Nat.div2 n + (if le_lt_dec n m then 1 else 2)
  + match lt_eq_lt_dec n m with inleft (left _) => 10 | inleft (right _) => 20 | inright _ => 30 end
  + match Nat.compare n m with Eq => 100 | Lt => 200 | Gt => 300 end
  + match n with 0 => 1 | 3 => 5 | S (S (S (S k))) => k | _ => 11 end
  + Nat.land n m + Nat.lxor n m + (if Nat.testbit n 1 then 1 else 0) + (if Nat.odd m then 1 else 0) + Nat.square m.

Definition unit_of (n : nat) : unit := match n with O => tt | _ => tt end.

Definition run (n : nat) : nat :=
  let a := grown (Nat.modulo n 11) (Z.of_nat n - 20) in
  let b := (grown (Nat.modulo (n + 3) 7) (17 - Z.of_nat n))%Z in
  let t := fold_right insert Leaf [a; b; 5; 0; -7; (a + b); (a - b)]%Z in
  let found := match find (fun z => Z.ltb z 0) (elements t) with
    | Some (z, k) => digest z + k
    | None => 1
    end in
  match unit_of n with
  | tt => Nat.modulo
    (both a b + both b a + both a 0%Z + both 0%Z b + found + naturals n 7 + naturals 5 n + naturals n 0
     + ones (Z.to_pos a) + (if third (Z.to_pos b) then 1 else 0) + weight (paint n) (paint (n / 3)))
    10007
  end.
From Coq Require Import ExtrOcamlBasic.

Extraction "numbersbasic.ml" run.
