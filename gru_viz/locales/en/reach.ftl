# Where gradients go

reach-choose = Which three cells
reach-usual = Usual start
reach-raised = Bias raised
reach-exploding = Exploding RNN
reach-own = My own GRU
reach-about-usual = Three untrained cells of { $units } units on { $steps } timesteps of noise. Every { $biases ->
        [none] weight
       *[some] weight and bias
    } is drawn evenly from −1/√{ $units }…1/√{ $units }, the range that PyTorch begins with.
reach-about-raised = The cells of the usual start, but { $bias } is added to what goes into the LSTM’s forget gate, and in the GRU to the side of { $z } that keeps.
reach-about-exploding = The cells of the usual start, but the RNN’s recurrent weights are { $gain } times as large. LSTM and GRU have the raised bias, { $bias }.
reach-about-own =
    Your GRU of the Gates page ({ $units ->
        [one] one unit
       *[other] { $units } units
    }, { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    }) without what-ifs and rounding. Beside it an RNN and an LSTM with as many units, their weights drawn in the same way.
reach-kept = On average a unit of the GRU keeps { $gru } of its state at a timestep (the mean of { $keep }), one of the LSTM { $lstm } (the mean of { $forget }, its forget gate).
reach-size = The size of { $derivative }: by what a small change of the state at timestep 0 is multiplied until timestep { $steps }, in the root mean square over all directions (Frobenius norm / √{ $units }). At 1 it is passed on unchanged. For the LSTM it is { $cell_derivative }, of its cell state.

reach-says-vanishes =
    The gradient vanishes: over { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    } it falls by { $orders } orders of magnitude, each time × { $factor } on average.
reach-says-explodes =
    The gradient explodes: over { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    } it grows by { $orders } orders of magnitude, each time × { $factor } on average.
reach-says-holds =
    The gradient holds: over { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    } it is multiplied by { $size }, each time × { $factor } on average.
reach-says-would-vanish =
    The gradient falls: over { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    } it is multiplied by { $size }, each time × { $factor } on average. At this rate it would vanish: × { $far } over { $long } timesteps.
reach-says-would-explode =
    The gradient grows: over { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    } it is multiplied by { $size }, each time × { $factor } on average. At this rate it would explode: × { $far } over { $long } timesteps.
reach-says-nothing =
    Nothing arrives: over { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    } the size is exactly 0.
reach-direct-part = The direct path alone, the product of { $keep }: { $direct }, which is { $share } times the whole.
reach-direct-more = The direct path alone, the product of { $keep }: { $direct }. That is more than the whole: the other paths work against it.
reach-direct-zero = The direct path alone, the product of { $keep }: 0. What arrives has gone through gates and candidates.
reach-direct-nothing = The direct path alone, the product of { $keep }, is 0 too.
reach-direct-none = There is no direct path. Every timestep goes through the recurrent weights and tanh.
reach-compared = From timestep 0 to timestep { $steps }, most is passed on by the { $most }, least by the { $least }: { $ratio } times as much.
reach-compared-nothing = From timestep 0 to timestep { $steps }, most is passed on by the { $most } ({ $size }), and nothing at all by the { $least }.
reach-compared-equal = From timestep 0 to timestep { $steps }, all three pass on the same.
reach-two = { $one } and the { $other }
reach-all-three =
    Over { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    }, along all paths, the RNN’s gradient { $rnn }, the LSTM’s { $lstm }, the GRU’s { $gru }.
reach-three-vanishes = vanishes (falls by { $orders } orders of magnitude)
reach-three-would-vanish = falls (× { $size }; over { $long } timesteps it would vanish)
reach-three-holds = holds (× { $size })
reach-three-would-explode = grows (× { $size }; over { $long } timesteps it would explode)
reach-three-explodes = explodes (grows by { $orders } orders of magnitude)
reach-three-nothing = is gone altogether
reach-thresholds = “Vanishes” is said where less than a thousandth arrives, “explodes” where it is more than a thousandfold, and “holds” in between. Of fewer than { $long } timesteps, “would vanish” or “would explode” is said where { $long } at the same average rate would do so.

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
reach-curve-alt =
    { $cell }: to the last timestep, the size is { $size_half } from { $half ->
        [one] one timestep
       *[other] { $half } timesteps
    } back and { $size } from { $steps ->
        [one] one timestep
       *[other] { $steps } timesteps
    } back.

reach-clipping = Clipping
reach-clipping-about = A loss at the last timestep sends back a gradient of length 1 there. Clipping (Pascanu et al. 2013) takes the gradient at all weights as one long vector: where it is longer than the threshold, it is shortened to it and keeps its direction. Everything on the way is multiplied by the same number.
reach-clip = Threshold (0: no clipping)
reach-clip-off = { $cell }: the weights’ gradient has length { $length }. Nothing is clipped.
reach-clip-below = { $cell }: the weights’ gradient has length { $length }, below the threshold. It stays as it is.
reach-clip-cut = { $cell }: the weights’ gradient has length { $length }. It is multiplied by { $factor }, which leaves a length of { $threshold } in the same direction.
reach-clip-beyond = { $cell }: the gradient grows beyond the largest number that a computer holds. Then there is no length left to clip by.
reach-clip-vanished = Of the { $cell }’s gradient at the last timestep, { $share } arrives at timestep 0: with clipping as much as without. A gradient that vanishes stays as it is.
reach-clip-cured = The { $cell }’s gradient grows { $share }-fold on its way back. Shortened to the threshold, it moves the weights no further than the threshold allows.
reach-clip-label = { $cell } clipped
reach-clip-alt = { $cell }: the gradient that arrives has length { $last } at the last timestep and { $first } at timestep 0; clipped, { $last_clipped } and { $first_clipped }.

reach-compare = RNN, LSTM and GRU side by side
reach-many-units = Here a GRU may have { $most } units; yours has { $units }. Choose one of the other runs, or fewer units on the Gates page.
reach-too-large = With these weights, the numbers on the way grow beyond the largest float, as in training, where the next update would make every weight NaN. Use smaller weights.
reach-too-many-units = For as many parameters as the GRU, the { $cell } would need { $units } units. Weights are drawn for { $most } units at most: compare cells with as many units instead.
