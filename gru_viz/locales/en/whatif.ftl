player-what-if = What if …
player-what-hold = Hold a gate
player-what-gate = gate
player-what-value = value, 0 to 1
player-what-first = first timestep
player-what-last = last timestep
player-what-unit = units
player-what-this-unit = unit { $unit }
player-what-all-units = all units
player-what-do-hold = Hold
player-what-carry = Carry an input unchanged to a later timestep
player-what-from = timestep of the input
player-what-to = timestep that it should reach
player-what-do-carry = Hold these gates
player-what-answer = { $write } writes the whole candidate of t = { $k } (with { $reset } it depends on { $x } alone); { $keep } then keeps it until t = { $t }. Now: { $values }.
player-what-answer-once = { $write } writes the whole candidate of t = { $k } (with { $reset } it depends on { $x } alone). Now: { $values }.
player-what-gates = If there were only one gate
player-what-gates-both = both gates
player-what-gates-update = only { $z }
player-what-gates-reset = only { $r }
player-what-gates-update-chip = only { $z } is at work
player-what-gates-reset-chip = only { $r } is at work
player-what-gates-shared-chip = one gate for both: { $r } has the weights of { $z }
player-what-gates-shared = one gate for both
player-what-gates-both-about = Both gates follow their weights.
player-what-gates-update-about = { $r } is 1 everywhere: the candidate always sees the whole old state.
player-what-gates-reset-about = { $z } writes everything: { $h } is the candidate, and nothing is carried along directly.
player-what-gates-shared-about = { $r } takes over the weights of { $z }, so that it is the share that { $z } writes: one gate decides both what is forgotten and what is written, as in the minimal gated unit (Zhou et al. 2016).
player-what-off = Switch off
player-what-features = features
player-what-hint = Drag any underlined number, or a gate in the table above.
player-what-state = Start every unit from another { $h0 }
player-what-do-state = Set
player-what-held = { $gate } = { $value }, t = { $t }, { $units }
player-what-is-off = { $name } off
player-what-back = Take back: { $what }
player-what-moved = { $h } moved most at t = { $t } in unit { $unit }: { $by }
