matrix-W_r-role = input → reset gate
matrix-W_z-role = input → update gate
matrix-W_n-role = input → candidate
matrix-U_r-role = previous hidden state → reset gate
matrix-U_z-role = previous hidden state → update gate
matrix-U_n-role = previous hidden state → candidate
matrix-b_r-role = bias of the reset gate
matrix-b_z-role = bias of the update gate
matrix-b_n-role = bias of the candidate
matrix-c_r-role = bias of the recurrent product in the reset gate
matrix-c_z-role = bias of the recurrent product in the update gate
matrix-c_n-role = bias of the recurrent product in the candidate
matrix-h0-role = hidden state before the first timestep
matrix-rows = rows
matrix-columns = columns

preset-keep = Keep for twenty steps
preset-keep-look =
    The update gate opens at an input of 1 and shuts at 0. Twenty timesteps after the impulse each unit still holds more than 99 % of what was written.

preset-overwrite = Overwrite at every step
preset-overwrite-look =
    The update gate always takes the candidate, and the candidate looks at the input alone. What happened before leaves no trace: each { $h } depends on the { $x } of its own timestep.

preset-latch = Latch the first event
preset-latch-look =
    Unit 1 waits for an input above 0.5, unit 2 for one below −0.5. Whatever comes first is taken and held: from then on the unit's own state keeps its update gate shut, and later events change nothing.

preset-fullstop = Reset at a full stop
preset-fullstop-look =
    Each word pushes { $h } a little further from 0. At a full stop the reset gate shuts, so the candidate forgets the sentence and is close to 0; the update gate opens and puts that in the place of { $h }.

preset-saturated = Saturated gates
preset-saturated-look =
    The weights are so large that both gates are switches. Unit 1 copies each input above 0.5, as tanh({ $x }), and holds it until the next one. A gate so near 0 or 1 has almost no slope, so training can hardly move it.

preset-rnn = A GRU that is a plain RNN
preset-rnn-look =
    Both gates take everything: the reset gate hides nothing and the mix keeps nothing, so { $h } is the candidate, the tanh of a weighted sum of { $x } and the old { $h }, as in a plain RNN. Of the first input less than 1 % is left after twenty timesteps.

preset-fullstop-missing =
    This preset resets at a full stop, and the sequence has none. Type a sentence with a full stop, or choose the ready sentence.
preset-fullstop-vectors =
    This preset looks for the full stop in a feature of its own. Choose one-hot instead of vectors.
