# Two notations beside each other

conventions-notation = Left: as on the Gates page
conventions-other = Right
conventions-mode = Weights on the right
conventions-mode-same = same
conventions-mode-converted = converted
conventions-mode-help = Same: the numbers are read under the other formula as they stand, and one sees how wrong that goes. Converted: they are changed so that every output stays as it was.
conventions-t = t
conventions-unit = Unit
conventions-on = Both run on the sequence and the weights of the Gates page: T = { $T }, D = { $D }, H = { $H }.
conventions-without = Held gates, what is switched off and rounding at each step are left out here.

conventions-largest = Largest difference of { $h }
conventions-largest-place = at t = { $t }, unit { $unit }: { $left } on the left, { $right } on the right
conventions-largest-none = every { $h } is the same to the last bit
conventions-largest-refused = these weights can’t be converted

conventions-update-renews = On the left { $left_z } renews: it multiplies the candidate { $left_n }. On the right { $right_z } keeps: it multiplies the old state { $right_h }.
conventions-update-keeps = On the left { $left_z } keeps: it multiplies the old state { $left_h }. On the right { $right_z } renews: it multiplies the candidate { $right_n }.
conventions-reset-before = On the left { $left_r } multiplies the old state before the matrix { $left_U } does; on the right { $right_r } multiplies what { $right_U } has made of it.
conventions-reset-after = On the left { $left_r } multiplies what the matrix { $left_U } has made of the old state; on the right { $right_r } multiplies the old state before { $right_U } does.
conventions-bias-left = Only the left has { $biases }.
conventions-bias-right = Only the right has { $biases }.
conventions-alike = Only the letters, the way of writing and the storing of the weights differ: both compute the same.
conventions-bias-used = Only the left has { $biases }; the numbers on the right take them in all the same, as they stand.
conventions-bias-empty = Only the right has { $biases }, which these weights leave at 0.
conventions-unchanged = The weights go over as they are.
conventions-place = At t = { $t }, unit { $unit }: { $left_z } = { $z } and { $left_h } = { $h } on the left, { $right_z } = { $right_z_value } and { $right_h } = { $right_h_value } on the right.
conventions-place-flipped = At t = { $t }, unit { $unit }: { $left_z } = { $z } on the left is { $right_z } = 1 − { $z } = { $right_z_value } on the right, while { $left_h } = { $h } stays { $right_h } = { $right_h_value }.

conventions-hover =
    { $name }, t = { $when }, unit { $unit }
    { $symbol } = { $value }
conventions-plot-alt = Unit { $unit }: { $left_letter } on the left and { $right_letter } on the right are farthest apart at t = { $t }, { $left } and { $right }.

# Reset before and after the product

conventions-counter = The smallest counterexample
conventions-counter-given = { $units } units, { $features } feature, { $timesteps } timesteps, no biases, and the same weights on both sides: at t = { $t } the candidates of unit { $unit } part.
conventions-counter-weights = { $weights }, and every other weight is 0; { $x } = { $input }, and the first state is 0.
conventions-counter-says = From the same numbers: { $left_n } = { $left } on the left, { $right_n } = { $right } on the right, { $by } apart.
conventions-cases = Where the two agree all the same
conventions-cases-case = Case
conventions-cases-difference = Largest difference of { $h }

# Which one is mine?

conventions-which = Which one is mine?
conventions-which-about = Look at the formulas in your notes. Their letters may be others: z is the update gate (also u, Γ_u), r the reset gate, h the state, x the input.
conventions-ask-mix = What multiplies hₜ₋₁ in the last line?
conventions-mix-is-renews = (1 − z) ⊙ hₜ₋₁ + z ⊙ h̃ₜ
conventions-mix-is-keeps = z ⊙ hₜ₋₁ + (1 − z) ⊙ h̃ₜ
conventions-ask-reset = Where does r stand in the candidate?
conventions-reset-is-before = U (r ⊙ hₜ₋₁): with h, before the matrix
conventions-reset-is-after = r ⊙ (U hₜ₋₁): on the product
conventions-ask-biases = How many biases does each line have?
conventions-biases-is-none = none
conventions-biases-is-one = one: + b
conventions-biases-is-bracket = one, but the candidate two: + b, and c with U h
conventions-biases-is-two = two: + b + c
conventions-ask-letters = Which letter is on x?
conventions-letters-is-plain = W x + U h
conventions-letters-is-swapped = U x + W h
conventions-letters-is-indices = W with indices: W_x x + W_h h
conventions-letters-is-joined = one matrix: W · [h, x]
conventions-letters-is-capital = capital letters: X W, H
conventions-unknown = I don’t know
conventions-found =
    { $count ->
        [one] One notation agrees with that:
       *[other] { $count } notations agree with that. Pick yours:
    }
conventions-use = Use this notation
conventions-none-of-these = None of these? Our own notation (Ours: r, z, h̃) has all four formulas.
conventions-see = See it on the Gates page

# History

conventions-history = Why there are so many: five lines of history
conventions-history-first = Cho et al. 2014, in the first versions of their paper: z keeps the old state, and r multiplies after the matrix.
conventions-history-revised = The third version of the same paper moves r before the matrix; z still keeps. Keras computes this with reset_after=False, and so does TensorFlow 1.
conventions-history-flipped = Chung et al. 2014, from the same group: r before the matrix, but now z renews. colah’s blog, Ng’s course and many exam notes follow this one.
conventions-history-code = The code took the first way: cuDNN, PyTorch and MXNet let z keep and put r after the matrix, where it needs a bias of its own inside the bracket.
conventions-history-today = Keras went over to it as well, reset_after=True is its default; ONNX has a switch for it. And Dive into Deep Learning teaches r before the matrix in its own code, then runs the framework’s, which has it after.
