# 다른 프로그램의 가중치 파일과 텍스트로 붙여 넣은 행렬.

file-size = 파일 크기가 { $size } MB입니다. { $limit } MB까지 열 수 있으니 모델의 나머지는 빼고 GRU만 저장하세요.
file-empty = “{ $name }”은(는) 빈 파일입니다. 가중치를 다시 저장해 그 파일을 여세요.
file-unknown = “{ $name }”은(는) 읽을 수 있는 가중치 파일이 아닙니다. safetensors, .npz, Keras의 .keras·.weights.h5·.h5, ONNX 파일을 읽을 수 있습니다.
file-broken = { $format } 파일로 보이지만 손상되었거나 일부가 빠져 읽을 수 없습니다. 다시 저장하거나 내려받으세요.
file-header = 파일 내용을 설명하는 부분이 { $limit } MB를 넘어 읽지 않았습니다. 모델의 나머지는 빼고 GRU만 저장하세요.
file-many-arrays = 이 파일에는 배열이 { NUMBER($count) }개 이상 있습니다. { NUMBER($limit) }개까지 읽을 수 있으니 모델의 나머지는 빼고 GRU만 저장하세요.
file-many-numbers = 이 파일에서 GRU의 가중치일 수 있는 배열에 숫자가 { NUMBER($count) }개 이상 있습니다. { NUMBER($limit) }개까지 읽을 수 있으니 모델의 나머지는 빼고 GRU만 저장하세요.
file-torch-pickle = “{ $name }”은(는) torch.save가 쓰는 피클(pickle) 파일입니다. 피클을 열면 남이 넣어 둔 코드가 실행될 수 있어 읽지 않습니다. 여기 보이는 두 줄로 safetensors로 바꾼 다음 그 파일을 여세요.
file-npz-objects = 이 파일의 “{ $name }”에는 숫자가 아니라 파이썬 객체가 들어 있습니다. 객체를 읽으면 남이 넣어 둔 코드가 실행될 수 있으니 실수 배열로 저장하세요.
file-zip-packing = 이 압축 파일은 읽지 않는 방식으로 압축되어 있습니다. 압축하지 않거나 일반적인 방식(deflate)으로 다시 저장하세요.
file-zip-member = 압축 파일 안에 { $limit } MB를 넘는 파일이 있어 읽지 않았습니다. 모델의 나머지는 빼고 GRU만 저장하세요.
file-h5-soft-link = 이 HDF5 파일의 “{ $name }”은(는) 소프트 링크입니다. 링크는 따라가지 않으니 Keras의 save_weights처럼 가중치 자체를 저장하세요.
file-h5-external-link = 이 HDF5 파일의 “{ $name }”은(는) 다른 파일을 가리키는 링크입니다. 링크는 따라가지 않으니 Keras의 save_weights처럼 가중치 자체를 저장하세요.
file-h5-external-data = “{ $name }”의 숫자가 이 HDF5 파일 밖에 있습니다. 파일 밖은 읽지 않으니 숫자를 파일 안에 저장하세요.
file-h5-virtual = 이 HDF5 파일의 “{ $name }”은(는) 다른 데이터셋을 모은 가상 데이터셋(virtual dataset)입니다. 다른 데이터셋은 따라가지 않으니 숫자 자체를 저장하세요.
file-h5-filter = 이 HDF5 파일의 “{ $name }”은(는) 읽지 않는 필터로 압축되어 있습니다. gzip으로 압축하거나 압축하지 않고 저장하세요.
file-h5-deep = 이 HDF5 파일의 그룹이 { $limit }단계보다 깊어 읽지 않았습니다. GRU만 저장하세요.
file-slow = 이 { $format } 파일을 읽는 데 { $limit }초가 넘게 걸려 멈췄습니다. 모델의 나머지는 빼고 GRU만 저장하세요.
file-crash = { $format } 라이브러리가 이 파일을 읽지 못하고 멈췄습니다. 파일이 손상되었거나 허용된 것보다 많은 메모리가 필요합니다. 다시 저장하거나 내려받으세요.
file-onnx-external = 이 ONNX 모델의 가중치는 옆에 있는 다른 파일에 들어 있습니다. torch.onnx.export(…, external_data=False)로 파일 하나에 다시 내보내세요.
file-onnx-not-constant = GRU 노드 “{ $name }”의 가중치가 이 ONNX 모델에 저장되어 있지 않고 입력에서 계산되므로 보여 줄 수 없습니다. 가중치를 상수로 두고 모델을 내보내세요.

