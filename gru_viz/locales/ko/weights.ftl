matrix-W_r-role = 입력 → 리셋 게이트
matrix-W_z-role = 입력 → 업데이트 게이트
matrix-W_n-role = 입력 → 후보 상태
matrix-U_r-role = 이전 은닉 상태 → 리셋 게이트
matrix-U_z-role = 이전 은닉 상태 → 업데이트 게이트
matrix-U_n-role = 이전 은닉 상태 → 후보 상태
matrix-b_r-role = 리셋 게이트의 편향
matrix-b_z-role = 업데이트 게이트의 편향
matrix-b_n-role = 후보 상태의 편향
matrix-c_r-role = 리셋 게이트의 순환 쪽 편향
matrix-c_z-role = 업데이트 게이트의 순환 쪽 편향
matrix-c_n-role = 후보의 순환 쪽 편향
matrix-h0-role = 첫 시점 이전의 은닉 상태
matrix-rows = 행
matrix-columns = 열

preset-keep = 20개 시점 동안 기억하기
preset-keep-look =
    업데이트 게이트는 입력이 1일 때 열리고 0일 때 닫힙니다. 임펄스 뒤로 20개 시점이 지나도 모든 유닛에 처음 기록한 값의 99% 넘게 남아 있습니다.

preset-overwrite = 매 시점 덮어쓰기
preset-overwrite-look =
    업데이트 게이트는 항상 후보를 택하고, 후보는 입력만 봅니다. 이전 일은 흔적이 남지 않아서 { $h }는 그 시점의 { $x }로만 정해집니다.

preset-latch = 첫 사건 붙잡기
preset-latch-look =
    유닛 1은 0.5보다 큰 입력을, 유닛 2는 −0.5보다 작은 입력을 기다립니다. 처음 온 값을 붙잡고 나면 유닛 자신의 상태가 업데이트 게이트를 계속 닫아 두므로, 나중에 오는 사건은 아무것도 바꾸지 못합니다.

preset-fullstop = 마침표에서 초기화하기
preset-fullstop-look =
    단어가 하나 들어올 때마다 { $h }가 0에서 조금씩 멀어집니다. 마침표에서는 리셋 게이트가 닫혀 후보가 앞 문장을 잊고 0에 가까워지며, 업데이트 게이트가 열려 { $h }를 그 후보로 바꿉니다.

preset-saturated = 포화된 게이트
preset-saturated-look =
    가중치가 아주 커서 두 게이트가 스위치처럼 움직입니다. 유닛 1은 0.5보다 큰 입력이 올 때마다 tanh({ $x })로 저장해 두고, 다음 입력이 올 때까지 그대로 유지합니다. 게이트 값이 0이나 1에 이렇게 가까우면 기울기가 거의 0이어서 학습이 잘 진행되지 않습니다.

preset-rnn = 단순 RNN이 된 GRU
preset-rnn-look =
    두 게이트가 모든 것을 통과시킵니다. 리셋 게이트는 아무것도 가리지 않고 혼합에서 이전 상태를 전혀 유지하지 않으므로, { $h }는 후보와 같습니다. 단순 RNN처럼 { $x }와 이전 { $h }의 가중합에 tanh를 취한 값입니다. 20개 시점이 지나면 첫 입력은 1%도 남지 않습니다.

preset-fullstop-missing =
    이 예시는 마침표에서 초기화하는데, 지금 시퀀스에는 마침표가 없습니다. 마침표가 있는 문장을 입력하거나 준비된 문장을 고르세요.
preset-fullstop-vectors =
    이 예시는 마침표를 나타내는 특성이 따로 있어야 합니다. 벡터 대신 원-핫을 고르세요.
