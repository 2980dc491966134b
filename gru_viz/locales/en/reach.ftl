# Where gradients go

reach-choose = Which three cells
reach-usual = Usual start
reach-raised = Bias raised
reach-exploding = Exploding RNN
reach-own = My own GRU
reach-about-usual = Three untrained cells of { $units } units on { $steps } timesteps of noise. Every weight and bias is drawn evenly from −1/√{ $units }…1/√{ $units }, as PyTorch does it.
reach-about-raised = The cells of the usual start, but { $bias } is added to what goes into the LSTM’s forget gate, and in the GRU to the side of { $z } that keeps.
reach-about-exploding = The cells of the usual start, but the RNN’s recurrent weights are { $gain } times as large. LSTM and GRU have the raised bias, { $bias }.
reach-about-own = Your GRU of the Gates page ({ $units } units, { $steps } timesteps) without what-ifs and rounding. Beside it an RNN and an LSTM with as many units, their weights drawn in the same way.
reach-kept = On average a unit of the GRU keeps { $gru } of its state at a timestep (the mean of { $keep }), one of the LSTM { $lstm } (the mean of { $forget }, its forget gate).
reach-size = The size of { $derivative }: by what a small change of the state at timestep 0 is multiplied until timestep { $steps }, in the root mean square over all directions (Frobenius norm / √{ $units }). At 1 it is passed on unchanged. For the LSTM the state is { $cell_derivative }, its cell state.

reach-says-vanishes = The gradient vanishes: over { $steps } timesteps it falls by { $orders } orders of magnitude, each time × { $factor } on average.
reach-says-explodes = The gradient explodes: over { $steps } timesteps it grows by { $orders } orders of magnitude, each time × { $factor } on average.
reach-says-holds = The gradient holds: over { $steps } timesteps it changes by { $orders } orders of magnitude, each time × { $factor } on average.
reach-says-nothing = Nothing arrives: over { $steps } timesteps the size is exactly 0.
reach-direct-part = The direct path alone, the product of { $keep }: { $direct }, which is { $share } of the whole.
reach-direct-more = The direct path alone, the product of { $keep }: { $direct }. That is more than the whole: the other paths work against it.
reach-direct-zero = The direct path alone, the product of { $keep }: 0. What arrives has gone through gates and candidates.
reach-direct-none = There is no direct path. Every timestep goes through the recurrent weights and tanh.
reach-compared = From timestep 0 to timestep { $steps }, most of the gradient arrives in the { $most }, least in the { $least }: { $ratio } times as much.
reach-compared-nothing = From timestep 0 to timestep { $steps }, most of the gradient arrives in the { $most } ({ $size }), and nothing at all in the { $least }.
reach-all-three =
    Over { $steps } timesteps, the RNN’s gradient { $rnn_way ->
        [falls] falls by { $rnn } orders of magnitude
        [grows] grows by { $rnn } orders of magnitude
        [gone] is gone altogether
        *[same] stays as it is
    }, the LSTM’s { $lstm_way ->
        [falls] falls by { $lstm }
        [grows] grows by { $lstm }
        [gone] is gone altogether
        *[same] stays as it is
    }, the GRU’s { $gru_way ->
        [falls] falls by { $gru }
        [grows] grows by { $gru }
        [gone] is gone altogether
        *[same] stays as it is
    }.
reach-thresholds = “Vanishes” is said where less than a thousandth arrives, “explodes” where it is more than a thousandfold, and “holds” in between.

reach-paths = Paths
reach-paths-whole = All paths
reach-paths-direct = The direct path alone
reach-picked = { $derivative } over { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    }:
reach-picked-cell = { $cell } { $size }
reach-picked-direct = { $cell } { $size } (direct path { $direct })
reach-thinned = The triangles show { $shown } of the { $all } timesteps, evenly spaced; the curves have every one.

reach-from = from timestep k
reach-to = to timestep t
reach-hover =
    k = { $k }, t = { $t }
    size 10<sup>{ $power }</sup>
reach-corner = 0 → { $t }: <b>{ $size }</b>
reach-corner-none = no direct path
reach-triangle-alt = { $cell }, a triangle of sizes from every k to every t. To t = { $t }, the size is { $size_middle } from k = { $middle }, and { $size_first } from k = 0.
reach-triangle-none-alt = { $cell } has no direct path, so there is no triangle.

reach-curve = To the last timestep
reach-distance = timesteps back from the last one
reach-size-of = size
reach-length-of = length of the gradient
reach-direct-label = { $cell } direct
reach-curve-hover =
    { $name }, { $distance } timesteps back
    { $what } 10<sup>{ $power }</sup>
reach-curve-alt = { $cell }: to the last timestep, the size is { $size_half } from { $half } timesteps back and { $size } from { $steps } timesteps back.

reach-clipping = Clipping
reach-clipping-about = A loss at the last timestep sends back a gradient of length 1 there. Clipping (Pascanu et al. 2013) takes the gradient at all weights as one long vector: where it is longer than the threshold, it is shortened to it and keeps its direction. Everything on the way is multiplied by the same number.
reach-clip = Threshold (0: no clipping)
reach-clip-off = { $cell }: the weights’ gradient has length { $length }. Nothing is clipped.
reach-clip-below = { $cell }: the weights’ gradient has length { $length }, below the threshold. It stays as it is.
reach-clip-cut = { $cell }: the weights’ gradient has length { $length }. It is multiplied by { $factor }, which leaves a length of { $threshold } in the same direction.
reach-clip-beyond = { $cell }: the gradient grows beyond the largest number that a computer holds. Then there is no length left to clip by.
reach-clip-vanished = Of the { $cell }’s gradient at the last timestep, { $share } arrives at timestep 0: with clipping as much as without. A gradient that vanishes stays as it is.
reach-clip-cured = The { $cell }’s gradient explodes on its way back, { $share } times. Shortened to the threshold, it moves the weights no further than any other step.
reach-clip-label = { $cell } clipped
reach-clip-alt = { $cell }: the gradient that arrives has length { $last } at the last timestep and { $first } at timestep 0; clipped, { $last_clipped } and { $first_clipped }.

reach-compare = RNN, LSTM and GRU side by side
reach-many-units = Here a GRU may have { $most } units; yours has { $units }. Choose one of the other runs, or fewer units on the Gates page.
reach-too-large = With these weights, the numbers on the way grow beyond the largest float, as in training, where the next step would make every weight NaN. Use smaller weights.
