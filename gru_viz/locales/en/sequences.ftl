# The sequence a person types, pastes or uploads, and the ready series.

sequence-empty = There is nothing to read yet. Type numbers such as 0.3, -1.2, 2.5, or a sentence.
sequence-not-a-number =
    { $features ->
        [1] Timestep { $timestep }
       *[other] Timestep { $timestep }, feature { $feature }
    }: “{ $shown }” is not a number. Write numbers like 0.5 or -1.2, or choose words.
sequence-not-finite =
    { $features ->
        [1] Timestep { $timestep }
       *[other] Timestep { $timestep }, feature { $feature }
    }: “{ $shown }” is not a number that can be computed with. Write one between -1.7e308 and 1.7e308.
sequence-blank =
    { $features ->
        [1] Timestep { $timestep }
       *[other] Timestep { $timestep }, feature { $feature }
    }: the number is missing. Write one there, or take the empty place out.
sequence-ragged =
    Timestep { $timestep } has { $count ->
        [one] { $count } number
       *[other] { $count } numbers
    }, but { $expected } { $expected ->
        [one] is
       *[other] are
    } expected. Give every line as many numbers, or put everything on one line if it is a single series.
sequence-thousands = “{ $amount }” is read as several numbers, and the lines don't match. If it is one number, write { $plain }, without commas.
sequence-two-separators = The lines have semicolons and also commas or spaces between numbers. Use only one of them, and write decimals with a point, like 0.5.
sequence-header-ragged =
    The first line has { $count ->
        [one] { $count } name
       *[other] { $count } names
    }, but the lines below have { $expected ->
        [one] { $expected } number
       *[other] { $expected } numbers
    }. Write one name for each column, or take the first line out.
sequence-timesteps = This makes { $count } timesteps, and the limit is { $limit }. Use a shorter part of it.
sequence-features = This makes { $count } features, and the limit is { $limit }. Use fewer columns.
sequence-characters = This text has { $count } characters, and the limit is { $limit }. Use a part that gives at most { $timesteps } timesteps.
sequence-long-word = “{ $word }” is one word of { $count } characters, and the limit is { $limit }. Put spaces between words, or choose characters.
sequence-vector-size = A vector can't have { $size } features. Choose 1 to { $limit }.
sequence-ready-unknown = There is no ready series called “{ $name }”. Choose one from the list.

sequence-header = Names taken from the first line: { $names }.
sequence-standardised = { $feature } was standardised: its mean { $mean } became 0, its standard deviation { $sd } became 1.
sequence-constant = { $feature } is { $value } at every timestep, so standardising leaves 0.

table-too-large = This file is { $size } MB, and the limit is { $limit } MB. Save the part you need as a smaller file.
table-too-wide = This file has { $count } columns, and the limit is { $limit }. Save the columns you need as a smaller file.
table-empty = This file is empty. Choose a CSV or text file with a column of numbers.
table-binary = This file is not text. If it is a spreadsheet, save it as CSV first.
table-quote = A quotation mark in this file is opened but never closed. Close it, or save the file as CSV again.
table-no-numbers = No column of this file holds numbers. Choose a file with at least one column of numbers like 0.5 or -1.2.
table-no-column-chosen = No column is chosen yet. Choose at least one.
table-blank = Row { $row } of the column “{ $column }” (not counting the header) is empty. Fill it in, or choose other rows.
table-not-a-number = Row { $row } of the column “{ $column }” (not counting the header) is “{ $shown }”, which is not a number. Correct it, or choose other rows.

ready-sunspots = Sunspots
ready-sunspots-about = Sunspot number of each year from 1700 to 2008, rising and falling about every eleven years. Source: US National Geophysical Data Center.
ready-nile = The Nile
ready-nile-about = Yearly flow of the Nile at Aswan from 1871 to 1970, in 10⁸ m³; its level drops around 1898. Source: Cobb (1978), Biometrika 65, 243–251.
ready-sine = Sine
ready-sine-about = Two periods of a sine wave in 40 timesteps.
ready-step = Step
ready-step-about = Ten zeros, then ten ones.
ready-impulse = Impulse
ready-impulse-about = A single 1, then 23 zeros: how long does the state remember it?
ready-events = Events
ready-events-about = A few ups and downs among zeros, the first one up: which of them does the state take?
ready-noise = Noise
ready-noise-about = 40 random numbers around 0, the same ones for the same seed.
ready-sentence = Two sentences in English
ready-sentence-about = A short text with two full stops, one word at each timestep.
ready-sentence_ko = Two sentences in Korean
ready-sentence_ko-about = A short Korean text with two full stops, one word at each timestep.
