# 세 셀을 함께 넘기는 플레이어

compare-cell-rnn = RNN
compare-cell-lstm = LSTM
compare-cell-gru = GRU
compare-stages = 시점 안의 단계
compare-stage-keep = 유지
compare-stage-propose = 후보
compare-stage-write = 기록
compare-stage-show = 출력
compare-row-f = 망각 게이트
compare-row-i = 입력 게이트
compare-row-o = 출력 게이트
compare-row-r = 리셋 게이트
compare-row-c = 셀 상태
compare-row-h = 은닉 상태
compare-row-keep = 유지 비율
compare-row-write = 기록 비율
compare-box-rnn = 새 상태
compare-box-f = 망각
compare-box-i = 입력
compare-box-g = 후보
compare-box-o = 출력
compare-box-r = 리셋
compare-box-z = 업데이트
compare-kept = 유지
compare-written = 기록
compare-nothing-kept = 그대로 유지되는 것이 없음
compare-held-open = 열어 둠
compare-rnn-keep = 없음. 시점마다 { $h } 값을 새로 만듭니다.
compare-rnn-write = 후보 전체를 그대로 씁니다.
compare-as-it-is = 그대로 나갑니다. LSTM은 { $formula }입니다.
compare-which-unit = 유닛 { $unit } (총 { $H }개)
compare-alt-rnn = 시점 { $t }의 RNN 셀 그림. 각 선에 선택한 유닛의 값이 적혀 있습니다
compare-alt-lstm = 시점 { $t }의 LSTM 셀 그림. 각 선에 선택한 유닛의 값이 적혀 있습니다
compare-alt-gru = 시점 { $t }의 GRU 셀 그림. 각 선에 선택한 유닛의 값이 적혀 있습니다

# 화면

compare-too-large = 이 숫자로는 RNN이나 LSTM의 합이 컴퓨터가 다룰 수 있는 가장 큰 수를 넘습니다. 더 작은 가중치나 입력을 쓰세요.
compare-cells-from = 가중치
compare-cells-from-drawn = 각자의 가중치
compare-cells-from-gru = 모두 GRU의 가중치로
compare-cells-by = 크기
compare-cells-by-units = 유닛 수를 같게
compare-cells-by-parameters = 매개변수 수를 같게
compare-open-reset = GRU의 리셋 게이트를 열어 두기
compare-keep-bias = 유지 편향
compare-keep-bias-help = LSTM의 망각 게이트에, 그리고 GRU의 업데이트 게이트에 유지하는 쪽으로 더합니다. 두 셀 모두 처음부터 기억을 오래 유지합니다.
compare-without-what-ifs = GRU 게이트 화면에서 고정하거나 꺼 둔 것과 반올림은 여기에서는 적용되지 않습니다.
compare-drawn-units = GRU는 GRU 게이트 화면의 것이고, RNN과 LSTM은 같은 유닛 수로 무작위(시드 { $seed }, ±{ $scale })로 뽑았습니다. 매개변수: RNN { NUMBER($rnn_size) }개, LSTM { NUMBER($lstm_size) }개, GRU { NUMBER($gru_size) }개.
compare-drawn-parameters = GRU 게이트 화면의 GRU는 유닛 { $gru_units }개에 매개변수 { NUMBER($gru_size) }개입니다. 여기에 가장 가까운 것은 유닛 { $rnn_units }개인 RNN({ NUMBER($rnn_size) }개)과 유닛 { $lstm_units }개인 LSTM({ NUMBER($lstm_size) }개)입니다.
compare-made-open = 확인할 주장: { $z } 하나가 망각 게이트와 입력 게이트의 일을 함께 합니다. { $lstm_f }가 GRU의 유지 비율이고 { $lstm_i } = 1 − { $lstm_f }, { $lstm_o } = 1, { $r } = 1이면, 남는 차이는 LSTM이 tanh({ $lstm_c }) 값을 넘긴다는 것뿐입니다.
compare-made-gated = 확인할 주장: { $z } 하나가 망각 게이트와 입력 게이트의 일을 함께 합니다. { $lstm_f }가 GRU의 유지 비율이고 { $lstm_i } = 1 − { $lstm_f }, { $lstm_o } = 1이면, 남는 차이는 LSTM이 tanh({ $lstm_c }) 값을 넘긴다는 것과 GRU가 리셋한다는 것입니다.
compare-kept-by = 유지 편향: { $lstm_f }의 σ 안에 { $lstm_by }, { $z }의 σ 안에 { $gru_by }.
compare-apart = LSTM의 { $lstm_c }와 GRU의 { $h }: t = 1에서 차이 { $first }, 가장 큰 차이 { $by } (t = { $t }, 유닛 { $unit }에서 { $memory }, { $state }). tanh({ $lstm_c })와 { $lstm_c }의 차이는 최대 { $squashed }입니다.

# 그래프

compare-plot-states = 상태
compare-plot-memory = 셀 상태
compare-plot-keeping = 유지
compare-plot-writing = 기록
compare-plot-alone = 한쪽에만
compare-plot-hover =
    { $cell }: { $symbol } = { $value }
    유닛 { $unit }, t = { $when }
