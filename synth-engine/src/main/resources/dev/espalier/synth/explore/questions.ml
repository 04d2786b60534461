(** The questions of a file, one a paragraph, each answered by one line of JSON.

    The first line of a paragraph names the question and its machines; the
    others are what it needs:
    {v
limits SECONDS STATES MEGABYTES DELIVERIES REPLICAS     for all that follow
litmus MACHINE             program, outcome
difference A B             programs; one of them, or all in order of size
search A B CLIENTS OPERATIONS KEYS
search-labels A B CLIENTS OPERATIONS KEYS      the same, with labels
vacuity MACHINE CLIENTS OPERATIONS KEYS
histories MACHINE          program: how many there are
crosscheck MACHINE         program: against the model as it is written
replay MACHINE             program, then steps
    v} *)

open Witness

let settings = ref { Explored.deliveries = 2; replicas = 2 }

(** A witness that the machine does not do. *)
exception Wrong of string

let program_json p = text (Text.print_program p)

(** The witness must hold when it is run again: else the exploration is wrong,
    which must not look like an answer. *)
let checked machine program moves =
  match Replay.run machine program moves with
  | Ok () -> json_moves moves
  | Error why -> raise (Wrong why)

let answer verdict rest =
  fields
    (("verdict", text verdict) :: rest @ [ ("states", int !Budget.used) ])

let exceeded reason rest =
  answer "unknown" (("exceeded", text (Budget.text reason)) :: rest)

let litmus machine program outcome =
  let reads, seen = Text.outcome outcome in
  let test = { Litmus.program = Text.program program; reads; seen } in
  match Litmus.run !settings machine test with
  | Allowed moves ->
      answer "allowed" [ ("steps", checked machine test.program moves) ]
  | Forbidden { bound } -> answer "forbidden" [ ("bound", text bound) ]
  | exception Budget.Exceeded reason -> exceeded reason []

let difference ~complete a b programs =
  let progress = ref 0 in
  match Difference.over !settings ~complete ~progress a b programs with
  | Difference d ->
      answer "difference"
        [
          ("program", program_json d.program);
          ("history", json_history d.history);
          ("steps", checked a d.program d.moves);
          ("programs", int !progress);
        ]
  | Same s ->
      answer "none"
        [
          ("programs", int s.programs);
          ("histories", int s.histories);
          ("bound", text s.bound);
        ]
  | exception Budget.Exceeded reason ->
      exceeded reason [ ("programs", int !progress) ]

let vacuity machine size =
  let t = Vacuity.create () in
  let programs = ref 0 in
  let explore () =
    Seq.iter
      (fun program ->
        Vacuity.add !settings machine t program;
        incr programs)
      (Enumeration.programs size)
  in
  let verdict, reason =
    match explore () with
    | () -> ("done", [])
    | exception Budget.Exceeded reason ->
        ("unknown", [ ("exceeded", text (Budget.text reason)) ])
  in
  let found name = function
    | None -> []
    | Some (f : Vacuity.finding) ->
        [
          ( name,
            fields
              [
                ("program", program_json f.program);
                ("steps", checked machine f.program f.moves);
              ] );
        ]
  in
  let g = t.guards in
  answer verdict
    (reason
    @ [
        ("programs", int !programs);
        ("getTrue", int g.get_true);
        ("getFalse", int g.get_false);
        ("putTrue", int g.put_true);
        ("putFalse", int g.put_false);
        ("againTrue", int g.again_true);
        ("againFalse", int g.again_false);
      ]
    @ found "remote" t.remote @ found "stuck" t.stuck
    @ found "refused" t.refused
    @ (match t.seen with
      | None -> []
      | Some (why, f) -> ("seenProblem", text why) :: found "seen" (Some f))
    @
    match t.counted with None -> [] | Some why -> [ ("counted", text why) ])

let all_histories machine program =
  let bounds = Bounds.everything ~deliveries:!settings.deliveries in
  Difference.histories !settings machine bounds ~complete:false program

let histories machine program =
  match all_histories machine program with
  | _, found, bound ->
      answer "done"
        [ ("histories", int (List.length found)); ("bound", text bound) ]
  | exception Budget.Exceeded reason -> exceeded reason []

(** The model as it is written, with losses. *)
let literal machine bounds program =
  Program.announce program;
  match machine with
  | Machine.Core (module M) ->
      let module W = Worlds.Make (M) in
      System.System (snd (W.make ~loses:true bounds program))
  | Machine.Node (module M) ->
      let module W = Node_worlds.Make (M) in
      System.System (W.make bounds program)

