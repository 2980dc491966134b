# The notations: a name short enough for the sidebar, and what is particular about each.

notation-own = 기본: r, z, h̃
notation-own-about = 논문에서 가장 많이 쓰는 기호입니다. 네 가지 변형을 모두 쓸 수 있습니다.
notation-cho_v1 = Cho 2014, v1
notation-cho_v1-about = GRU가 처음 나온 논문입니다. z가 이전 상태를 유지하고, 리셋 게이트는 U를 곱한 결과에 곱합니다. 편향은 생략되어 있습니다.
notation-cho_v3 = Cho 2014, v3
notation-cho_v3-about = 같은 논문의 개정판입니다. z가 유지하는 것은 같지만, 리셋 게이트를 U보다 먼저 상태에 곱합니다. 편향은 생략되어 있습니다.
notation-chung = Chung 2014
notation-chung-about = 여기서는 z가 후보로 갱신합니다. 즉 z는 이전 상태가 아니라 후보의 비율입니다. 편향은 생략되어 있습니다.
notation-colah = colah: W · [h, x]
notation-colah-about = 이전 상태와 입력을 이어 붙여 행렬 하나를 곱합니다. z가 후보로 갱신하고, 편향은 없습니다.
notation-ng = Ng 강의: Γ_u, Γ_r
notation-ng-about = 상태는 c, 게이트는 Γ_u(업데이트)와 Γ_r(리셋)이며, Γ_u가 후보로 갱신합니다.
notation-torch = PyTorch
notation-torch-about = z가 이전 상태를 유지하고, 리셋 게이트는 곱한 뒤에 적용되며, 곱셈마다 편향이 따로 있습니다.
notation-keras = Keras, r 나중
notation-keras-about = GRU(reset_after=True), Keras의 기본값입니다. 계산은 PyTorch와 같고, 행 벡터를 쓰며 가중치는 z, r, h 순서입니다.
notation-keras_before = Keras, r 먼저
notation-keras_before-about = GRU(reset_after=False)입니다. z가 이전 상태를 유지하고, 개정된 논문처럼 리셋 게이트가 곱하기 전에 적용됩니다. 편향은 하나입니다.
notation-tf1 = TensorFlow 1
notation-tf1-about = 게이트는 r과 u, 후보는 c이며 u가 이전 상태를 유지합니다. 행 벡터를 쓰고, 입력과 상태를 이어 붙입니다.
notation-onnx = ONNX, r 먼저
notation-onnx-about = linear_before_reset = 0인 GRU입니다. z가 이전 상태를 유지하고, 리셋 게이트는 곱하기 전에 적용됩니다. 상태는 H, 후보는 h입니다.
notation-onnx_after = ONNX, r 나중
notation-onnx_after-about = linear_before_reset = 1인 GRU입니다. PyTorch와 같은 계산이라 PyTorch에서 내보내면 이 형태가 됩니다. 상태는 H, 후보는 h입니다.
notation-linen = Flax linen
notation-linen-about = PyTorch와 같지만, r과 z의 순환 쪽 곱에는 편향이 따로 없습니다.
notation-nnx = Flax nnx
notation-nnx-about = PyTorch와 같지만, 편향이 입력 쪽 곱에만 있습니다.
notation-mxnet = MXNet gluon
notation-mxnet-about = PyTorch와 같고, 업데이트 게이트를 i로 씁니다.
notation-d2l = D2L, 직접 구현
notation-d2l-about = Dive into Deep Learning입니다. 미니배치 전체를 대문자로, 행 벡터로 씁니다. Z가 이전 상태를 유지하고, 리셋 게이트는 곱하기 전에 적용됩니다.
notation-d2l_concise = D2L, 간결한 구현
notation-d2l_concise-about = Dive into Deep Learning입니다. 책의 기호로 쓴 프레임워크의 GRU입니다. 책의 직접 구현과 달리 리셋 게이트가 곱한 뒤에 적용됩니다.
notation-kr_exam = 시험 노트 1: u, W h + U x
notation-kr_exam-about = 논문과 반대로 W가 상태에, U가 입력에 곱해집니다. 업데이트 게이트는 u이고, u가 후보로 갱신합니다.
notation-kr_hh = 시험 노트 2: W_hh, W_xh
notation-kr_hh-about = W_xh처럼 어디서 어디로 가는 가중치인지를 아래 첨자로 씁니다. z가 후보로 갱신하고, 편향은 없습니다.
notation-kr_slides = 강의 슬라이드: 후보 g
notation-kr_slides-about = 후보를 g로 쓰고 z가 이전 상태를 유지합니다. 슬라이드에서는 z를 망각 게이트, 1 − z를 입력 게이트라고 부릅니다.
notation-kr_twin = colah, z와 1−z 바꿈
notation-kr_twin-about = 그림과 식은 colah 블로그와 같지만 z가 이전 상태를 유지합니다. 혼합식이 이렇게 적힌 노트가 많습니다.