compare-plot-alt = 유닛 { $unit }, 시점 { $t }: 은닉 상태는 RNN { $rnn }, LSTM { $lstm }(셀 상태 { $memory }), GRU { $gru }입니다. 망각 게이트 { $forget }, 유지 비율 { $keep }, 입력 게이트 { $input }, 기록 비율 { $write }.

# 무엇이 무엇에 대응하는가

compare-formulas = 무엇이 무엇에 대응할까요?
compare-formulas-about = 세 셀에 같은 일곱 가지를 묻습니다. 한 줄에 있는 것끼리 같은 일을 합니다.
compare-none = 없음
compare-all = 후보 전체
compare-the-candidate = 후보가 곧 새 상태
compare-part-memory = 기억
compare-part-memory-is = 과거를 이어 가는 값
compare-part-keep = 유지
compare-part-keep-is = 기억이 얼마나 남는가
compare-part-write = 기록
compare-part-write-is = 후보가 얼마나 들어가는가
compare-part-propose = 후보
compare-part-propose-is = 새로 기록할 수 있는 내용
compare-part-mix = 새 기억
compare-part-mix-is = 유지한 것과 기록한 것의 합
compare-part-show = 출력
compare-part-show-is = 게이트, 위층, 출력층이 보는 값
compare-part-alone = 한쪽에만
compare-part-alone-is = 다른 셀에는 없는 게이트
compare-freedom = GRU에서는 유지 비율과 기록 비율의 합이 언제나 1입니다. 이 LSTM에서는 { $lstm_f } + { $lstm_i } 값이 { $low }에서 { $high }까지 변합니다. 1보다 크면 기억이 ±1을 넘어 커질 수 있고, 1보다 작으면 새것이 들어오지 않은 채 옅어집니다.
compare-tied = GRU에서는 유지 비율과 기록 비율의 합이 언제나 1입니다. 입력 게이트를 망각 게이트에 묶은 이 LSTM도 그렇습니다.

# 세고 재기

compare-counted = 세고 재어 본 비교
compare-counted-about = 이 크기의 표준 셀을 비교합니다. ‘기억의 경로’ 줄의 평균과 마지막 줄의 기울기는 시점이 { $T }개인 위 실행에서 구한 값입니다.
compare-measure-again = 다시 재기
compare-see-it = 보기
compare-see = { $what } 보기
compare-see-example = 예제 보기
compare-see-example-of = { $what }: 예제 보기
compare-times = GRU의 { $ratio }배
compare-count-units = 유닛 수 $H$
compare-count-units-is = 은닉 상태의 숫자 개수.
compare-count-gates = 게이트
compare-count-gates-is = 저마다 자기 가중치로 계산하는 σ 값(입력: { $x }, { $h }).
compare-count-states = 이어 가는 상태
compare-count-states-is = 다음 시점으로 넘기는 숫자의 개수. 학습할 때는 모든 시점의 값을 저장해야 합니다.
compare-count-memory = 기억의 경로
compare-count-memory-is = 시점마다 이전 기억에 곱하는 것. 1에 가까우면 기억도 기울기도 오래갑니다.
compare-memory-rnn = 시점마다 순환 행렬과 tanh
compare-memory-lstm = 망각 게이트(유닛별 곱)
compare-memory-renews = 1 − { $z } (유닛별 곱)
compare-memory-keeps = { $z } (유닛별 곱)
compare-memory-mean = 이 시퀀스에서 평균 { $mean }
compare-count-activations = 시점당 σ, tanh
compare-count-activations-is = 게이트는 ‘얼마나’이므로 σ(0…1), 후보는 ‘무엇을’이므로 tanh(−1…1).
compare-count-parameters-none = 매개변수(편향 없음)
compare-count-parameters-none-is = 이 GRU처럼 가중치만 셀 때.
compare-count-parameters = 매개변수(편향 1개씩)
compare-count-parameters-is = 게이트마다 한 벌, 후보에 한 벌: 각각 1벌, 4벌, 3벌.
compare-count-parameters-two = 매개변수(편향 2개씩)
compare-count-parameters-two-is = PyTorch처럼 벌마다 편향이 둘일 때(Keras는 GRU만).
compare-count-cost = 시점당 곱셈
compare-count-cost-is = 행렬곱과 게이트의 유닛별 곱.
compare-count-time = 시점당 시간
compare-count-time-is = 방금 이 컴퓨터의 이 프로그램에서, 중간 계산 결과를 모두 저장하는 순전파를 세 셀 번갈아 여러 번 잰 시간 중 가장 짧은 것. 유닛이 적으면 곱셈보다 시점마다 NumPy를 호출하는 데 시간이 들고, 유닛이 많아져야 곱셈 수를 따라갑니다.
compare-count-reach = 시퀀스 전체를 지난 기울기
compare-count-reach-is = 처음 상태의 작은 변화가 마지막 상태에서 얼마가 되는가, 곧 끝까지 전달되는 기울기의 크기(LSTM은 셀 상태에서 셀 상태까지).
compare-reach-factor = 시점마다 평균 × { $factor }
compare-reach-many = 유닛 { $limit }개까지만 계산합니다
compare-reach-large = 컴퓨터가 다룰 수 있는 가장 큰 수를 넘음
