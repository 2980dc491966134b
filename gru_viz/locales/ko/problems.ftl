# 식을 차례로 계산하는 문제가 아닌 다른 유형의 문제. $와 $ 사이는 TeX입니다.

# 얼마나 새로 썼을까

practice-mix-task = 유닛이 하나인 GRU에서 한 시점의 이전 상태, 새 상태, 후보 상태가 주어져 있습니다. 업데이트 게이트 { $z } 값을 구하시오.
practice-mix-asks-share = 이전 상태 ${ $state }$ 가운데 몇 %가 유지되었나요?
practice-mix-percent = { $percent }%
practice-mix-hint-renews = 업데이트 게이트는 새 상태가 이전 상태에서 후보 ${ $candidate }$ 쪽으로 얼마나 옮겨 갔는지를 나타내는 비율입니다.
practice-mix-hint-keeps = 업데이트 게이트는 이전 상태의 비율입니다. 새 상태가 후보 ${ $candidate }$ 값에서 이전 상태 쪽으로 얼마나 떨어져 있는지 보세요.
practice-mix-hint-solved = 혼합식을 게이트에 대해 풉니다: ${ $formula }$.
practice-mix-hint-numbers = 숫자를 넣으면 ${ $formula }$입니다.
practice-mix-solution-solved = 혼합식을 업데이트 게이트에 대해 풀고 숫자를 넣습니다.
practice-mix-solution-renews = 여기서 게이트는 후보를 얼마나 새로 쓰는지를 정합니다. 이전 상태는 나머지인 $1 - { $gate }$, 즉 { $percent }%만큼 남습니다.
practice-mix-solution-keeps = 여기서 게이트는 이전 상태를 얼마나 유지하는지를 정하므로 { $percent }%가 유지됩니다. 나머지는 후보의 비율입니다.
practice-mix-solution-check = 혼합식에 다시 넣어 보면 새 상태가 나옵니다.

# 게이트가 한 값에 머물 때의 효과

practice-effect-constant = 유닛이 하나인 GRU입니다. { $steps }개 시점 내내 업데이트 게이트는 ${ $gate } = { $value }$, 후보는 ${ $candidate }$ 그대로입니다. 첫 시점 이전의 상태는 ${ $first } = { $start }$입니다.
practice-effect-hint-put = 숫자를 넣어 보세요: ${ $line }$.
practice-effect-solution-first = 첫 시점:
practice-effect-solution-steps = 바로 앞에서 구한 상태로 한 시점씩 계산합니다.

practice-effect-stays-task = ${ $last }$ 값을 구하시오.
practice-effect-stays-asks = ${ $last }$ 값에 반영된 후보는 어느 것인가요?
practice-effect-stays-is-none = 없음
practice-effect-stays-is-last = 마지막 시점의 후보만
practice-effect-stays-is-all = 모든 시점의 후보가 조금씩
practice-effect-stays-hint = 후보에는 0을 곱합니다. 이전 상태에는 얼마를 곱하나요?
practice-effect-stays-solution = 이전 상태에 1, 후보에 0을 곱합니다. 시점이 몇 개이든 상태가 그대로 복사됩니다. GRU는 이렇게 기억을 유지합니다.

practice-effect-replaced-task = ${ $last }$ 값을 구하시오.
practice-effect-replaced-asks = ${ $last }$ 값에는 ${ $first }$ 값이 얼마나 남아 있나요?
practice-effect-replaced-is-none = 전혀 남지 않음
practice-effect-replaced-is-half = 절반
practice-effect-replaced-is-all = 전부
practice-effect-replaced-hint = 이전 상태에는 0을 곱합니다. 후보에는 얼마를 곱하나요?
practice-effect-replaced-solution = 이전 상태에 0, 후보에 1을 곱합니다. 시점마다 상태가 후보로 통째로 바뀌므로 마지막 후보만 남습니다.

