(** Progress of a node machine from local facts: which puts a state holds, what a
    message needs, and that nothing but a missing put, or the put itself, makes a
    guard false. That these facts suffice is proved once, in
    NodeLocalProgressProof.v. *)

From Espalier.Chapar Require Import NodeMachine.

Section NodeLocalProgress.

Context {key value replica : Type}.

Record local_progress (M : node_machine key value replica) := {

  (** Which put a message is of: its node, and a number that tells the node's
      puts apart. *)
  put_of : message M -> replica * nat;
  needs : message M -> replica * nat -> Prop;
  holds : state M -> replica * nat -> Prop;

  (** What the other facts need to know of states and messages. *)
  sound : replica -> state M -> Prop;
  sound_message : message M -> Prop;

  init_sound : forall n v, sound n (init M v);
  init_holds : forall v i, ~ holds (init M v) i;

  get_sound : forall n s k, sound n s -> sound n (snd (get M n s k));
  get_holds : forall n s k i,
    sound n s -> (holds (snd (get M n s k)) i <-> holds s i);

  put_sound : forall n s k v,
    sound n s ->
    sound n (fst (put M n s k v)) /\ sound_message (snd (put M n s k v));
  put_is_own : forall n s k v,
    sound n s -> fst (put_of (snd (put M n s k v))) = n;
  put_is_new : forall n s k v,
    sound n s -> ~ holds s (put_of (snd (put M n s k v)));
  put_holds : forall n s k v i,
    sound n s ->
    (holds (fst (put M n s k v)) i <->
     i = put_of (snd (put M n s k v)) \/ holds s i);
  put_needs : forall n s k v i,
    sound n s -> needs (snd (put M n s k v)) i -> holds s i;

  guard_is_new : forall n s k v m,
    sound n s -> sound_message m -> guard M n s k v m -> ~ holds s (put_of m);
  guard_is_true : forall n s k v m,
    sound n s -> sound_message m -> fst (put_of m) <> n ->
    ~ holds s (put_of m) -> (forall i, needs m i -> holds s i) ->
    guard M n s k v m;

  update_sound : forall n s k v m,
    sound n s -> sound_message m -> fst (put_of m) <> n -> guard M n s k v m ->
    sound n (update M n s k v m);
  update_holds : forall n s k v m i,
    sound n s -> sound_message m -> fst (put_of m) <> n -> guard M n s k v m ->
    (holds (update M n s k v m) i <-> i = put_of m \/ holds s i)
}.

End NodeLocalProgress.
