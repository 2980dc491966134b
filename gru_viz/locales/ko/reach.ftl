# 기울기가 어디까지 가는가

reach-choose = 비교할 세 셀
reach-usual = 기본 초기화
reach-raised = 편향 올림
reach-exploding = 폭주하는 RNN
reach-own = 내 GRU
reach-about-usual = 학습하지 않은 세 셀입니다. 유닛은 { $units }개씩, 입력은 { $steps }시점의 잡음입니다. { $biases ->
        [none] 가중치는
       *[some] 가중치와 편향은
    } PyTorch의 초깃값 범위인 −1/√{ $units }…1/√{ $units }에서 고르게 뽑습니다.
reach-about-raised = 기본 초기화한 세 셀에서 LSTM은 망각 게이트의 σ에 들어가는 값에, GRU는 { $z } 게이트가 상태를 유지하는 쪽으로 { $bias }만큼 더합니다.
reach-about-exploding = 기본 초기화한 셀에서 RNN의 순환 가중치를 { $gain }배로 키웁니다. LSTM과 GRU는 편향을 { $bias }만큼 올린 그대로입니다.
reach-about-own = GRU 게이트 화면의 내 GRU입니다(유닛 { $units }개, { $steps }시점, 가정과 반올림은 빼고). 옆의 RNN과 LSTM은 유닛 수가 같고 가중치를 같은 방법으로 뽑았습니다.
reach-kept = GRU의 유닛은 한 시점에 평균 { $gru }만큼 상태를 유지하고({ $keep }의 평균), LSTM의 유닛은 { $lstm }만큼 유지합니다(망각 게이트 { $forget }의 평균).
reach-size = { $derivative }의 크기: 시점 0의 상태를 조금 바꾸면 시점 { $steps }까지 가는 동안 그 변화에 얼마가 곱해지는지를, 모든 방향에 대한 제곱평균제곱근으로 나타낸 것입니다(프로베니우스 노름 / √{ $units }). 1이면 변화가 그대로 전해집니다. LSTM에서는 셀 상태로 잽니다({ $cell_derivative }).

reach-says-vanishes = 기울기가 소실됩니다. { $steps }시점을 거치며 10의 { $orders }제곱분의 1로 줄고, 시점마다 평균 { $factor }배가 됩니다.
reach-says-explodes = 기울기가 폭주합니다. { $steps }시점을 거치며 10의 { $orders }제곱배로 커지고, 시점마다 평균 { $factor }배가 됩니다.
reach-says-holds = 기울기가 유지됩니다. { $steps }시점을 거치며 { $size }배가 되고, 시점마다 평균 { $factor }배가 됩니다.
reach-says-would-vanish = 기울기가 줄어듭니다. { $steps }시점을 거치며 { $size }배가 되고, 시점마다 평균 { $factor }배가 됩니다. 이대로 { $long }시점을 거치면 { $far }배가 되어 소실됩니다.
reach-says-would-explode = 기울기가 커집니다. { $steps }시점을 거치며 { $size }배가 되고, 시점마다 평균 { $factor }배가 됩니다. 이대로 { $long }시점을 거치면 { $far }배가 되어 폭주합니다.
reach-says-nothing = 아무것도 전해지지 않습니다. { $steps }시점을 거치면 크기가 정확히 0입니다.
reach-direct-part = 직접 경로만 보면({ $keep }의 곱) { $direct }이고, 전체의 { $share }배입니다.
reach-direct-more = 직접 경로만 보면({ $keep }의 곱) { $direct }이고, 전체보다 큽니다. 다른 경로들이 반대로 작용합니다.
reach-direct-zero = 직접 경로만 보면({ $keep }의 곱) 0입니다. 전해진 것은 모두 게이트와 후보 상태를 거쳐 왔습니다.
reach-direct-nothing = 직접 경로만 보아도({ $keep }의 곱) 0입니다.
reach-direct-none = 직접 경로가 없습니다. 시점마다 순환 가중치와 tanh를 거칩니다.
reach-compared = 시점 0에서 시점 { $steps }까지 기울기가 가장 많이 전해지는 셀은 { $most }, 가장 적게 전해지는 셀은 { $least }이고, { $ratio }배 차이 납니다.
reach-compared-nothing = 시점 0에서 시점 { $steps }까지 기울기가 가장 많이 전해지는 셀은 { $most }({ $size })이고, { $least }에서는 전혀 전해지지 않습니다.
reach-compared-equal = 시점 0에서 시점 { $steps }까지 기울기는 세 셀에서 똑같이 전해집니다.
reach-two = { $one }, { $other }
reach-all-three = { $steps }시점을 거친 기울기(모든 경로): RNN은 { $rnn }, LSTM은 { $lstm }, GRU는 { $gru }.
reach-three-vanishes = 소실(10의 { $orders }제곱분의 1)
reach-three-would-vanish = { $size }배로 감소(이대로 { $long }시점을 거치면 소실)
reach-three-holds = 유지({ $size }배)
reach-three-would-explode = { $size }배로 증가(이대로 { $long }시점을 거치면 폭주)
reach-three-explodes = 폭주(10의 { $orders }제곱배)
reach-three-nothing = 완전히 소실(0)
reach-thresholds = 1000분의 1보다 적게 전해지면 ‘소실’, 1000배보다 커지면 ‘폭주’, 그 사이면 ‘유지’라고 합니다. { $long }시점보다 짧으면, 같은 평균 비율로 { $long }시점을 거쳤을 때 소실되거나 폭주하는지도 함께 말합니다.