practice-effect-approaches-task = 첫 시점이 지난 뒤와 마지막 시점이 지난 뒤의 상태를 구하시오.
practice-effect-approaches-asks = 이런 시점이 아주 많이 이어지면 상태는 어떤 값에 가까워지나요?
practice-effect-approaches-is-start = 처음 값 ${ $start }$
practice-effect-approaches-is-candidate = 후보 값 ${ $candidate }$
practice-effect-approaches-is-zero = $0$
practice-effect-approaches-hint = 한 시점이 지날 때마다 상태와 후보 사이의 거리가 { $share }%로 줄어듭니다. 매 시점을 방금 구한 상태에서 시작하세요.
practice-effect-approaches-solution = 시점마다 후보 ${ $candidate }$ 값까지의 거리가 { $share }%만 남아 점점 후보에 가까워집니다. 한 번에 계산하면 다음과 같습니다.

practice-effect-forgets-task = 유닛이 하나인 GRU의 한 시점에서 리셋 게이트 { $r } 값이 정확히 0입니다. 후보 상태를 구하시오.
practice-effect-forgets-asks = 리셋 게이트가 0이면 이 시점의 계산에서 무엇이 사라지나요?
practice-effect-forgets-is-recurrent = 후보에 더해지는 ${ $state }$ 쪽의 항
practice-effect-forgets-is-input = 후보에 더해지는 입력 쪽의 항
practice-effect-forgets-is-old = 혼합식의 ${ $state }$ 항
practice-effect-forgets-hint = { $r } 값이 곱해지는 항은 모두 0이 됩니다. tanh 안에는 무엇이 남나요?
practice-effect-forgets-solution = { $r } 값이 0이면 후보는 마치 시퀀스가 여기서 시작하는 것처럼 입력만 봅니다. 그렇다고 이전 상태를 잃는 것은 아닙니다. 혼합식에는 그대로 있습니다.

practice-effect-both-task = 유닛이 하나인 GRU의 한 시점에서 두 게이트의 값이 각각 0 또는 1입니다. 후보 상태와 새 상태를 구하시오.
practice-effect-both-asks = 새 상태에는 ${ $state }$ 값이 얼마나 남아 있나요?
practice-effect-both-is-none = 전혀 남지 않음
practice-effect-both-is-candidate = 후보를 거쳐 일부만
practice-effect-both-is-all = 전부
practice-effect-both-hint = 혼합식의 두 항 가운데 { $z } 값이 통과시키는 하나만 남습니다. 어느 항인가요?
practice-effect-both-solution = 리셋 게이트는 후보를 과거와 끊고, 업데이트 게이트는 그 후보와 이전 상태 가운데 어느 것이 새 상태가 될지를 정합니다.

# 매개변수 수

practice-parameters-task = 입력 특성이 ${ $features }$개, 유닛이 ${ $units }$개인 층이 있습니다. 업데이트 게이트 하나의 매개변수 수 ${ $gate }$, 그리고 크기가 같은 GRU, LSTM, 단순 RNN 층 전체의 매개변수 수를 구하시오.
practice-parameters-biases-none = 편향은 없습니다.
practice-parameters-biases-one = 게이트와 후보마다 편향 벡터가 하나씩 있고, RNN에도 하나 있습니다.
practice-parameters-biases-bracket = 게이트와 후보마다 편향 벡터가 하나씩 있고, RNN에도 하나 있습니다. GRU의 후보에만 리셋 게이트를 곱하는 괄호 안에 하나가 더 있습니다.
practice-parameters-biases-two = PyTorch처럼 게이트와 후보마다 편향 벡터가 입력용과 상태용으로 두 개씩 있고, RNN에도 두 개 있습니다.
practice-parameters-hint-shapes = 게이트 하나에는 입력에 곱하는 ${ $units } \times { $features }$ 행렬과 상태에 곱하는 ${ $units } \times { $units }$ 행렬이 있습니다. 편향 벡터의 성분은 ${ $units }$개입니다.
practice-parameters-hint-gate = 게이트 하나: ${ $sum }$.
practice-parameters-hint-sums = 이런 합이 RNN에는 하나, GRU에는 { $gru }개(게이트 둘과 후보), LSTM에는 { $lstm }개(게이트 셋과 후보) 있습니다.
practice-parameters-solution-gate = 입력에 곱하는 행렬, 상태에 곱하는 행렬, 편향의 순서로 더합니다.
practice-parameters-solution-sums = 이런 합이 GRU에는 { $gru }개(리셋, 업데이트, 후보), LSTM에는 { $lstm }개(입력, 망각, 출력, 후보), RNN에는 하나뿐입니다.
practice-parameters-solution-bracket = 이런 합이 GRU에는 { $gru }개(리셋, 업데이트, 후보)이고 후보의 괄호 안에 편향이 ${ $units }$개 더 있습니다. LSTM에는 { $lstm }개(입력, 망각, 출력, 후보), RNN에는 하나뿐입니다.

