(* A checker of simple types whose answer carries its proof (sumor and sig), and inference of types. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic.
Import ListNotations.

Inductive type := Number | Truth | Arrow (a b : type).
Definition type_eq (a b : type) : {a = b} + {a <> b}. Proof. decide equality. Defined.
Inductive term :=
| Var (n : nat) | Lit (n : nat) | Lam (a : type) (t : term) | App (f x : term) | If (c t e : term) | IsZero (t : term).
Inductive typed : list type -> term -> type -> Prop :=
| typed_var g n a : nth_error g n = Some a -> typed g (Var n) a
| typed_lit g n : typed g (Lit n) Number
| typed_lam g a b t : typed (a :: g) t b -> typed g (Lam a t) (Arrow a b)
| typed_app g a b f x : typed g f (Arrow a b) -> typed g x a -> typed g (App f x) b
| typed_if g a c t e : typed g c Truth -> typed g t a -> typed g e a -> typed g (If c t e) a
| typed_zero g t : typed g t Number -> typed g (IsZero t) Truth.

Definition check : forall (t : term) (g : list type), {a | typed g t a} + {True}.
Proof.
  refine (fix check t g := match t with
    | Var n => match nth_error g n as o return nth_error g n = o -> _ with
               | Some a => fun h => inleft (exist _ a (typed_var g n a h))
               | None => fun _ => inright I
               end eq_refl
    | Lit n => inleft (exist _ Number (typed_lit g n))
    | Lam a u => match check u (a :: g) with
                 | inleft (exist _ b h) => inleft (exist _ (Arrow a b) (typed_lam g a b u h))
                 | inright _ => inright I
                 end
    | App f x => _
    | If c u e => _
    | IsZero u => _
    end).
  - destruct (check f g) as [[[| |a b] h]|]; [exact (inright I) | exact (inright I) | | exact (inright I)].
    destruct (check x g) as [[a' k]|]; [|exact (inright I)].
    destruct (type_eq a a') as [e|]; [subst a'|exact (inright I)].
    exact (inleft (exist _ b (typed_app g a b f x h k))).
  - destruct (check c g) as [[[| |? ?] h]|]; [exact (inright I) | | exact (inright I) | exact (inright I)].
    destruct (check u g) as [[a k]|], (check e g) as [[b l]|];
      [|exact (inright I)|exact (inright I)|exact (inright I)].
    destruct (type_eq a b) as [eq|]; [subst b|exact (inright I)].
    exact (inleft (exist _ a (typed_if g a c u e h k l))).
  - destruct (check u g) as [[[| |? ?] h]|]; [|exact (inright I)|exact (inright I)|exact (inright I)].
    exact (inleft (exist _ Truth (typed_zero g u h))).
Defined.

Definition infer (t : term) : option type :=
  match check t [] with inleft (exist _ a _) => Some a | inright _ => None end.
Definition infer_in (g : list type) (t : term) : option type :=
  match check t g with inleft (exist _ a _) => Some a | inright _ => None end.
Definition well_typed (t : term) : bool := if check t [Number; Truth; Arrow Number Number] then true else false.
Fixpoint order (a : type) : nat := match a with Number | Truth => 0 | Arrow b c => Nat.max (S (order b)) (order c) end.

Extraction "type_checker.ml" infer infer_in well_typed order type_eq.
