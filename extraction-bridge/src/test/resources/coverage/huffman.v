(* Huffman-like trees: building by weight, encoding, decoding. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Inductive tree := Leaf (weight symbol : nat) | Node (weight : nat) (left right : tree).
Definition weight (t : tree) : nat := match t with Leaf w _ | Node w _ _ => w end.
Fixpoint insert (t : tree) (l : list tree) : list tree :=
  match l with
  | [] => [t]
  | u :: r => if Nat.leb (weight t) (weight u) then t :: l else u :: insert t r
  end.
Definition join (l r : tree) : tree := Node (weight l + weight r) l r.
Fixpoint combine_all (fuel : nat) (l : list tree) : option tree :=
  match fuel, l with
  | _, [] => None
  | _, [t] => Some t
  | 0, _ => None
  | S f, t :: u :: r => combine_all f (insert (join t u) r)
  end.
Fixpoint count (x : nat) (table : list (nat * nat)) : list (nat * nat) :=
  match table with
  | [] => [(x, 1)]
  | (y, n) :: r => if Nat.eqb x y then (y, S n) :: r else (y, n) :: count x r
  end.
Definition frequencies (text : list nat) : list (nat * nat) := fold_left (fun t x => count x t) text [].
Definition build (text : list nat) : option tree :=
  let leaves := fold_right (fun p l => insert (Leaf (snd p) (fst p)) l) [] (frequencies text) in
  combine_all (length leaves) leaves.
Fixpoint code (t : tree) (x : nat) : option (list bool) :=
  match t with
  | Leaf _ y => if Nat.eqb x y then Some [] else None
  | Node _ l r =>
      match code l x with
      | Some c => Some (false :: c)
      | None => option_map (cons true) (code r x)
      end
  end.
Definition encode (t : tree) (text : list nat) : list bool :=
  flat_map (fun x => match code t x with Some c => c | None => [] end) text.
Fixpoint decode (whole t : tree) (bits : list bool) : list nat :=
  match bits with
  | [] => []
  | b :: rest =>
      match t with
      | Leaf _ x => x :: decode whole whole rest
      | Node _ l r =>
          match (if b then r else l) with
          | Leaf _ x => x :: decode whole whole rest
          | below => decode whole below rest
          end
      end
  end.
Definition round_trip (text : list nat) : option (list bool * list nat) :=
  option_map (fun t => let bits := encode t text in (bits, decode t t bits)) (build text).
Fixpoint depth (t : tree) : nat := match t with Leaf _ _ => 0 | Node _ l r => S (Nat.max (depth l) (depth r)) end.

Extraction "huffman.ml" frequencies build encode round_trip depth.
