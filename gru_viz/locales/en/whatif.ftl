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
player-what-do-carry = Hold the gates so
player-what-answer = { $write } writes the candidate of t = { $k } whole, with { $reset } made of x alone; { $keep } then leaves it alone until t = { $t }. Now: { $values }.
player-what-answer-once = { $write } writes the candidate of t = { $k } whole, with { $reset } made of x alone. Now: { $values }.
player-what-gates = If there were only one gate
player-what-gates-both = both gates
player-what-gates-update = only z
player-what-gates-reset = only r
player-what-gates-shared = one gate for both
player-what-gates-both-about = Both gates are at work, as their weights have it.
player-what-gates-update-about = r is 1 everywhere: the candidate always sees the whole old state.
player-what-gates-reset-about = z writes everything: h is the candidate, and nothing is carried along directly.
player-what-gates-shared-about = r is the share that z writes: one gate decides both what is forgotten and what is written, as in the minimal gated unit (Zhou et al. 2016).
player-what-off = Switch off
player-what-state = Start every unit from another h₀
player-what-do-state = Set
player-what-held = { $gate } = { $value }, t = { $t }, unit { $unit }
player-what-is-off = { $name } off
player-what-back = Take back: { $what }
player-what-moved = h moved most at t = { $t } in unit { $unit }: { $by }
