# 역전파 화면. $와 $ 사이는 TeX입니다.

backprop-gradients = 무엇을 볼까요
backprop-gradients-steps = 한 단계씩
backprop-gradients-reach = 어디까지 닿는가
backprop-run = 따라갈 계산
backprop-run-example = 작은 예제
backprop-run-write = { $z } 게이트가 전부 새로 쓸 때
backprop-run-keep = { $z } 게이트가 전부 유지할 때
backprop-run-reset = { $r } 게이트가 닫혔을 때
backprop-run-saturated = 포화된 게이트
backprop-run-own = 내 데이터
backprop-to-gates = GRU 게이트 화면에서 열기

backprop-look-own = 모든 시점과 모든 유닛을 합친 경로별 비중: 직접 경로 { $share_kept }, 후보 상태 { $share_by_n }, 업데이트 게이트 { $share_by_z }, 리셋 게이트 { $share_by_r }. 모든 유닛 가운데 가장 큰 ∂L/∂{ $h } 크기는 마지막 시점에서 { $arrives }, 시점 0에서 { $leaves }입니다.
backprop-look-step = t = { $t }, 모든 유닛을 합친 비중: 직접 경로 { $share_kept }, 후보 상태 { $share_by_n }, 업데이트 게이트 { $share_by_z }, 리셋 게이트 { $share_by_r }.
backprop-look-write = { $z } 게이트가 상태를 전부 새로 씁니다. 어느 시점에서도 { $h } 값은 최대 { $most_kept }만 유지됩니다. 그래서 기울기 전체에서 직접 경로의 비중은 { $share_kept }, 후보 상태를 지나는 경로의 비중은 { $share_by_n }입니다.
backprop-look-keep = { $z } 게이트가 상태를 전부 유지합니다. 시점마다 { $h } 값이 최소 { $least_kept }는 유지됩니다. 그래서 기울기 전체에서 직접 경로로 곧장 지나가는 비중은 { $share_kept }이고, 후보 { $n }에 이르는 기울기는 ±{ $most_written } 이내입니다.
backprop-look-reset = { $r } 게이트가 닫혀 있습니다(최대 { $most_r }). 그래서 기울기 전체에서 { $r } 값이 곱해지는 후보 상태 경로의 비중은 { $share_by_n }, 리셋 게이트 경로의 비중은 { $share_by_r }입니다. 직접 경로의 비중은 { $share_kept }, 업데이트 게이트 경로의 비중은 { $share_by_z }입니다.
backprop-look-saturated = 모든 값이 끝에 있어 도함수가 0에 가깝습니다. { $z } (1 − { $z }) 값은 최대 { $slope_z }, { $r } (1 − { $r }) 값은 최대 { $slope_r }, 1 − { $n }² 값은 최대 { $slope_n }입니다. 상태에서 가장 큰 기울기는 { $most_h }인데 가중치의 기울기는 모두 ±{ $weights } 이내로 그 { $weights_share }를 넘지 않으므로, 거의 학습되지 않습니다.
backprop-percent = { $percent }%
backprop-percent-less = { $percent }% 미만
backprop-percent-more = { $percent }% 이상
backprop-look-nothing = 여기서는 손실의 기울기가 0이어서 아무것도 거슬러 가지 않습니다.
backprop-what-if = GRU 게이트 화면에서 고정하거나 끈 것은 여기서도 그대로입니다.
backprop-unrounded = 단계마다 하는 반올림은 여기서 쓰지 않습니다. 반올림한 값은 미분할 수 없습니다.

backprop-loss-heading = 손실
backprop-loss-at = 어느 시점에
backprop-loss-at-last = 마지막
backprop-loss-at-every = 모든 시점
backprop-loss-unit = 어느 유닛에
backprop-loss-unit-all = 모든 유닛
backprop-loss-unit-one = 유닛 { $unit }만
backprop-loss = 어떤 손실
backprop-loss-squared = 제곱 오차
backprop-loss-given = 주어진 기울기
backprop-target = 목푯값 y
backprop-delta = 기울기 d
backprop-numbers-help = 모든 유닛에 숫자 하나, 또는 유닛마다 하나씩: 0.5, −0.2
backprop-loss-says-squared = 은닉 상태에서 손실 자체의 기울기는 목푯값과의 차이입니다: { $gradient }
backprop-loss-says-given = 은닉 상태에서 손실 자체의 기울기는 주어진 값입니다: { $gradient }

backprop-loss-not-a-number = 숫자로 읽을 수 없습니다: “{ $piece }”. 손실에는 0.5나 −0.2 같은 숫자를, 모든 유닛에 하나 또는 유닛마다 하나씩 적으세요.
backprop-loss-large = 손실에 쓸 수 없을 만큼 큰 숫자입니다: { $piece }. −{ NUMBER($limit) }부터 { NUMBER($limit) }까지 쓸 수 있습니다.
backprop-loss-count = 손실에 적은 숫자는 { $count }개이고 유닛은 { $units }개입니다. 숫자를 하나만 적거나 유닛 수만큼 적으세요.
backprop-loss-kept = 고칠 때까지는 마지막으로 읽은 손실을 보여 줍니다.
backprop-overflow = 기울기가 컴퓨터가 나타낼 수 있는 가장 큰 수를 넘어 보여 줄 수 없습니다. 가중치, 시퀀스 또는 손실을 더 작게 하세요.