reach-paths = 경로
reach-paths-whole = 모든 경로
reach-paths-direct = 직접 경로만
reach-picked = { $derivative }, { $steps }시점 거리:
reach-picked-cell = { $cell } { $size }
reach-picked-direct = { $cell } { $size } (직접 경로 { $direct })
reach-thinned = 삼각형에는 { $all }시점 가운데 같은 간격으로 { $shown }개를 그렸습니다. 곡선에는 모든 시점이 있습니다.

reach-from = 출발 시점 k
reach-to = 도착 시점 t
reach-hover =
    k = { $k }, t = { $t }
    크기 10<sup>{ $power }</sup>
reach-corner = 0 → { $t }: <b>{ $size }</b>
reach-corner-none = 직접 경로 없음
reach-triangle-alt = { $cell }: 모든 k에서 모든 t까지의 크기를 나타낸 삼각형. t = { $t }까지의 크기는 k = { $middle }에서 { $size_middle }, k = 0에서 { $size_first }입니다.
reach-triangle-none-alt = { $cell }에는 직접 경로가 없어 삼각형도 없습니다.

reach-curve = 마지막 시점까지
reach-distance = 마지막 시점에서 거슬러 간 시점 수
reach-size-of = 크기
reach-length-of = 기울기의 길이
reach-direct-label = { $cell } 직접
reach-curve-hover =
    { $name }, { $distance }시점 전
    { $what } 10<sup>{ $power }</sup>
reach-curve-alt = { $cell }: 마지막 시점까지의 크기는 { $half }시점 전에서 { $size_half }, { $steps }시점 전에서 { $size }입니다.

reach-clipping = 기울기 클리핑
reach-clipping-about = 마지막 시점의 손실이 길이 1인 기울기를 되돌려 보낸다고 합시다. 클리핑(Pascanu 외, 2013)은 모든 가중치의 기울기를 긴 벡터 하나로 보고, 그 길이가 기준값보다 크면 방향은 그대로 두고 길이만 기준값으로 줄입니다. 거슬러 오는 길의 모든 값에 같은 수를 곱하는 것과 같습니다.
reach-clip = 기준값 (0이면 클리핑 없음)
reach-clip-off = { $cell }: 가중치 기울기의 길이는 { $length }입니다. 클리핑하지 않습니다.
reach-clip-below = { $cell }: 가중치 기울기의 길이가 { $length }로 기준값보다 작으므로 그대로입니다.
reach-clip-cut = { $cell }: 가중치 기울기의 길이가 { $length }이므로 { $factor }배로 줄여, 같은 방향으로 길이 { $threshold }만 남깁니다.
reach-clip-beyond = { $cell }: 기울기가 컴퓨터가 다룰 수 있는 가장 큰 수를 넘습니다. 길이를 잴 수 없어 클리핑도 할 수 없습니다.
reach-clip-vanished = { $cell }에서는 마지막 시점 기울기의 { $share }만 시점 0에 닿습니다. 클리핑을 해도 이 비율은 같습니다. 소실된 기울기는 되살아나지 않습니다.
reach-clip-cured = { $cell }의 기울기는 거슬러 오면서 { $share }배로 커집니다. 기준값으로 줄이면 가중치를 한 번에 고치는 폭이 기준값을 넘지 않습니다.
reach-clip-label = { $cell } 클리핑
reach-clip-alt = { $cell }: 도착하는 기울기의 길이는 마지막 시점에서 { $last }, 시점 0에서 { $first }입니다. 클리핑하면 { $last_clipped }, { $first_clipped }입니다.

reach-compare = RNN, LSTM, GRU 나란히 보기
reach-many-units = 여기에서는 GRU 유닛이 { $most }개까지입니다. 지금은 { $units }개입니다. 다른 셀을 고르거나 GRU 게이트 화면에서 유닛을 줄이세요.
reach-too-large = 이 가중치로는 계산 도중의 수가 컴퓨터가 다룰 수 있는 가장 큰 수를 넘습니다. 학습 중이라면 다음 갱신에서 모든 가중치가 NaN이 됩니다. 더 작은 가중치를 쓰세요.
reach-too-many-units = 매개변수 수를 GRU에 맞추려면 { $cell }의 유닛이 { $units }개 있어야 합니다. 가중치는 유닛 { $most }개까지만 뽑을 수 있으니 유닛 수가 같은 셀로 비교하세요.
