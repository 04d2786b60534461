(** Questions come as lines of words; see questions.ml for which. *)

exception Malformed of string

let malformed format = Printf.ksprintf (fun s -> raise (Malformed s)) format

let words line =
  List.filter (( <> ) "") (String.split_on_char ' ' (String.trim line))

let number word =
  match int_of_string_opt word with
  | Some n when n >= 0 -> n
  | _ -> malformed "%s is not a number" word

let numbers word = List.map number (String.split_on_char ',' word)

(** [P key value] and [G key], [;] between clients, [L value label] and
    [C client label,label]. *)
let program line =
  let clients = ref [] in
  let mine = ref [] in
  let labels = ref [] in
  let cares = ref [] in
  let finish () =
    clients := Array.of_list (List.rev !mine) :: !clients;
    mine := []
  in
  let rec go = function
    | "P" :: k :: v :: rest ->
        mine := Program.Put (number k, number v) :: !mine;
        go rest
    | "G" :: k :: rest ->
        mine := Program.Get (number k) :: !mine;
        go rest
    | ";" :: rest ->
        finish ();
        go rest
    | "L" :: v :: l :: rest ->
        labels := (number v, number l) :: !labels;
        go rest
    | "C" :: c :: l :: rest ->
        let listed = if l = "-" then [] else numbers l in
        cares := (number c, listed) :: !cares;
        go rest
    | [] -> finish ()
    | word :: _ -> malformed "%s in a program" word
  in
  go (words line);
  {
    Program.clients = Array.of_list (List.rev !clients);
    labels = !labels;
    cares = !cares;
  }

let print_program (program : Program.t) =
  let operation = function
    | Program.Put (k, v) -> Printf.sprintf "P %d %d" k v
    | Program.Get k -> Printf.sprintf "G %d" k
  in
  Array.to_list program.clients
  |> List.map (fun operations ->
         String.concat " " (List.map operation (Array.to_list operations)))
  |> String.concat " ; "
  |> fun clients ->
  let label (value, label) = Printf.sprintf " L %d %d" value label in
  let care (client, labels) =
    Printf.sprintf " C %d %s" client
      (if labels = [] then "-"
      else String.concat "," (List.map string_of_int labels))
  in
  String.concat ""
    ((clients :: List.map label program.labels)
    @ List.map care program.cares)

(** [R client number value] of reads; then [A key value]s (somewhere),
    [Q key value]s (settled) or [D key] (diverging). *)
let outcome line =
  let reads = ref [] in
  let pairs = ref [] in
  let seen = ref Litmus.Nothing_more in
  let rec go = function
    | "R" :: c :: n :: v :: rest ->
        reads := (number c, number n, number v) :: !reads;
        go rest
    | (("A" | "Q") as kind) :: k :: v :: rest ->
        pairs := !pairs @ [ (number k, number v) ];
        seen :=
          if kind = "A" then Litmus.Somewhere !pairs
          else Litmus.Settled !pairs;
        go rest
    | "D" :: k :: rest ->
        seen := Litmus.Diverging (number k);
        go rest
    | [] -> ()
    | word :: _ -> malformed "%s in an outcome" word
  in
  go (words line);
  (!reads, !seen)

(** One move, as [Witness.json_move] names them; the members in its order. *)
let move line =
  match words line with
  | step :: members -> (
      let at r = System.At r in
      match (step, List.map number members) with
      | "call", [ client; number; key; value; reading ] ->
          System.Call { client; number; key; value; reading }
      | "receive", [ replica; client; number ] ->
          Receive { replica; put = (client, number) }
      | "ask", [ client; number; key; value; replica ] ->
          Ask { client; number; key; value; at = at replica }
      | "reply", [ client; number; key; value; replica ] ->
          Reply { client; number; key; value; replica }
      | "take", [ client; number; value; replica ] ->
          Take { client; number; value; replica }
      | "waits", [ replica; client; number ] ->
          Waits { put = (client, number); at = at replica }
      | "refused", [ replica; client; number; key ] ->
          Refused { client; number; key; at = at replica }
      | "look", [ replica; key ] -> Look { key; value = None; at = at replica }
      | "look", [ replica; key; value ] ->
          Look { key; value = Some value; at = at replica }
      | _ -> malformed "%s is no step" line)
  | [] -> malformed "an empty step"
