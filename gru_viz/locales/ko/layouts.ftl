# 가중치 파일에 든 배열의 뜻, 그리고 표기법 사이의 가중치 변환.

layout-none = 유닛이 { $limit }개 이하인 GRU의 가중치가 없습니다. 이름은 PyTorch에서는 weight_ih_l0과 weight_hh_l0, Keras에서는 kernel과 recurrent_kernel이고, 수식처럼 W_r, U_r로 써도 됩니다.
layout-unknown-names =
    “{ $names }”{ $more ->
        [0] (이)라는
       *[other] { " " }외 { NUMBER($more) }개의
    } 이름으로는 유닛이 { $limit }개 이하인 GRU를 찾을 수 없습니다. 이름은 PyTorch에서는 weight_ih_l0과 weight_hh_l0, Keras에서는 kernel과 recurrent_kernel이고, 수식처럼 W_r, U_r로 쓰거나 모두 이름 없이 넣어도 됩니다.
layout-twice = “{ $array }”이(가) 거의 같은 이름으로 두 번 들어 있어 어느 것을 쓸지 알 수 없습니다. 배열마다 한 번씩만 저장하거나 붙여 넣으세요.
layout-missing = 배열 “{ $array }” 없음: 가중치 행렬은 모두 있어야 하고, 편향은 모두 넣거나 모두 빼야 합니다. 층 전체를 저장하거나 붙여넣으세요.
layout-shape = “{ $array }”의 모양 { $shape }이(가) 다른 가중치와 맞지 않습니다. 유닛이 { $units }개이면 { $expected }(이)어야 합니다.
layout-names = “{ $name }”의 배열들은 알려진 어느 저장 방식과도 맞지 않습니다. 라이브러리에서 그대로 저장하거나 행렬을 붙여 넣으세요.
layout-not-finite = “{ $array }”의 { $row }행 { $column }열이 NaN이거나 무한대입니다. 가중치는 유한한 수여야 합니다. 학습이 중간에 발산하지 않았는지 확인하세요.
layout-units = “{ $name }”의 유닛이 { NUMBER($count) }개입니다. { $limit }개까지 볼 수 있으니 더 작은 층을 고르세요.
layout-features = “{ $name }”의 입력 특성이 시점마다 { NUMBER($count) }개입니다. { $limit }개까지 볼 수 있으니 입력이 더 작은 층을 고르세요.
layout-many-layers = “{ $name }”의 층이 { $count }개입니다. { $limit }개까지 열 수 있으니 앞쪽 층만 저장하세요.
layout-many-numbers =
    가중치에 { $bits }비트 숫자가 { NUMBER($count) }개 있습니다. { NUMBER($limit) }개까지 쓸 수 있으니 { $bits ->
        [64] 두 배까지 들어가는 float32로 저장하거나 층을 줄여 저장하세요.
       *[other] 층을 줄여 저장하세요.
    }
layout-missing-layer = “{ $name }”에 위층은 있는데 { $layer }번째 층이 없습니다. 모델 전체를 저장하세요.
layout-layer-width = “{ $name }”의 { $layer }번째 층은 특성을 { $features }개 받는데 들어오는 것은 { $expected }개입니다. 두 방향이 받는 개수는 서로 같고, 아래층 모든 방향의 유닛 수를 더한 값과 같아야 합니다.
layout-mixed = “{ $name }”의 층마다 저장 방식이 다릅니다. 층을 하나씩 따로 저장하세요.
layout-lstm = “{ $array }”은(는) 게이트가 네 개인 LSTM의 가중치입니다. GRU는 r, z, 후보 세 부분으로 되어 있으니 GRU의 가중치를 여세요.
layout-rnn = “{ $array }”은(는) 게이트가 없는 단순 RNN의 가중치입니다. GRU의 가중치를 여세요.
layout-projection = “{ $name }”에는 proj_size를 쓴 LSTM에 있는 투영 행렬(weight_hr)이 있습니다. GRU에는 투영이 없습니다.
layout-activation = “{ $name }”은(는) { $expected } 자리에 { $activation }을(를) 씁니다. 여기서 계산하면 다른 값이 나오므로, 게이트는 sigmoid, 후보는 tanh인 GRU만 볼 수 있습니다.
layout-clip = “{ $name }”은(는) 게이트에 들어가는 값을 잘라 냅니다(clip). 이 GRU는 자르지 않으니 clip 없이 모델을 내보내세요.
layout-direction = “{ $name }”의 방향이 ONNX에 없는 값입니다. forward, reverse, bidirectional 중 하나여야 합니다.
layout-directions = “{ $array }”에는 방향이 { $count }개 저장되어 있는데 층의 방향은 { $expected }개입니다.
layout-not-this = “{ $name }”의 배열은 이 저장 방식이 아닙니다. 제시된 방식 중에서 고르세요.
layout-no-such-layer = 이 방향에는 { $layer }번째 층이 없습니다. 이 가중치의 층은 { $count }개이니 목록에서 고르세요.
layout-text = 링크나 파일에 든 가중치가 손상되었거나 숫자가 { NUMBER($limit) }개를 넘습니다(64비트 숫자이면 그 절반까지입니다). 가중치 파일을 다시 여세요.

