# 두 표기법 나란히 보기

conventions-notation = 왼쪽: GRU 게이트 화면의 표기법
conventions-other = 오른쪽
conventions-mode = 오른쪽의 가중치
conventions-mode-same = 그대로
conventions-mode-converted = 변환
conventions-mode-help = 그대로: 같은 숫자를 다른 식에 그냥 넣어, 얼마나 틀어지는지 봅니다. 변환: 출력이 모두 그대로 나오도록 가중치를 바꿔서 넣습니다.
conventions-t = 시점 t
conventions-unit = 유닛
conventions-on = 양쪽 모두 GRU 게이트 화면의 시퀀스와 가중치로 계산합니다: T = { $T }, D = { $D }, H = { $H }.
conventions-without = 고정한 게이트, 꺼 둔 특성이나 유닛, 단계별 반올림은 여기에서 빼고 계산합니다.

conventions-largest = { $h }의 가장 큰 차이
conventions-largest-place = t = { $t }, 유닛 { $unit }: 왼쪽 { $left }, 오른쪽 { $right }
conventions-largest-none = 모든 { $h } 값이 마지막 비트까지 같습니다
conventions-largest-refused = 이 가중치는 변환할 수 없습니다

conventions-update-renews = 왼쪽의 { $left_z }: 후보 { $left_n }에 곱해, 그만큼 새 값으로 갱신합니다. 오른쪽의 { $right_z }: 이전 상태 { $right_h }에 곱해, 그만큼 유지합니다.
conventions-update-keeps = 왼쪽의 { $left_z }: 이전 상태 { $left_h }에 곱해, 그만큼 유지합니다. 오른쪽의 { $right_z }: 후보 { $right_n }에 곱해, 그만큼 새 값으로 갱신합니다.
conventions-reset-before = 왼쪽의 { $left_r }: 행렬 { $left_U }보다 먼저 이전 상태에 곱합니다. 오른쪽의 { $right_r }: { $right_U }까지 곱한 결과에 곱합니다.
conventions-reset-after = 왼쪽의 { $left_r }: 행렬 { $left_U }까지 곱한 결과에 곱합니다. 오른쪽의 { $right_r }: { $right_U }보다 먼저 이전 상태에 곱합니다.
conventions-bias-left = 왼쪽에만 있는 편향: { $biases }.
conventions-bias-right = 오른쪽에만 있는 편향: { $biases }.
conventions-alike = 기호와 쓰는 방식, 가중치를 저장하는 방식만 다릅니다. 계산은 같습니다.
conventions-bias-used = 왼쪽에만 있는 편향: { $biases }. 숫자를 그대로 쓰므로 오른쪽 계산에도 더했습니다.
conventions-bias-empty = 오른쪽에만 있는 편향: { $biases }. 이 가중치에서는 0으로 둡니다.
conventions-unchanged = 가중치를 바꿀 것이 없어 그대로 넣었습니다.
conventions-place = t = { $t }, 유닛 { $unit }: 왼쪽은 { $left_z } = { $z }, { $left_h } = { $h }, 오른쪽은 { $right_z } = { $right_z_value }, { $right_h } = { $right_h_value }입니다.
conventions-place-flipped = t = { $t }, 유닛 { $unit }: 왼쪽의 { $left_z } = { $z }, 오른쪽에서는 { $right_z } = 1 − { $z } = { $right_z_value }. 그래도 상태는 왼쪽 { $left_h } = { $h }, 오른쪽 { $right_h } = { $right_h_value }입니다.

conventions-hover =
    { $name }, t = { $when }, 유닛 { $unit }
    { $symbol } = { $value }
conventions-plot-alt = 유닛 { $unit }: 왼쪽 { $left_letter }, 오른쪽 { $right_letter } 값이 가장 크게 벌어지는 시점은 t = { $t }이고, 왼쪽 { $left }, 오른쪽 { $right }입니다.

# 리셋 게이트가 곱셈 전이냐 후이냐

