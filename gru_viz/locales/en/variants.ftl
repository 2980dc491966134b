# The notations: a name short enough for the sidebar, and what is particular about each.

notation-own = Ours: r, z, h̃
notation-own-about = The letters that most papers use, for all four variants.
notation-cho_v1 = Cho 2014, v1
notation-cho_v1-about = Where the GRU comes from: z keeps the old state, and the reset gate multiplies what U makes of it. The paper leaves biases out.
notation-cho_v3 = Cho 2014, v3
notation-cho_v3-about = The same paper, revised: z still keeps it, but the reset gate now multiplies the state before U does. The paper leaves biases out.
notation-chung = Chung 2014
notation-chung-about = Here z renews: it is the share of the candidate, not of the old state. The paper leaves biases out.
notation-colah = colah: W · [h, x]
notation-colah-about = One matrix for the old state and the input joined end to end; z renews the state, and there are no biases.
notation-ng = Ng’s course: Γ_u, Γ_r
notation-ng-about = The state is c, the gates are Γ_u (update) and Γ_r (reset); Γ_u renews the state.
notation-torch = PyTorch
notation-torch-about = z keeps the old state, the reset gate stands after the product, and every product has a bias of its own.
notation-keras = Keras, reset after
notation-keras-about = GRU(reset_after=True), what Keras does unless told otherwise: as PyTorch, with row vectors and the weights in the order z, r, h.
notation-keras_before = Keras, reset before
notation-keras_before-about = GRU(reset_after=False): z keeps the old state, and the reset gate stands before the product, as in the revised paper; one bias.
notation-tf1 = TensorFlow 1
notation-tf1-about = The gates are r and u, the candidate is c; u keeps the old state. Row vectors, input and state joined.
notation-onnx = ONNX, reset before
notation-onnx-about = GRU with linear_before_reset = 0: z keeps the old state, and the reset gate stands before the product. The state is H, the candidate h.
notation-onnx_after = ONNX, reset after
notation-onnx_after-about = GRU with linear_before_reset = 1: as PyTorch computes it, so what PyTorch exports. The state is H, the candidate h.
notation-linen = Flax linen
notation-linen-about = As PyTorch, but the recurrent products of r and z have no bias of their own.
notation-nnx = Flax nnx
notation-nnx-about = As PyTorch, but with biases on the input’s products only.
notation-mxnet = MXNet gluon
notation-mxnet-about = As PyTorch, with i for the update gate.
notation-d2l = D2L, from scratch
notation-d2l-about = Dive into Deep Learning. Capital letters for whole batches, row vectors; Z keeps the old state, and the reset gate stands before the product.
notation-d2l_concise = D2L, concise
notation-d2l_concise-about = Dive into Deep Learning. The book’s letters for the GRU of the framework: the reset gate stands after the product, unlike in the book’s own from-scratch version.
notation-kr_exam = Exam notes: u, W h + U x
notation-kr_exam-about = From Korean exam notes. Here W belongs to the state and U to the input, the other way round than in the papers; the update gate is u and renews the state.
notation-kr_hh = Exam notes: W_hh, W_xh
notation-kr_hh-about = From Korean exam notes. Each matrix says from where to where it leads, as W_xh; z renews the state, and there are no biases.
notation-kr_slides = Lecture slides: g
notation-kr_slides-about = From Korean lectures. The candidate is g, and z keeps the old state; the slides call z the forget gate and 1 − z the input gate.
notation-kr_twin = colah, z and 1−z swapped
notation-kr_twin-about = Drawn and written as in colah’s blog, but z keeps: many notes have the mix this way round.