layout-note-activations = 이 파일에는 어떤 함수를 쓰는지 적혀 있지 않습니다. 라이브러리의 기본값인 sigmoid와 tanh로 봅니다.
layout-note-starts = 이 파일에는 시퀀스마다 다른 처음 상태가 들어 있습니다. 첫 번째 시퀀스의 것을 씁니다.
layout-note-order = 모양이 같은 행렬은 놓인 순서대로 읽었습니다.

convert-negated = { $weights }의 부호를 바꿉니다. 그래서 { $z }가 1 − { $z }가 됩니다.
convert-merged = { $bias }이(가) { $bias } + { $other }이(가) 됩니다. 반올림은 한 번뿐입니다.
convert-reset = 변환할 수 없습니다. 리셋 게이트가 곱하기 전에 있으면 후보의 순환 가중치 행렬의 열마다, 곱한 뒤에 있으면 행마다 붙으므로, 유닛 수가 같으면 일반적으로 같은 값을 내는 가중치가 없습니다. 괄호 안에 편향이 없고, 유닛이 하나이거나 그 행렬이 대각 행렬이거나 그 행렬로 이어진 유닛들의 리셋 게이트 가중치가 같을 때만 결과가 같습니다.
convert-inner-bias = 변환할 수 없습니다. { $bias }은(는) 리셋이 곱해지는 괄호 안에 있는데, 곱하기 전에 리셋하는 식에는 그런 자리가 없습니다. { $bias }을(를) 0으로 두세요.
convert-no-inner-bias = 변환할 수 없습니다. { $bias }은(는) 리셋이 곱해지는 괄호 안에 있는데, 다른 쪽 식에는 그 자리에 편향이 없습니다. { $bias }을(를) 0으로 두세요.
convert-no-biases = 변환할 수 없습니다. 다른 쪽 식에는 편향이 없어서 { $biases }을(를) 잃게 됩니다. 0으로 두거나 편향이 있는 식을 고르세요.

agree-one-unit = 유닛이 하나일 때: 숫자 하나씩 곱하므로 어느 것을 먼저 곱해도 같습니다.
agree-diagonal = 후보의 순환 가중치가 대각 행렬일 때: 유닛마다 자기 상태만, 자기 리셋 게이트를 거쳐 기억합니다.
agree-tied = 후보의 순환 가중치로 이어진 유닛들의 리셋 게이트 가중치가 같을 때: 곱하기 전이든 뒤든 같은 값이 곱해집니다.
agree-first-step = 상태 0에서 시작한 첫 시점: 리셋 게이트가 곱해질 값이 아직 없습니다.
agree-open-reset = 리셋 게이트가 모두 1일 때: 어디에 곱해도 아무것도 줄지 않습니다.

write-rounded = 이 형식은 float32만 담을 수 있어 가중치를 반올림합니다. 달라지는 값은 최대 { $largest }입니다.
write-too-large = float32에 담을 수 있는 값({ $limit })보다 큰 가중치가 있습니다. 이 형식은 float32만 담으니 safetensors나 .npz로 저장하세요.

code-own-sequence = 5시점, 시점마다 특성이 { $features }개인 시퀀스입니다. 직접 쓸 시퀀스로 바꾸세요
