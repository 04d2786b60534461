(* What must not be evaluated is not: sides of conditionals and connectives that would not end or would fail. *)
type 'a wrapped = { inner : 'a; next : 'a wrapped option }

let identity x = x

let rec forever x = forever (identity x)

let head l = match l with [] -> assert false | x :: _ -> x

let wrap x = { inner = x; next = None }

let rec depth w = match w.next with None -> 0 | Some v -> 1 + depth v

let rec nest n x = if n = 0 then wrap x else { inner = x; next = Some (nest (n - 1) x) }

let safe_head l = if l = 0 then 0 else (wrap (head [l; 2])).inner

let guarded l = match l with [] -> 0 | _ -> (identity head) l

let choose b f = if b then 1 else (identity f) 5

let connect n =
  (n < 0 && forever true) || (n >= 0 || forever true) && not (n < 0 && (let m = forever true in m))

let both n = n > 3 && (match n mod 2 with 0 -> true | _ -> n > 20)

let either n = n > 30 || (let m = n * 2 in if m > 10 then m mod 3 = 0 else forever (m > 100 && false) || true)

let run n =
  safe_head n + guarded (if n mod 2 = 0 then [] else [n]) + choose (n > 5) (fun x -> x + n)
  + (if connect n then 100 else 200) + (if both n then 1000 else 2000)
  + (if n > 5 && either n then 5 else 6)
  + depth (nest n true)
