# 직접 가져온 문제: 입력하거나 붙여넣은 숫자와 그 풀이.

question-long = 이 글은 { NUMBER($count) }자인데 { NUMBER($limit) }자까지만 읽을 수 있습니다. 문제의 숫자만 붙여넣으세요.
question-empty = 아직 아무것도 없습니다. { $x } = 1, 0.5, { $W_n } = 1.2처럼 문제에 나온 숫자를 적으세요.
question-outside = 첫 기호 앞에 “{ $shown }” 부분이 있습니다. { $x } = 1, 0.5처럼 기호와 숫자부터 적으세요.
question-no-value = { $matrix } 뒤에 아무것도 없습니다. { $matrix } = 0.5처럼 숫자를 적으세요.
question-not-numbers = { $matrix } 뒤의 “{ $shown }” 부분을 숫자로 읽을 수 없습니다. 숫자 하나, [0.5, 1] 같은 목록, [[1, 2], [3, 4]] 같은 행렬로 적으세요.
question-several = { $matrix } 뒤에 행렬이 둘 이상 있습니다. 행렬마다 다른 기호를 붙이세요.
question-not-finite = { $matrix } 안에 무한대이거나 숫자가 아닌 값이 있습니다. 0.5처럼 유한한 수를 적으세요.
question-unknown = “{ $name }” 기호는 지금 고른 표기법에 없습니다. 쓸 수 있는 기호: { $names }. 기호를 바꾸거나 문제에 맞는 표기법을 고르세요.
question-computed = “{ $name }” 값은 계산으로 구하는 것이므로 입력으로 읽지 않습니다. 지우거나 값 자리에 ?를 적으세요.
question-twice = { $name } 값이 두 번 나옵니다. 하나만 남기세요.
question-large = 이 문제는 유닛이 { $H }개, 특성이 { $D }개입니다. 각각 { $limit }개까지 풀 수 있으니 줄이거나, 학습된 가중치 화면에서 여세요.
question-timesteps = 시점은 { $limit }개까지 풀 수 있습니다. 시점을 줄이세요.
question-square = { $name } 크기가 { $shape }입니다. 유닛마다 행과 열이 하나씩인 정사각행렬이어야 합니다.
question-vector = { $name } 크기가 { $shape }입니다. 유닛마다 숫자가 하나씩인 한 행이나 한 열이어야 합니다.
question-length = { $name }에는 숫자가 { $count }개인데 유닛은 { $H }개입니다. 유닛마다 하나씩 적으세요.
question-shape = { $name } 크기가 { $shape }(행 × 열)인데, 유닛 { $H }개, 특성 { $D }개라면 { $expected } 크기여야 합니다.
question-no-input = 입력이 없습니다. { $name } = 1, 0.5처럼 { $name } 값을 적으세요.
question-input = { $name } 크기가 { $shape }인데, 한 시점의 숫자는 { $D }개입니다. 한 시점을 한 행으로 적으세요.
question-input-at = { $name }에는 숫자가 { $count }개인데 한 시점의 숫자는 { $D }개입니다. 특성마다 하나씩 적으세요.
question-input-gap = 뒤 시점의 입력은 있는데 { $name } 값이 없습니다. 모든 시점의 입력을 적으세요.
question-input-from = 여기에서는 시점을 1부터 셉니다. 첫 입력을 { $name }_1로 적으세요.
question-known-range = { $name } 값은 게이트이므로 0과 1 사이여야 합니다.
question-known-time = { $name }에 해당하는 시점이 없습니다. 입력은 시점 { $T }까지 있으니 1부터 { $T } 사이의 번호를 쓰세요.
question-known-shape = { $name } 크기가 { $shape }입니다. 숫자 하나, 유닛마다 하나씩({ $H }개), 또는 시점마다 한 행({ $T }행)으로 적으세요.
question-no-candidate = 후보 { $n }의 가중치가 없습니다. { $names } 가운데 적어도 하나는 적으세요.
question-no-gate = 게이트 { $gate }에 관한 숫자가 없습니다. 가중치({ $names })를 적거나, { $gate } = 1처럼 값을 적으세요.
question-zero = 주어지지 않아 0으로 둔 것: { $names }.
question-zero-known = { $gate } 값이 주어졌으므로 { $names } 값은 필요 없어 0으로 둡니다.
question-start = { $name } 값이 주어지지 않아 0으로 둡니다.

question-about = 시험 문제에 나온 숫자를 기호와 함께 입력하거나 붙여넣으세요. 끝에서만 반올림한 풀이와 단계마다 반올림한 풀이를 함께 보여 주므로, 마지막 자리가 왜 달라지는지 알 수 있습니다.
question-text = 문제의 숫자 (기호: { $notation })
question-help = 한 줄에 기호와 숫자를 하나씩 쓰거나, 쉼표로 구분해 여러 개를 씁니다. 행렬은 [[1, 2], [3, 4]], [1 2; 3 4], 스프레드시트에서 복사한 행, Python, LaTeX 모두 됩니다. 입력은 { $x }(한 행이 한 시점) 또는 { $x }_1, { $x }_2로, 그 이전 상태는 { $h }_0으로 적습니다. 문제에서 게이트 값을 주었다면 { $r } = 1이나 { $z } = 0.5처럼 적으세요. 표기법은 사이드바에서 고릅니다.
question-solve = 풀이 보기
question-example = 예시 채우기
question-gates = GRU 게이트 화면에서 열기
question-worked-how = 아래 풀이
question-exact = 끝에서만 반올림
question-rounded = 단계마다 반올림
question-given = 주어진 것
question-values = 결과
question-worked = 단계별 풀이
question-agree = 두 방식의 숫자가 모두 같습니다.
question-differ = 도중에 반올림하면 { $names } 값이 달라집니다. 문제에서 정한 반올림 방식에 맞는 값을 답으로 쓰세요.
