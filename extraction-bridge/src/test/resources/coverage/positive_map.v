(* Standard library: tries over binary numbers (FMapPositive), with no directives. *)
From Coq Require Import FMapPositive PArith List Extraction.
Import ListNotations.

Module Trie := PositiveMap.

Definition of_list (l : list (positive * bool)) : Trie.t bool :=
  fold_left (fun m p => Trie.add (fst p) (snd p) m) l (Trie.empty bool).
Definition entries (l : list (positive * bool)) : list (positive * bool) := Trie.elements (of_list l).
Definition get (k : positive) (l : list (positive * bool)) : option bool := Trie.find k (of_list l).
Definition erase (ks : list positive) (l : list (positive * bool)) : list (positive * bool) :=
  Trie.elements (fold_left (fun m k => Trie.remove k m) ks (of_list l)).
Definition both (l r : list (positive * bool)) : list (positive * (bool * bool)) :=
  Trie.elements (Trie.map2 (fun a b => match a, b with
                                       | Some x, Some y => Some (x, y)
                                       | _, _ => None
                                       end) (of_list l) (of_list r)).
Definition size (l : list (positive * bool)) : nat := Trie.cardinal (of_list l).

Extraction "positive_map.ml" of_list entries get erase both size Trie.xfoldi Trie.equal.