# 한 시점의 역전파

practice-gradient-task = 유닛이 하나인 GRU의 한 시점 계산이 끝났고, 그 값을 소수점 아래 둘째 자리까지 반올림해 아래에 적었습니다. 손실 $L$의 기울기 ${ $state }$ 값을 이 시점을 거쳐 이전 상태까지 역전파하시오.
practice-gradient-asks = 아래 첨자가 붙은 $a$는 σ나 tanh에 들어가는 값입니다. ${ $argument }$ 값은 업데이트 게이트의 σ에 들어갑니다.
practice-gradient-joined = 행렬마다 이전 상태에 곱하는 수와 입력에 곱하는 수가 식에 나오는 순서대로 하나씩 있습니다.
practice-gradient-hint-first = 혼합식에서 시작하세요. 후보에 곱해진 값이 곧 후보에 대한 미분입니다: ${ $line }$.
practice-gradient-hint-slopes = 활성화 함수를 지날 때는 그 기울기를 곱합니다. 함숫값이 $v$이면 tanh는 $1 - v^2$, σ는 $v (1 - v)$입니다.
practice-gradient-hint-gate = 혼합식에서 업데이트 게이트는 이전 상태와 후보 모두에 곱해지므로, 둘의 차가 곧 게이트에 대한 미분입니다: ${ $line }$.
practice-gradient-hint-branches = ${ $state }$ 값은 혼합식, 두 게이트, 후보까지 네 곳에 나옵니다. 네 경로로 돌아온 기울기를 모두 더하세요.
practice-gradient-solution-n = 혼합식을 거쳐 후보로 갈 때는 후보의 비율을 곱합니다.
practice-gradient-solution-a_n = tanh를 지날 때 곱하는 기울기는 1에서 함숫값의 제곱을 뺀 값입니다.
practice-gradient-solution-a_z = 혼합식을 거쳐 업데이트 게이트로 간 다음 σ를 지납니다. σ의 기울기는 함숫값 × (1 − 함숫값)입니다.
practice-gradient-solution-a_r = 후보에서 리셋 게이트로 갈 때는 리셋 게이트에 곱해진 값(순환 가중치가 밖에 있으면 그것도)을 곱하고, 그다음 σ를 지납니다.
practice-gradient-solution-h = ${ $state }$ 쪽으로 가는 경로를 모두 더합니다. 혼합식을 곧장 지나는 경로와 후보, 업데이트 게이트, 리셋 게이트를 거치는 경로입니다. 첫째 경로에는 가중치가 없어서, 이 경로로 기울기가 여러 시점 동안 살아남습니다.

# 그래프 읽기

