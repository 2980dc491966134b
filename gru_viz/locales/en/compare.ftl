# The player of three cells

compare-cell-rnn = RNN
compare-cell-lstm = LSTM
compare-cell-gru = GRU
compare-stages = Stage of the timestep
compare-stage-keep = keep
compare-stage-propose = propose
compare-stage-write = write
compare-stage-show = show
compare-row-f = forget gate
compare-row-i = input gate
compare-row-o = output gate
compare-row-r = reset gate
compare-row-c = cell state
compare-row-h = hidden state
compare-row-keep = keep factor
compare-row-write = write factor
compare-box-rnn = new state
compare-box-f = forget
compare-box-i = input
compare-box-g = candidate
compare-box-o = output
compare-box-r = reset
compare-box-z = update
compare-kept = kept
compare-written = written
compare-nothing-kept = nothing is kept as it is
compare-held-open = held open
compare-rnn-keep = Nothing: { $h } is made anew at every timestep.
compare-rnn-write = All of it.
compare-as-it-is = as it is, without the LSTM’s { $formula }
compare-which-unit = unit { $unit } of { $H }
compare-alt-rnn = Diagram of the RNN cell at timestep { $t }, with the value of the chosen unit on its wires
compare-alt-lstm = Diagram of the LSTM cell at timestep { $t }, with the value of the chosen unit on its wires
compare-alt-gru = Diagram of the GRU cell at timestep { $t }, with the value of the chosen unit on its wires

# The page

compare-too-large = With these numbers a sum of the RNN or the LSTM grows beyond the largest number that a computer holds. Use smaller weights or inputs.
compare-cells-from = Weights
compare-cells-from-drawn = own weights
compare-cells-from-gru = the GRU’s weights in all
compare-cells-by = Size
compare-cells-by-units = as many units
compare-cells-by-parameters = as many parameters
compare-open-reset = GRU’s reset gate held open
compare-keep-bias = Keep bias
compare-keep-bias-help = Added to what goes into the LSTM’s forget gate, and to the GRU’s update gate on the side that keeps: both then begin by remembering.
compare-without-what-ifs = What is held or switched off on the Gates page, and its rounding, doesn’t apply here.
compare-drawn-units = The GRU is that of the Gates page; RNN and LSTM are drawn at random (seed { $seed }, ±{ $scale }), with as many units. Parameters: RNN { NUMBER($rnn_size) }, LSTM { NUMBER($lstm_size) }, GRU { NUMBER($gru_size) }.
compare-drawn-parameters = The GRU of the Gates page has { NUMBER($gru_size) } parameters in { $gru_units } units. Nearest to that come an RNN of { $rnn_units } units, with { NUMBER($rnn_size) }, and an LSTM of { $lstm_units }, with { NUMBER($lstm_size) }.
compare-made-open = The claim: { $z } does the work of forget and input gate. With { $lstm_f } the GRU’s keep factor, { $lstm_i } = 1 − { $lstm_f }, { $lstm_o } = 1 and { $r } = 1, one difference is left: the LSTM hands on tanh({ $lstm_c }).
compare-made-gated = The claim: { $z } does the work of forget and input gate. With { $lstm_f } the GRU’s keep factor, { $lstm_i } = 1 − { $lstm_f } and { $lstm_o } = 1, two differences are left: the LSTM hands on tanh({ $lstm_c }), the GRU resets.
compare-kept-by = Keep bias: { $lstm_by } in the σ of { $lstm_f }, { $gru_by } in that of { $z }.
compare-apart = The LSTM’s { $lstm_c } and the GRU’s { $h } differ by { $first } at t = 1, at most by { $by } (t = { $t }, unit { $unit }: { $memory } and { $state }); tanh({ $lstm_c }) and { $lstm_c } by at most { $squashed }.

# The plot

compare-plot-states = States
compare-plot-memory = Cell state
compare-plot-keeping = Keep
compare-plot-writing = Write
compare-plot-alone = Only here
compare-plot-hover =
    { $cell }: { $symbol } = { $value }
    unit { $unit }, t = { $when }
