# Weight files of other programs, and matrices pasted as text.

file-size = This file is { $size } MB, and the limit is { $limit } MB. Save the GRU alone, without the rest of its model.
file-empty = “{ $name }” is empty. Save the weights again and open that file.
file-unknown = “{ $name }” is not a weight file that can be read. These can be: safetensors, .npz, Keras' .keras, .weights.h5 and .h5, and ONNX.
file-broken = This looks like { $format }, but it is damaged or incomplete and can't be read. Save or download it again.
file-header = What this file says about its contents is longer than { $limit } MB, so it isn't read. Save the GRU alone, without the rest of its model.
file-many-arrays = This file lists { NUMBER($count) } arrays or more, and the limit is { NUMBER($limit) }. Save the GRU alone, without the rest of its model.
file-many-numbers = The arrays in this file that a GRU could have hold { NUMBER($count) } numbers or more, and the limit is { NUMBER($limit) }. Save the GRU alone, without the rest of its model.
file-torch-pickle = “{ $name }” is a pickle, as torch.save writes it, and opening a pickle can run a stranger's code, so it isn't read. Turn it into safetensors with the two lines shown here, and open that file.
file-npz-objects = “{ $name }” in this file holds Python objects instead of numbers, and reading those can run a stranger's code. Save it as an array of floats.
file-zip-packing = This archive is packed in a way that isn't read. Save it again without compression, or with the usual one (deflate).
file-zip-member = A file inside this archive is larger than { $limit } MB, so it isn't read. Save the GRU alone, without the rest of its model.
file-h5-soft-link = “{ $name }” in this HDF5 file is a soft link, and links aren't followed. Save the weights themselves, as Keras' save_weights does.
file-h5-external-link = “{ $name }” in this HDF5 file is a link to another file, and links aren't followed. Save the weights themselves, as Keras' save_weights does.
file-h5-external-data = The numbers of “{ $name }” are kept outside this HDF5 file, and nothing outside it is read. Save them in the file itself.
file-h5-virtual = “{ $name }” in this HDF5 file is put together from other datasets (a virtual dataset), and those aren't followed. Save the numbers themselves.
file-h5-filter = “{ $name }” in this HDF5 file is packed with a filter that isn't read. Save it with gzip, or without compression.
file-h5-deep = The groups in this HDF5 file are nested more than { $limit } deep, so it isn't read. Save the GRU alone.
file-slow = Reading this { $format } file took longer than { $limit } seconds, so it was stopped. Save the GRU alone, without the rest of its model.
file-crash = The library that reads { $format } failed on this file: it is damaged, or needs more memory than it may have. Save or download it again.
file-onnx-external = The weights of this ONNX model are in another file beside it. Export it again in one file, with torch.onnx.export(…, external_data=False).
file-onnx-not-constant = The weights of the GRU node “{ $name }” are not stored in this ONNX model but computed from its input, so they can't be shown. Export the model with its weights as constants.

pasted-empty = There is nothing to read yet. Paste a matrix such as [[0.1, -0.2], [0.3, 0.4]].
pasted-long = This text has { NUMBER($count) } characters, and the limit is { NUMBER($limit) }. Open the weights as a file instead.
pasted-no-matrix = There is no matrix in this text. Paste rows of numbers, a list such as [[0.1, -0.2], [0.3, 0.4]], or a LaTeX bmatrix.
pasted-many = This text has more than { NUMBER($limit) } matrices. Paste those of the GRU alone.
pasted-large = Matrix “{ $matrix }” has more than { NUMBER($limit) } rows or columns, which is more than is read. Paste the matrices of the GRU alone.
pasted-name-twice = Two matrices are named “{ $name }”. Give each a name of its own.
pasted-outside = “{ $shown }” is neither a matrix nor a name before one. Write a name such as W_r = before each matrix, and nothing else.
pasted-deep = The brackets are nested more than { $limit } deep. A matrix has two levels, such as [[1, 2], [3, 4]].
pasted-unclosed = A bracket of matrix { $place } is opened but never closed. Add the missing ], or copy the whole matrix again.
pasted-latex = The \begin and \end of LaTeX matrix { $place } don't belong together. Write each matrix from \begin{"{"}bmatrix{"}"} to \end{"{"}bmatrix{"}"}.
pasted-mixed = Matrix “{ $matrix }” has numbers beside lists. Put every row in brackets of its own, such as [[1, 2], [3, 4]].
pasted-uneven = The parts of “{ $matrix }” have different shapes. Give each part a name and a matrix of its own.
pasted-nothing = Matrix “{ $matrix }” has a row without numbers. Write the numbers, or take the empty brackets out.
pasted-ragged =
    Matrix “{ $matrix }”: row { $row } has { $count ->
        [one] { $count } number
       *[other] { $count } numbers
    }, and the first has { $expected }. Give every row as many.
pasted-abbreviated = Matrix “{ $matrix }” was abbreviated with … when it was printed. Print it in full, in NumPy after np.set_printoptions(threshold=np.inf), in PyTorch after torch.set_printoptions(profile="full").
pasted-blank = Matrix “{ $matrix }”: row { $row }, column { $column } is empty. Write a number there.
pasted-not-a-number = Matrix “{ $matrix }”: row { $row }, column { $column } is “{ $shown }”, which is not a number. Write numbers like 0.5 or -1.2.