conventions-counter = 가장 작은 반례
conventions-counter-given = 유닛 { $units }개, 특성 { $features }개, 시점 { $timesteps }개, 편향 없음, 양쪽 가중치는 같습니다. t = { $t }에서 유닛 { $unit }의 후보가 갈라집니다.
conventions-counter-weights = { $weights }. 나머지 가중치는 모두 0입니다. { $x } = { $input }, 처음 상태는 0입니다.
conventions-counter-says = 같은 숫자에서 왼쪽은 { $left_n } = { $left }, 오른쪽은 { $right_n } = { $right }, 차이는 { $by }입니다.
conventions-cases = 그래도 둘이 일치하는 경우
conventions-cases-case = 경우
conventions-cases-difference = { $h }의 가장 큰 차이

# 내 노트는 어느 것?

conventions-which = 내 노트는 어느 것일까요?
conventions-which-about = 가지고 있는 노트의 식을 보세요. 기호는 다를 수 있습니다. z는 업데이트 게이트(u, Γ_u로도 씁니다), r은 리셋 게이트, h는 은닉 상태, x는 입력입니다.
conventions-ask-mix = 마지막 식에서 hₜ₋₁에 무엇을 곱하나요?
conventions-mix-is-renews = (1 − z) ⊙ hₜ₋₁ + z ⊙ h̃ₜ
conventions-mix-is-keeps = z ⊙ hₜ₋₁ + (1 − z) ⊙ h̃ₜ
conventions-ask-reset = 후보 식에서 r은 어디에 있나요?
conventions-reset-is-before = U (r ⊙ hₜ₋₁): 행렬보다 먼저 h에
conventions-reset-is-after = r ⊙ (U hₜ₋₁): 행렬을 곱한 결과에
conventions-ask-biases = 식마다 편향이 몇 개인가요?
conventions-biases-is-none = 없음
conventions-biases-is-one = 하나: + b
conventions-biases-is-bracket = 하나, 후보에만 둘: + b, 그리고 U h 옆에 c
conventions-biases-is-two = 둘: + b + c
conventions-ask-letters = x에 곱하는 행렬의 글자는?
conventions-letters-is-plain = W x + U h
conventions-letters-is-swapped = U x + W h
conventions-letters-is-indices = 첨자로 구분한 W: W_x x + W_h h
conventions-letters-is-joined = 행렬 하나: W · [h, x]
conventions-letters-is-capital = 대문자: X W, H
conventions-unknown = 모르겠어요
conventions-found =
    { $count ->
        [1] 이 표기법과 맞습니다.
       *[other] { $count }가지 표기법과 맞습니다. 내 것을 고르세요.
    }
conventions-use = 이 표기법 쓰기
conventions-none-of-these = 여기에 없나요? 이 앱의 표기법(r, z, h̃)으로는 네 가지 식을 모두 쓸 수 있습니다.
conventions-see = GRU 게이트 화면에서 보기

# 역사

conventions-history = 왜 이렇게 여러 가지일까요? 다섯 줄로 보는 역사
conventions-history-first = Cho 외 (2014), 논문의 처음 판: z는 이전 상태를 유지하고, r은 행렬을 곱한 뒤에 곱합니다.
conventions-history-revised = 같은 논문의 세 번째 판: r이 행렬 곱셈 앞으로 옮겨 갑니다. z는 여전히 유지합니다. Keras의 reset_after=False와 TensorFlow 1이 이 식을 계산합니다.
conventions-history-flipped = Chung 외 (2014), 같은 연구 그룹: r은 행렬 곱셈 앞에 있지만 이번에는 z가 갱신합니다. colah 블로그, Ng 강의, 많은 시험 노트가 이 식을 따릅니다.
conventions-history-code = 코드는 처음 식을 택했습니다. cuDNN, PyTorch, MXNet에서 z는 유지하고, r은 행렬을 곱한 뒤에 곱하며, 그래서 괄호 안에 편향이 따로 있습니다.
conventions-history-today = Keras도 그쪽으로 옮겨 지금 기본값은 reset_after=True입니다. ONNX에는 둘을 고르는 설정이 있습니다. Dive into Deep Learning은 직접 짜는 코드에서는 r을 행렬 곱셈 앞에 두고, 이어서 쓰는 프레임워크 코드에서는 뒤에 둡니다.