practice-graph-task = 한 유닛의 은닉 상태 { $h } 값과 후보 { $n } 값을 그린 그래프입니다(${ $first } = 0$). 게이트는 그리지 않았습니다. 시점 { $at }에 주목하시오. 이 시점의 값은 소수점 아래 셋째 자리까지 적어 두었습니다.
practice-graph-same-input = 입력은 모든 시점에서 같습니다.
practice-graph-asks = 시점 { $at }에서 일어난 일은 어느 게이트 때문인가요?
practice-graph-is-z0 = 업데이트 게이트: { $z } 값이 0에 가까움
practice-graph-is-z1 = 업데이트 게이트: { $z } 값이 1에 가까움
practice-graph-is-r0 = 리셋 게이트: { $r } 값이 0에 가까움
practice-graph-is-r1 = 리셋 게이트: { $r } 값이 1에 가까움
practice-graph-hint-update = ${ $after }$ 값은 ${ $before }$ 쪽에 가까운가요, ${ $candidate }$ 쪽에 가까운가요? 혼합식이 둘 가운데 어느 쪽을 택한 셈인가요? 그러려면 { $z } 값은 0과 1 가운데 어느 쪽에 가까워야 하나요?
practice-graph-hint-past = 입력이 변하지 않으므로 후보를 움직일 수 있는 것은 과거뿐입니다. 첫 시점에는 과거가 없었습니다. ${ $candidate }$ 값을 첫 시점의 후보와 비교해 보세요.
practice-graph-hint-numbers = 게이트 값은 혼합식을 풀어서 구합니다: ${ $formula }$.
practice-graph-holds-solution = 후보 ${ $candidate }$ 값이 멀리 있는데도 ${ $after }$ 값은 ${ $before }$ 가까이에 머물렀습니다. 업데이트 게이트가 이전 상태를 유지한 것이고, 이 식에서는 { $z } 값이 { $end }에 가깝다는 뜻입니다.
practice-graph-writes-solution = ${ $after }$ 값이 ${ $before }$ 값에서 멀리 떨어진 후보 ${ $candidate }$ 쪽으로 뛰었습니다. 업데이트 게이트가 후보를 새로 쓴 것이고, 이 식에서는 { $z } 값이 { $end }에 가깝다는 뜻입니다.
practice-graph-resets-solution = ${ $before }$ 값이 0이 아닌데도 ${ $candidate }$ 값은 과거가 없던 첫 시점의 후보와 거의 같습니다. { $r } 값이 0에 가깝다는 뜻입니다. 업데이트 게이트는 양 끝 사이에 있어 특별한 일을 하지 않습니다.

# 표기법 알아보기

practice-convention-task = 어떤 GRU의 식에서 편향을 빼고 적은 것입니다. 내 노트의 식과 다를 수 있으니, 무엇을 계산하는지 살펴보시오.
practice-convention-numbers = 그다음 유닛 하나에 대해 이 식으로 새 상태 ${ $state }$ 값을 구하시오.
practice-convention-asks-update = 이 식에서 업데이트 게이트 { $z } 값은 무엇의 비율인가요?
practice-convention-renews = 후보의 비율: 새 값으로 갱신합니다
practice-convention-keeps = 이전 상태의 비율: 그대로 유지합니다
practice-convention-asks-reset = 리셋 게이트 { $r } 값은 어디에서 곱해지나요?
practice-convention-before = 행렬곱 전: 이전 상태에 먼저 곱하고, 그다음 행렬을 곱합니다
practice-convention-after = 행렬곱 후: 행렬과 이전 상태를 곱한 결과에 곱합니다
practice-convention-asks-who = 다음 가운데 이렇게 계산하는 것은 무엇인가요?
practice-convention-hint-update = 마지막 식에서 이전 상태 ${ $state }$에는 무엇이 곱해져 있나요?
practice-convention-hint-reset = 후보 식의 괄호를 보세요. { $r } 기호가 괄호 안에서 이전 상태와 곱해지나요, 아니면 행렬곱 밖에 있나요?
practice-convention-hint-numbers = 숫자를 넣으면 ${ $line }$입니다.
practice-convention-solution-renews = { $z } 값은 후보에 곱해지므로 갱신하는 쪽입니다. 1에 가까우면 이전 상태가 새 값으로 바뀝니다.
practice-convention-solution-keeps = { $z } 값은 이전 상태에 곱해지므로 유지하는 쪽입니다. 1에 가까우면 이전 상태가 그대로 남습니다.
practice-convention-solution-before = { $r } 값은 순환 가중치 행렬보다 먼저 이전 상태에 곱해집니다.
practice-convention-solution-after = { $r } 값은 순환 가중치 행렬과 이전 상태를 곱한 결과에 곱해집니다.
practice-convention-solution-renews-before = Chung 외(2014), colah 블로그, Ng 강의가 이렇게 계산합니다.
practice-convention-solution-keeps-before = Cho 외(2014)의 개정판(v3), TensorFlow 1, Dive into Deep Learning의 직접 구현이 이렇게 계산합니다.
practice-convention-solution-keeps-after = Cho 외(2014)의 처음 판(v1), PyTorch, MXNet, Flax와 지금의 Keras가 이렇게 계산합니다.
