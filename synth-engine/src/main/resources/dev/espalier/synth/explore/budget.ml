(** What an exploration may use. Every loop of it ticks; one that goes beyond
    its budget ends with [Exceeded], never by running on. *)

type reason = Time | States | Memory

exception Exceeded of reason

let text = function
  | Time -> "time"
  | States -> "states"
  | Memory -> "memory"

(** The limits: seconds, states, megabytes. *)
let seconds = ref 60.

let states = ref 1_000_000
let megabytes = ref 2_000

let deadline = ref infinity
let used = ref 0
let ticks = ref 0

let start () =
  deadline := Sys.time () +. !seconds;
  used := 0

let check_slow () =
  if Sys.time () > !deadline then raise (Exceeded Time);
  let words = (Gc.quick_stat ()).Gc.heap_words in
  if words / 131_072 > !megabytes then raise (Exceeded Memory)

(** Some work was done. The clock is looked at now and then: a tick may stand
    for a microsecond or for a millisecond, so not too seldom. *)
let tick () =
  incr ticks;
  if !ticks land 255 = 0 then check_slow ()

(** A new state was met. *)
let state () =
  incr used;
  if !used > !states then raise (Exceeded States);
  tick ()
