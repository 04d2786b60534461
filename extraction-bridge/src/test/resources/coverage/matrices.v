(* Matrices and polynomials over binary integers, with no directives: products, powers, evaluation, Fibonacci. *)
From Coq Require Import List ZArith Extraction.
Import ListNotations.
Open Scope Z_scope.

Definition row := list Z.
Definition matrix := list row.
Definition dot (u v : row) : Z := fold_left (fun a p => a + fst p * snd p) (combine u v) 0.
Definition columns (m : matrix) : nat := match m with [] => O | r :: _ => length r end.
Definition transpose (m : matrix) : matrix :=
  map (fun i => map (fun r => nth i r 0) m) (seq 0 (columns m)).
Definition product (m n : matrix) : matrix := let t := transpose n in map (fun r => map (dot r) t) m.
Definition identity (n : nat) : matrix :=
  map (fun i => map (fun j => if Nat.eqb i j then 1 else 0) (seq 0 n)) (seq 0 n).
Definition power (m : matrix) (p : positive) : matrix := Pos.iter_op product p m.
Definition fibonacci (n : positive) : Z :=
  match power [[1; 1]; [1; 0]] n with [_ ; [x; _]] => x | _ => 0 end.
Fixpoint determinant (fuel : nat) (m : matrix) : Z :=
  match fuel, m with
  | _, [] => 1
  | O, _ => 0
  | S f, r :: rest =>
      snd (fold_left (fun p x =>
        let '(i, sign, acc) := p in
        (S i, - sign, acc + (if x =? 0 then 0 else sign * x * determinant f (map (fun s => firstn i s ++ skipn (S i) s) rest))))
        r (O, 1, 0))
  end.
Definition determinant_of (a b c d e f g h i : Z) : Z := determinant 3 [[a; b; c]; [d; e; f]; [g; h; i]].

Definition polynomial := list Z.
Fixpoint plus (p q : polynomial) : polynomial :=
  match p, q with
  | [], _ => q
  | _, [] => p
  | a :: p', b :: q' => (a + b) :: plus p' q'
  end.
Fixpoint times (p q : polynomial) : polynomial :=
  match p with [] => [] | a :: p' => plus (map (Z.mul a) q) (0 :: times p' q) end.
Definition evaluate (p : polynomial) (x : Z) : Z := fold_right (fun a r => a + x * r) 0 p.
Definition derivative (p : polynomial) : polynomial :=
  match p with [] => [] | _ :: r => map (fun x => Z.of_nat (fst x) * snd x) (combine (seq 1 (length r)) r) end.
Lemma plus_evaluates p : forall q x, evaluate (plus p q) x = evaluate p x + evaluate q x.
Proof.
  induction p as [|a p IH]; intros [|b q] x; simpl; auto.
  - rewrite Z.add_0_r. reflexivity.
  - rewrite IH. ring.
Qed.

Extraction "matrices.ml" product transpose identity fibonacci determinant_of plus times evaluate derivative.
