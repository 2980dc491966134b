# 종이에 푼 계산 과정. { } 안은 TeX나 숫자이며, 다른 특수 문자는 쓰지 않습니다.

export-title = GRU 계산 과정
export-exact = 모든 값은 반올림하지 않고 계산했으며, 계산한 값은 소수점 아래 { $decimals }자리까지 표시했습니다.
export-rounded = 손으로 풀 때처럼 곱, 합, σ, tanh, 1 − { $z } 값을 구할 때마다 소수점 아래 { $decimals }자리로 반올림하고, 그 값으로 계산을 이어 갔습니다.
export-row = 한 유닛의 계산에서 행렬은 그 유닛의 행을, 벡터는 그 유닛의 성분을 뜻합니다.
export-column = 한 유닛의 계산에서 행렬은 그 유닛의 열을, 벡터는 그 유닛의 성분을 뜻합니다.
export-onehot = 입력은 원-핫입니다. 시점마다 해당 토큰의 특성만 1이므로, { $x } 벡터와의 곱에는 가중치 하나만 남습니다.
export-some-held = 일부 게이트는 정해진 값으로 고정했으며, 고정한 곳마다 표시했습니다.
export-formulas = 수식
export-sequence = 시퀀스
export-weights = 초기 은닉 상태와 가중치
export-weights-left-out = 가중치가 숫자 { NUMBER($count) }개입니다. { NUMBER($limit) }개가 넘으면 여기에 싣지 않습니다. 아래 계산 과정에는 쓰인 가중치가 모두 있고, 데이터 파일에는 전체가 있습니다.
export-step = t = { $t }, 유닛 { $unit }
export-held = 고정: { $free } 대신 { $held }

export-too-long = 이 계산 과정은 항이 { NUMBER($count) }개나 됩니다. { NUMBER($limit) }개까지 쓸 수 있으니 유닛이나 시점을 줄이세요. 유닛이 { $units }개이면 { $timesteps }시점까지 쓸 수 있습니다.
export-code-too-large = 숫자가 너무 커서 짧은 코드로는 계산 범위를 넘습니다. 가중치, 입력 또는 초기 상태를 더 작게 하세요.

# 내보낸 코드의 주석. 여기서 글자는 변수 이름입니다.

code-what = 시퀀스를 GRU에 넣어, 시점마다 모든 유닛의 { $r }(리셋 게이트), { $z }(업데이트 게이트), { $n }(후보 상태), { $h }(은닉 상태)를 출력합니다.
code-names = 이름이 뜻하는 기호: { $names }
code-needs = 필요한 것: { $package }
code-input = 시퀀스: 한 행이 한 시점
code-initial = 첫 시점 이전의 은닉 상태
code-weights = 한 { $per ->
        [row] 행
       *[column] 열
    }이 한 유닛: 입력의 가중치 { $inputs }, 이전 은닉 상태의 가중치 { $recurrent }
code-joined = { $matrices }: 한 { $per ->
        [row] 행
       *[column] 열
    }이 한 유닛이며, 앞의 { $count }개는 { $first ->
        [h] 이전 은닉 상태, 나머지는 입력
       *[x] 입력, 나머지는 이전 은닉 상태
    }의 가중치
code-biases = 편향: { $biases }
code-biases-two = 편향: 입력과의 곱에 더하는 { $biases }, 은닉 상태와의 곱에 더하는 { $recurrent }
code-bias-after = { $c_n }: 후보 상태의 편향 가운데 리셋 게이트가 곱해지는 것
code-held = 값을 고정한 게이트: 시점, 그다음 유닛과 값
code-show = 화면과 똑같이 반올림합니다(딱 절반이면 올림)
code-rounded = 손으로 풀 때처럼 연산할 때마다 소수점 아래 { $decimals }자리로 반올림합니다
code-overflow = 큰 수의 지수는 여기서 무한대가 되고 σ는 0이 되는데, 이대로 맞습니다
code-library = torch.nn.GRU가 바로 이 GRU입니다. { $h }는 torch.nn.GRU가, 게이트는 아래 식이 계산합니다
code-negated = torch.nn.GRU의 업데이트 게이트는 이전 상태를 유지하고 여기의 { $z }는 갱신하므로, { $z }의 가중치는 부호를 바꿔 넣습니다: σ(−a) = 1 − σ(a)
