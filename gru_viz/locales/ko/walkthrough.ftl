menu-walkthrough = 한 시점 따라가기

walk-which = 따라갈 계산
walk-which-example = 작은 예제
walk-which-own = 내 데이터
walk-which-help = 작은 예제: 유닛 하나, 간단한 숫자, 세 시점. 내 데이터: GRU 게이트 화면의 시퀀스와 가중치를 그대로 씁니다.
walk-to-gates = 이 예제를 GRU 게이트 화면에서 열기
walk-what-if = GRU 게이트 화면에서 고정하거나 꺼 둔 것은 여기에서도 그대로입니다.

walk-print = 한 시점 따라가기: t = { $t } (총 { $T }시점), 유닛 { $unit }
walk-steps = 이 시점의 네 가지 식
walk-t = t
walk-unit = 유닛
walk-back = 이전
walk-on = 다음
walk-on-t = 다음 시점
walk-done = 마지막 시점의 마지막 식까지 왔습니다.
walk-keys = 키: → 다음, ← 이전, Tab 입력란으로, Enter 채점·보기, ↑ ↓ 슬라이더 조절, Esc 제목으로.
walk-unknown = 아직 모름

walk-title-r = 리셋 게이트(reset gate)
walk-title-z = 업데이트 게이트(update gate)
walk-title-n = 후보 은닉 상태(candidate)
walk-title-h = 혼합(새 은닉 상태)

walk-about-r = 후보 { $n_t } 계산에 이전 상태 { $h_prev_t } 중 얼마를 보여 줄지 정합니다. 0이면 감추고, 1이면 모두 보여 줍니다.
walk-about-z-renews = 이전 상태 { $h_prev_t } 중 얼마를 후보 { $n_t } 값으로 바꿀지 정합니다. { $z_t }만큼 새로 쓰고, 1 − { $z_t }만큼 유지합니다.
walk-about-z-keeps = 이전 상태 { $h_prev_t } 중 얼마를 남길지 정합니다. { $z_t }만큼 유지하고, 1 − { $z_t }만큼 후보 { $n_t } 값으로 새로 씁니다.
walk-about-n = 지금 통째로 새로 쓴다면 담길 값입니다. 입력과 { $r_t } 게이트를 통과한 이전 상태로 만들고, tanh가 −1과 1 사이로 묶어 둡니다.
walk-about-h = 새 상태는 이전 상태와 후보 사이의 한 점입니다. 그 위치를 { $z_t } 게이트가 정하고, { $h_t } 값은 다음 시점으로 넘어갑니다.

walk-parts = 식의 구성
walk-part = 기호
walk-is = 뜻
walk-shape = 크기
walk-numbers-of = 유닛 { $unit }에 쓰는 값
walk-numbers = 숫자 { $count }개
walk-part-W = 입력 가중치
walk-part-U = 순환 가중치
walk-part-joined = 둘을 합친 가중치
walk-part-b = 편향
walk-part-c = 순환 편향
walk-part-x = 입력
walk-part-before = 이전 상태
walk-part-r = 리셋 게이트
walk-part-z = 업데이트 게이트
walk-part-n = 후보
walk-part-h = 새 상태

walk-worked = 숫자 넣어 계산하기
walk-more = ⋯ 항 { $count }개 더 ⋯
walk-unfold = 모든 항 보기
walk-fold = 항 줄여서 보기
walk-held = GRU 게이트 화면에서 고정한 값입니다: { $free } 대신 { $held }.
walk-needs = 이 식에는 아직 구하지 않은 값이 들어갑니다:
walk-show-needed = 그 값 보기

