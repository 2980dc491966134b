menu-pages = Pages
menu-gates = GRU gates
menu-backpropagation = Backpropagation
menu-compare = RNN, LSTM, GRU
menu-conventions = Conventions
menu-trained = Trained weights
page-language = Language
page-projector = Projector
page-leave-projector = Leave projector
page-controls = Settings
page-copy-link = Copy link
page-copied = Copied
page-copy-by-hand = Copy this link:

page-sequence = Sequence
page-series = Series
page-typed = Type or paste my own
page-seq = Numbers or words, one timestep after another
page-seq-help =
    Numbers with commas, spaces or line breaks between them; for several features, one line per timestep.
    A column copied from a spreadsheet works, and so does a sentence.
page-read = Read as
page-read-auto = automatic
page-read-numbers = numbers
page-read-words = words
page-read-characters = characters
page-edit-series = Edit these numbers or words
page-standardise = Standardise
page-standardise-help = Subtract the mean and divide by the standard deviation, for each feature.
page-encode = Words become
page-encode-onehot = one-hot
page-encode-vectors = vectors
page-size = Size of each vector
page-open-table = Open a CSV or text file
page-table-file = A CSV or text file of your own
page-table-help = Commas, semicolons or tabs; up to 5 MB. The file is only read, and forgotten with your visit.
page-table-columns = Columns to use as features
page-table-long = The file has { $rows } rows. { $most } timesteps fit; choose where they start.
page-table-start = First row
page-table-use = Use these columns

page-weights = Weights
page-weights-from = Where they come from
page-random = Random, from a seed
page-given = From a file
page-layer = Layer and direction
page-layer-of = Layer { $layer }, { $direction }
page-direction-forward = forward
page-direction-reverse = backward
page-seed = Seed
page-scale = Scale
page-units = Units

page-formula = Formula
page-notation = Notation
page-update = What z does
page-update-renews = z renews
page-update-keeps = z keeps
page-update-help =
    z renews: h is (1 − z) ⊙ h before + z ⊙ candidate (Chung, colah, Ng). z keeps: the two change places (Cho, PyTorch, Keras).
page-reset = Where r stands
page-reset-before = before U
page-reset-after = after U
page-reset-help =
    Before U: the candidate sees U (r ⊙ h), as in the papers. After U: it sees r ⊙ (U h + c), as in PyTorch and Keras by default.

page-view = View
page-decimals = Decimals
page-rounding = Rounding
page-rounding-none = for display
page-rounding-steps = each step
page-rounding-help = Each step: as on paper in an exam, every intermediate is rounded before it is used again.
page-rounding-says = Rounded half up to { $decimals } decimals (a tie goes away from zero): each product, each sum, σ, tanh, 1 − { $z } and both parts of the mix. Inputs and weights are taken as given, with up to 6 decimals.
page-future = Timesteps to come
page-future-shown = shown
page-future-hidden = hidden
page-file = Save or open as a file
page-save = Save what is on screen
page-open = Open a saved file
page-link-full = What is on screen takes { $length } characters, and a link holds { $limit }. The link leaves out: { $fields }. A file opens to exactly this.
page-link-question = your own problem
page-link-given = the weights from the file, with what was changed in them
page-link-edits = the numbers changed by hand
page-link-seq = the sequence

page-tables = Every weight
page-tables-of = Matrices of
page-tables-r = reset gate
page-tables-z = update gate
page-tables-n = candidate
page-tables-h0 = initial state { $h0 }
page-tables-help = Drag a number, or click it and type; paste a block from a spreadsheet. Arrow keys move, Alt+↑ and Alt+↓ nudge, Delete takes a change back.

rounding-too-large = Rounding at each step works with numbers up to { NUMBER($limit, useGrouping: 0) }. Use smaller ones, or let rounding be only for display.

page-exports = Export
page-export-html = The whole walk as a web page (HTML)
page-export-html-about = Opens from disk, without a network.
page-export-timesteps = Worked steps
page-export-timesteps-this = this timestep
page-export-timesteps-all = all timesteps
page-export-units = of which units
page-export-units-this = this unit
page-export-units-all = all units
page-export-markdown = Markdown
page-export-latex = LaTeX
page-export-csv = Data (CSV)
page-export-json = Data (JSON)
page-export-numpy = NumPy code
page-export-torch = PyTorch code
page-export-pictures = The diagram and the plots have buttons of their own for SVG and PNG.
page-print = Print