(** What the clever exploration finds against the model as it is written, with
    the settings' replicas, and with one copy fewer than the settings'
    deliveries, of any messages: it must have what needs no copy, and nothing
    that the clever one has not. *)
let crosscheck machine program =
  let deliveries = !settings.deliveries in
  let clever ~deliveries =
    let found, _, _ =
      Difference.histories !settings machine
        (Bounds.everything ~deliveries)
        ~complete:false program
    in
    found
  in
  let bounds =
    { (Bounds.everything ~deliveries) with replicas = !settings.replicas }
  in
  let (System.System system) = literal machine bounds program in
  let literal = Hashtbl.create 64 in
  ignore
    (Search.exists system (fun v ->
         Hashtbl.replace literal (system.history v.Search.world) ();
         false));
  let within a b = Hashtbl.fold (fun h () ok -> ok && Hashtbl.mem b h) a true in
  let same =
    within (clever ~deliveries:1) literal
    && within literal (clever ~deliveries)
  in
  answer
    (if same then "same" else "different")
    [ ("literal", int (Hashtbl.length literal)) ]

let replay machine program steps =
  match Replay.run machine program (List.map Text.move steps) with
  | Ok () -> answer "holds" []
  | Error why -> answer "fails" [ ("reason", text why) ]

let size clients operations keys =
  {
    Enumeration.clients = Text.number clients;
    operations = Text.number operations;
    keys = Text.number keys;
  }

let question machines paragraph =
  let machine name =
    match List.assoc_opt name machines with
    | Some m -> m
    | None -> Text.malformed "there is no machine %s" name
  in
  let programs lines = List.to_seq (List.map Text.program lines) in
  Budget.start ();
  match paragraph with
  | [] -> None
  | first :: rest -> (
      match (Text.words first, rest) with
      | [ "limits"; seconds; states; megabytes; deliveries; replicas ], [] ->
          Budget.seconds := float_of_int (Text.number seconds);
          Budget.states := Text.number states;
          Budget.megabytes := Text.number megabytes;
          settings :=
            {
              deliveries = Text.number deliveries;
              replicas = Text.number replicas;
            };
          None
      | [ "litmus"; m ], [ program; outcome ] ->
          Some (litmus (machine m) program outcome)
      | [ "difference"; a; b ], lines ->
          Some
            (difference ~complete:false (machine a) (machine b) (programs lines))
      | [ "search"; a; b; c; o; k ], [] ->
          Enumeration.programs (size c o k)
          |> difference ~complete:true (machine a) (machine b)
          |> Option.some
      | [ "search-labels"; a; b; c; o; k ], [] ->
          Enumeration.programs (size c o k)
          |> Seq.concat_map Enumeration.with_labels
          |> difference ~complete:true (machine a) (machine b)
          |> Option.some
      | [ "vacuity"; m; c; o; k ], [] -> Some (vacuity (machine m) (size c o k))
      | [ "histories"; m ], [ program ] ->
          Some (histories (machine m) (Text.program program))
      | [ "crosscheck"; m ], [ program ] ->
          Some (crosscheck (machine m) (Text.program program))
      | [ "replay"; m ], program :: steps ->
          Some (replay (machine m) (Text.program program) steps)
      | _ -> Text.malformed "%s is no question" first)

let paragraphs file =
  let channel = open_in file in
  let rec read current all =
    match input_line channel with
    | "" -> read [] (List.rev current :: all)
    | line -> read (line :: current) all
    | exception End_of_file -> List.rev (List.rev current :: all)
  in
  let all = read [] [] in
  close_in channel;
  List.filter (( <> ) []) all

let run machines file =
  let one paragraph =
    match question machines paragraph with
    | answer -> answer
    | exception Budget.Exceeded reason -> Some (exceeded reason [])
    | exception (Out_of_memory | Stack_overflow) ->
        Some (exceeded Budget.Memory [])
    | exception Text.Malformed why -> Some (answer "failed" [ ("reason", text why) ])
    | exception Wrong why ->
        let why = "a witness does not hold when it is run again: " ^ why in
        Some (answer "failed" [ ("reason", text why) ])
  in
  List.iter
    (fun paragraph -> Option.iter print_endline (one paragraph))
    (paragraphs file)
