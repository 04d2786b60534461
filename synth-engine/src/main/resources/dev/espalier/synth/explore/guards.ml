(** How often each guard was true and false: a constant one is suspicious. *)

type t = {
  mutable get_true : int;
  mutable get_false : int;
  mutable put_true : int;  (** of puts that had not gone in yet *)
  mutable put_false : int;
  mutable again_true : int;  (** of puts that had *)
  mutable again_false : int;
}

let create () =
  {
    get_true = 0;
    get_false = 0;
    put_true = 0;
    put_false = 0;
    again_true = 0;
    again_false = 0;
  }

let get t answer =
  if answer then t.get_true <- t.get_true + 1
  else t.get_false <- t.get_false + 1

let put t ~again answer =
  match (again, answer) with
  | false, true -> t.put_true <- t.put_true + 1
  | false, false -> t.put_false <- t.put_false + 1
  | true, true -> t.again_true <- t.again_true + 1
  | true, false -> t.again_false <- t.again_false + 1

let add into t =
  into.get_true <- into.get_true + t.get_true;
  into.get_false <- into.get_false + t.get_false;
  into.put_true <- into.put_true + t.put_true;
  into.put_false <- into.put_false + t.put_false;
  into.again_true <- into.again_true + t.again_true;
  into.again_false <- into.again_false + t.again_false