pasted-empty = 아직 읽을 것이 없습니다. [[0.1, -0.2], [0.3, 0.4]] 같은 행렬을 붙여 넣으세요.
pasted-long = 글자 수가 { NUMBER($count) }자입니다. { NUMBER($limit) }자까지 읽을 수 있으니 가중치를 파일로 여세요.
pasted-no-matrix = 이 텍스트에는 행렬이 없습니다. 숫자로 된 행, [[0.1, -0.2], [0.3, 0.4]] 같은 리스트, LaTeX의 bmatrix를 붙여 넣으세요.
pasted-many = 이 텍스트에는 행렬이 { NUMBER($limit) }개보다 많습니다. GRU의 행렬만 붙여 넣으세요.
pasted-large = 행렬 “{ $matrix }”의 행이나 열이 { NUMBER($limit) }개를 넘어 읽지 않았습니다. GRU의 행렬만 붙여 넣으세요.
pasted-name-twice = “{ $name }”(이)라는 행렬이 두 개 있습니다. 서로 다른 이름을 붙이세요.
pasted-outside = “{ $shown }”은(는) 행렬도, 행렬 앞에 쓰는 이름도 아닙니다. 행렬 앞에는 W_r = 같은 이름만 쓰세요.
pasted-deep = 대괄호가 { $limit }겹보다 깊습니다. 행렬은 [[1, 2], [3, 4]]처럼 두 겹으로 쓰세요.
pasted-unclosed = { $place }번째 행렬의 대괄호가 닫히지 않았습니다. 빠진 ]를 넣거나 행렬 전체를 다시 복사하세요.
pasted-latex = { $place }번째 LaTeX 행렬의 \begin과 \end가 짝이 맞지 않습니다. 행렬마다 \begin{"{"}bmatrix{"}"}에서 \end{"{"}bmatrix{"}"}까지 쓰세요.
pasted-mixed = 행렬 “{ $matrix }”에 숫자와 리스트가 섞여 있습니다. [[1, 2], [3, 4]]처럼 행마다 대괄호로 묶으세요.
pasted-uneven = “{ $matrix }”을(를) 이루는 부분들의 모양이 서로 다릅니다. 부분마다 이름을 붙여 따로 쓰세요.
pasted-nothing = 행렬 “{ $matrix }”에 숫자가 없는 행이 있습니다. 숫자를 쓰거나 빈 괄호를 지우세요.
pasted-ragged = 행렬 “{ $matrix }”: { $row }행에는 숫자가 { $count }개인데 첫 행에는 { $expected }개 있습니다. 모든 행의 개수를 맞추세요.
pasted-abbreviated = 행렬 “{ $matrix }”은(는) 출력할 때 …로 줄여졌습니다. NumPy에서는 np.set_printoptions(threshold=np.inf), PyTorch에서는 torch.set_printoptions(profile="full")를 실행한 다음 전체를 출력하세요.
pasted-blank = 행렬 “{ $matrix }”: { $row }행 { $column }열이 비어 있습니다. 숫자를 쓰세요.
pasted-not-a-number = 행렬 “{ $matrix }”: { $row }행 { $column }열의 “{ $shown }”은(는) 숫자가 아닙니다. 0.5나 -1.2 같은 숫자를 쓰세요.
