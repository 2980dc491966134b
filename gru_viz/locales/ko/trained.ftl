# Weights from a file: in, and out again.

given-missing = 파일에서 가져온 가중치인데 링크에는 들어 있지 않습니다. ‘학습된 가중치’ 페이지에서 파일을 다시 열거나 다른 가중치를 고르세요.
given-features = 이 가중치는 시점마다 특성 { $expected }개를 받는데, 입력한 시퀀스의 특성은 { $features }개입니다. 한 줄에 숫자를 { $expected }개씩 입력하거나, 난수로 시험해 보세요.
given-try = 난수로 시험하기

trained-in = 가중치 가져오기
trained-how = 가져올 곳
trained-how-file = 파일
trained-how-text = 붙여넣기
trained-file = 내 가중치 파일
trained-safe = 파일은 읽기만 합니다. 파일 안의 코드를 실행하거나 다른 파일을 열지 않으며, 방문이 끝나면 남지 않습니다.
trained-formats = safetensors, .npz, Keras(.keras, .weights.h5), ONNX 파일을 64 MB까지 엽니다. .pt 파일은 safetensors로 바꾸는 두 줄짜리 코드를 보여 드립니다.
trained-text = 행렬을 차례로 붙여넣으세요
trained-text-help = 스프레드시트, NumPy 출력, JSON, LaTeX bmatrix를 그대로 붙여넣을 수 있습니다. 이름이 있으면 각 행렬 앞에 W_r = 처럼 쓰세요.
trained-which = 이 파일에는 GRU가 { $count }개 있습니다. 어느 것을 쓸까요?
trained-size = 유닛 { $units }개, 특성 { $features }개, { $layers }개 층
trained-recognised = 인식한 형식: { $layout }. { $what }
trained-ask = { $what }. 어떤 배치인지 적혀 있지 않습니다. 잘못 고르면 아무 경고 없이 다른 값이 나오니, 어디서 온 가중치인지 알려 주세요.
trained-layout = 가중치 배치
trained-layout-choose = 가중치의 출처를 고르세요
trained-own-own-renews-before = z만큼 갱신, r은 곱셈 전
trained-own-own-renews-after = z만큼 갱신, r은 곱셈 후
trained-own-own-keeps-before = z만큼 유지, r은 곱셈 전
trained-own-own-keeps-after = z만큼 유지, r은 곱셈 후
trained-own-kr_exam-plain = W는 x에, U는 h에, u만큼 갱신, r은 곱셈 전
trained-layers = 층과 방향
trained-layer = { $layer }층 { $direction }: 유닛 { $units }개, 특성 { $features }개
trained-use = 이 가중치 사용하기
trained-map = 어느 행과 열이 어느 게이트인지
trained-place =
    { $first_row }–{ $last_row }행{ $last_column ->
        [1] { "" }
       *[other] , { $first_column }–{ $last_column }열
    }

trained-out = 가중치 내보내기
trained-out-about = ‘GRU 게이트’ 페이지의 가중치를 고친 값까지 그대로 내보냅니다. 유닛 { $units }개, 특성 { $features }개입니다.
trained-format = 파일
trained-download = { $name } 저장
trained-code = 불러오는 코드

given-other-formula = 이 가중치는 다른 수식({ $notation })에 맞춰 학습된 것인데 지금 수식으로 그대로 읽고 있어, 원래 모델과 출력이 다릅니다. ‘표기법 비교’ 페이지에서 변환할 수 있습니다.