walk-ask-r = 먼저 계산하지 말고 예상해 보세요. { $r_t } 값은?
walk-ask-z = 먼저 계산하지 말고 예상해 보세요. { $z_t } 값은?
walk-ask-n = 먼저 계산하지 말고 예상해 보세요. { $n_t } 값은?
walk-ask-h = 먼저 계산하지 말고 예상해 보세요. { $h_t } 값은?
walk-option-shut = 거의 닫힘 (0.2 미만)
walk-option-between = 그 사이
walk-option-open = 거의 열림 (0.8 초과)
walk-option-below = 음수 (−0.2 미만)
walk-option-near = 0 근처
walk-option-above = 양수 (0.2 초과)
walk-option-stays = { $h_prev_t } 쪽에 머묾: 절반 이상 유지
walk-option-moves = { $n_t } 쪽으로 이동: 절반 이상 새로 씀
walk-direction-right = 맞습니다. 이제 값을 구해 보세요.
walk-direction-wrong = 아닙니다. 정답에 표시했습니다. 이제 값을 구해 보세요.
walk-direction-is = 정답
walk-check = 채점
walk-show = 값 보기
walk-right = 정답입니다: { $value }
walk-shown = 계산 결과: { $value }
walk-wrong = 아직 아닙니다. 항을 하나씩 다시 계산해 보거나 값을 보세요.
walk-not-a-number = 0.5나 -1.2 같은 숫자를 쓰세요.

walk-ends = { $gate } 값이 0에 가까울 때와 1에 가까울 때
walk-ends-all = 모든 유닛의 { $gate } 값이 0에 가까울 때와 1에 가까울 때
walk-to-zero = 0 근처
walk-to-one = 1 근처

walk-end-r-before-zero = 이 유닛의 이전 값이 후보에 거의 들어가지 않습니다. 없었던 일처럼 잊고 새 내용을 만듭니다.
walk-end-r-before-between = 이 유닛의 이전 값 일부가 후보에 들어갑니다.
walk-end-r-before-one = 이 유닛의 이전 값이 거의 그대로 후보에 들어갑니다.
walk-end-r-after-zero = 이전 상태에서 온 것이 후보에 거의 들어가지 않고, 입력만으로 후보를 만듭니다.
walk-end-r-after-between = 이전 상태에서 온 것의 일부가 후보에 들어갑니다.
walk-end-r-after-one = 이전 상태에서 온 것이 거의 그대로 후보에 들어갑니다.
walk-end-n-before-zero = { $n_t } 값을 입력만으로 만듭니다. 시퀀스가 여기에서 시작하는 것과 같습니다.
walk-end-n-before-between = { $n_t } 값을 입력과 이전 상태의 일부로 만듭니다.
walk-end-n-before-one = { $n_t } 계산에 이전 상태가 모두 들어갑니다. 기본 RNN의 계산과 같습니다.
walk-end-n-after-zero = { $n_t } 값을 입력만으로 만듭니다. 시퀀스가 여기에서 시작하는 것과 같습니다.
walk-end-n-after-between = { $n_t } 값을 입력과 이전 상태에서 온 것의 일부로 만듭니다.
walk-end-n-after-one = { $n_t } 계산에 이전 상태에서 온 것이 모두 들어갑니다. 기본 RNN의 계산과 같습니다.
walk-end-z-renews-zero = 거의 아무것도 새로 쓰지 않습니다. 유닛은 가진 값을 여러 시점에 걸쳐서도 유지할 수 있습니다.
walk-end-z-renews-between = 이전 상태를 일부 유지하고 후보를 일부 씁니다.
walk-end-z-renews-one = 거의 전부 새로 씁니다. 유닛은 가지고 있던 값을 버립니다.
walk-end-z-keeps-zero = 거의 아무것도 유지하지 않습니다. 유닛은 가지고 있던 값을 버립니다.
walk-end-z-keeps-between = 이전 상태를 일부 유지하고 후보를 일부 씁니다.
walk-end-z-keeps-one = 거의 전부 유지합니다. 유닛은 가진 값을 여러 시점에 걸쳐서도 유지할 수 있습니다.
walk-end-h-renews-zero = { $h_t } 값은 거의 { $h_prev_t } 자리에 머뭅니다.
walk-end-h-renews-between = { $h_t } 값은 둘 사이에 있습니다.
walk-end-h-renews-one = { $h_t } 값은 거의 { $n_t } 자리로 옮겨 갑니다.
walk-end-h-keeps-zero = { $h_t } 값은 거의 { $n_t } 자리로 옮겨 갑니다.
walk-end-h-keeps-between = { $h_t } 값은 둘 사이에 있습니다.
walk-end-h-keeps-one = { $h_t } 값은 거의 { $h_prev_t } 자리에 머뭅니다.