compare-plot-alt = Unit { $unit } at t = { $t }: hidden state { $rnn } in the RNN, { $lstm } in the LSTM, whose cell state is { $memory }, and { $gru } in the GRU. Forget gate { $forget } beside a keep factor of { $keep }, input gate { $input } beside a write factor of { $write }.

# What corresponds to what

compare-formulas = What corresponds to what
compare-formulas-about = The same seven questions to each cell; what stands in one row does the same work.
compare-none = nothing
compare-all = all of it
compare-the-candidate = the candidate is the new state
compare-part-memory = Memory
compare-part-memory-is = what carries the past on
compare-part-keep = Keep
compare-part-keep-is = how much of it stays
compare-part-write = Write
compare-part-write-is = how much of the candidate goes in
compare-part-propose = Candidate
compare-part-propose-is = what could be written
compare-part-mix = New memory
compare-part-mix-is = kept and written, added
compare-part-show = Shown
compare-part-show-is = what gates, layers above and the output see
compare-part-alone = Only here
compare-part-alone-is = a gate that the other cell doesn’t have
compare-freedom = In the GRU, what is kept and what is written always add up to 1. In this LSTM { $lstm_f } + { $lstm_i } goes from { $low } to { $high }: above 1 the memory can grow beyond ±1, below 1 it fades without being replaced.
compare-tied = In the GRU, what is kept and what is written always add up to 1. So they do in this LSTM, whose input gate is tied to its forget gate.

# Counted

compare-counted = Counted and measured
compare-counted-about =
    { $T ->
        [one] Counted and timed for the standard cells of these sizes; the mean and the gradient are those of the runs above, over one timestep.
       *[other] Counted and timed for the standard cells of these sizes; the mean and the gradient are those of the runs above, over { $T } timesteps.
    }
compare-measure-again = Measure again
compare-see-it = See it
compare-see = See it: { $what }
compare-see-example = See an example
compare-see-example-of = See an example: { $what }
compare-times = { $ratio } × the GRU
compare-count-units = Units $H$
compare-count-units-is = Numbers in the hidden state.
compare-count-gates = Gates
compare-count-gates-is = Each is a σ of { $x } and { $h } with weights of its own.
compare-count-states = State carried on
compare-count-states-is = Numbers that go from one timestep to the next; training keeps them for every timestep.
compare-count-memory = Way of the memory
compare-count-memory-is = What the old memory is multiplied by at each timestep. Near 1, it lasts, and so do gradients.
compare-memory-rnn = the matrix and tanh, at every timestep
compare-memory-lstm = the forget gate, unit by unit
compare-memory-renews = 1 − { $z }, unit by unit
compare-memory-keeps = { $z }, unit by unit
compare-memory-mean = { $mean } in the mean of this run
compare-count-activations = σ and tanh at a timestep
compare-count-activations-is = Gates ask how much: σ, 0…1. Candidates say what: tanh, −1…1.
compare-count-parameters-none = Parameters, no bias
compare-count-parameters-none-is = As this GRU has them: weights alone.
compare-count-parameters = Parameters, one bias
compare-count-parameters-is = One set of weights for each gate, one for the candidate: 1, 4 and 3 sets.
compare-count-parameters-two = Parameters, two biases
compare-count-parameters-two-is = As PyTorch counts (Keras only in its GRU): a second bias for each set.
compare-count-cost = Multiplications at a timestep
compare-count-cost-is = The matrix products, and the gates that multiply unit by unit.
compare-count-time = Time for a timestep
compare-count-time-is = Measured just now in this program, on this machine, forward and with all numbers kept: the shortest of several rounds, the cells in turns. With few units the time goes into calling NumPy, step by step, and hardly into multiplying; only with many units does it follow the multiplications.
compare-count-reach = Gradient over the whole sequence
compare-count-reach-is = What a small change of the first state comes to in the last one: the size of the gradient that gets through (in the LSTM, from cell state to cell state).
compare-reach-factor = × { $factor } at each timestep, on average
compare-reach-many = computed for at most { $limit } units
compare-reach-large = beyond the largest number a computer holds