backprop-weights = 지금까지 쌓인 가중치의 기울기
backprop-weights-about = t = { $t } … { $T }의 합입니다. 한 시점을 거슬러 갈 때마다 그 시점의 몫이 더해집니다. 색의 기준은 끝까지 같습니다.
backprop-weights-about-last = 거슬러 가는 길의 첫 시점인 t = { $t }의 몫입니다. 색의 기준은 끝까지 같습니다.
backprop-weights-faint = 이 색 기준으로는 아직 모두 0에 가깝습니다.
backprop-figure-alt = t = { $t } … { $T }에 걸쳐 더한 가중치의 기울기.
backprop-figure-alt-last = 가중치의 기울기 가운데 t = { $t }의 몫.
backprop-figure-alt-gate = 이 게이트에서 0에서 가장 먼 값은 { $matrix }의 { $row }행 { $column }열에 있는 { $value }입니다.
backprop-figure-hover =
    ∂L/∂{ $matrix }, { $row }행 { $column }열
    지금까지: { $value }
    그중 t = { $t }의 몫: { $step }

backprop-check = 유한 차분으로 검산
backprop-check-all = 숫자 { NUMBER($count) }개를 모두 하나씩 조금 올리고 내리며 손실을 다시 계산하고, 손실이 변한 정도를 기울기와 비교했습니다.
backprop-check-some = 숫자 { NUMBER($count) }개 가운데 기울기가 가장 큰 { NUMBER($checked) }개를 하나씩 조금 올리고 내리며 손실을 다시 계산하고, 손실이 변한 정도를 기울기와 비교했습니다.
backprop-check-none = 계산이 너무 커서 여기서는 검산하지 않습니다. 숫자 { NUMBER($count) }개마다 순전파를 두 번씩 해야 합니다. 내보낸 코드는 행렬마다 일부를 검산합니다.
backprop-check-exact = 차이가 전혀 없습니다.
backprop-check-largest = 가장 큰 차이는 { $by }이며 그 자리는 { $place }입니다: 역전파 { $backward }, 유한 차분 { $differences }. 가장 큰 기울기의 { $share }배입니다.
backprop-check-agrees = 두 값이 일치합니다.
backprop-check-finer = 두 값이 일치합니다. 이 계산에는 보통 간격이 너무 커서, 차이가 난 자리는 { NUMBER($times) }배 더 작은 간격으로 다시 쟀습니다.
backprop-check-coarse = 여기서는 차분으로 기울기를 잴 수 없습니다. 간격에 따라 값이 달라지거나, 반올림 오차 때문에 남는 자릿수가 너무 적습니다. 그러므로 기울기가 맞는지 틀리는지 말해 주지 않습니다.
backprop-check-differs = 두 값이 일치하지 않습니다. 간격을 줄이면 차분은 한 값에 머무는데, 그 값이 기울기와 다릅니다.
backprop-check-table = 행렬별 검산
backprop-check-column-matrix = 기울기
backprop-check-column-checked = 검산한 수
backprop-check-column-by = 가장 큰 차이
backprop-check-column-place = 위치
backprop-check-column-backward = 역전파
backprop-check-column-differences = 유한 차분

backprop-sum-last-all = 마지막 시점에서 모든 유닛에 걸쳐 더합니다.
backprop-sum-last-one = 마지막 시점의 유닛 { $unit }만 셉니다.
backprop-sum-every-all = 모든 시점과 모든 유닛에 걸쳐 더합니다.
backprop-sum-every-one = 유닛 { $unit }만 모든 시점에 걸쳐 더합니다.

# 종이에 푼 계산 과정. { } 안은 TeX나 숫자이며, 다른 특수 문자는 쓰지 않습니다.

backprop-export-loss = 손실
backprop-export-formulas = 역전파 수식
backprop-export-bar = 막대 뒤에는 기울기의 이 부분이 어느 경로를 거쳐 오는지 적었습니다. $a$와 아래 첨자는 $\sigma$나 $\tanh$에 들어가는 값입니다. 마지막 시점 뒤에서 오는 기울기는 없습니다.
backprop-export-step = 역전파: t = { $t }, 유닛 { $unit }
backprop-export-held = { $gate } 값은 고정되어 있어, 그 값을 만들었을 계산으로는 기울기가 지나가지 않습니다.
backprop-export-weights = 가중치의 기울기

# 내보낸 코드의 주석.

backprop-code-what-differences = 손실의 기울기를 GRU를 따라 거슬러 보내고, 가중치와 첫 상태의 기울기를 출력하며, 유한 차분으로 검산합니다.
backprop-code-what-autograd = 손실의 기울기를 GRU를 따라 거슬러 보내고, 가중치와 첫 상태의 기울기를 출력하며, PyTorch의 자동 미분으로 검산합니다.
backprop-code-counts = 손실: 몇 번째 시점부터, 어느 유닛을 세는지
backprop-code-squared = 유닛마다의 목푯값: L = ½ Σ (h − y)²
backprop-code-given = 유닛마다 주어진 기울기: L = Σ d h
