player-player = Player: step through the sequence
player-transport = Steps
player-first = First timestep (Home)
player-back = One timestep back (←)
player-on = One timestep on (→)
player-last = Last timestep (End)
player-play = Play
player-pause = Pause
player-speed = Speed
player-unit = unit
player-strip = The sequence, timestep by timestep
player-kept = kept
player-written = written
player-row-x = input
player-row-r = reset gate
player-row-z = update gate
player-row-n = candidate
player-row-h = hidden state
player-stage-r = reset gate
player-stage-z = update gate
player-stage-n = candidate
player-stage-h = mix
player-mix-title = The mix of old state and candidate
player-place = t = { $t } of { $T }
player-stage = stage { $stage } of 4: { $name }
player-mix = { $now } goes { $percent } % of the way from { $from } to { $to }
player-check = Check: unrounded, off by at most { $difference }
player-cell-alt = Diagram of the GRU cell at timestep { $t }, with the value of the chosen unit on every wire
player-fold = show fewer
player-unfold = show all { $n } terms
player-check-rounded = Check: with each product, sum, σ and tanh rounded half up to { $decimals } decimals, off by at most { $difference }
player-check-shown = with the digits shown { $h } = { $shown }, off by { $difference }
player-moved = moved by { $by } (was { $ghost })
player-not-moved = not moved
player-undo = Undo (Ctrl+Z)
player-redo = Redo (Ctrl+Shift+Z)
player-restart = Back to the start
player-keep = Take these numbers as the start
player-number-help = Drag the number, or type over it; ↑ and ↓ nudge it, Delete takes it back
player-not-a-number = Write a number such as 0.5 or -1.2.
player-not-a-gate = A gate lies between 0 and 1.
player-held-mark = held at
player-number-changed = { $name }, was { $was }
player-input-at = input at t = { $t }
player-feature-at = { $feature } at t = { $t }
player-gate-at = { $gate } of unit { $unit } at t = { $t }
player-state-of = { $h0 } of unit { $unit }
player-picture = Save this diagram as an SVG file
