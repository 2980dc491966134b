# Sheets of problems on paper: what stands around the problems, the table of σ and tanh, the key.

sheet-title = GRU by hand
sheet-about = { $count ->
        [one] One problem
       *[other] { $count } problems
    } · sheet “{ $seed }” · notation: { $notation }
sheet-name = Name
sheet-date = Date
sheet-score = Score
sheet-decimals = Give numbers to { $decimals } decimals, a half rounded up.
sheet-use-table = For $\sigma$ and $\tanh$ use the table behind the problems; to look up $a$ you may round it to two decimals.
sheet-interpolate = For $\sigma$ and $\tanh$ use a calculator, or the table behind the problems: to four decimals, interpolate between two of its entries.
sheet-problem = No.
sheet-answers = Answers
sheet-key = Answer key
sheet-last-digit = Numbers are carried on with all their digits and shown rounded. So a sum of shown numbers may be off by one in the last digit, and so may yours if you round on the way.

sheet-table = Table of $\sigma(a)$ and $\tanh(a)$
sheet-table-read = The row has $a$ up to its first decimal, the column its second: for $a = 1.37$ look in row 1.3 under .07, which gives $\sigma(1.37) = { $sigma }$ and $\tanh(1.37) = { $tanh }$.
sheet-table-negative = For a negative number: $\sigma(-a) = 1 - \sigma(a)$ and $\tanh(-a) = -\tanh(a)$.
sheet-table-beyond = From $a = 4$ on: $\tanh(a) \approx 1$ and $\sigma(a) \approx 1 - 1 / e^a$, both to within 0.001.

sheet-graph = Curves from timestep { $first } to { $last }; the one in question is { $at }. { $values }
