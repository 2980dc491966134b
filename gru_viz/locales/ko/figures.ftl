# 글자는 그림의 마크업이며, 이름이 -alt로 끝나는 문장에서는 보통 글자입니다.

figure-x = 입력
figure-r = 리셋 게이트(reset gate)
figure-z = 업데이트 게이트(update gate)
figure-n = 후보 상태(candidate)
figure-h = 은닉 상태(hidden state)
figure-kept = 유지
figure-written = 기록

figure-mix = 유닛 { $unit }의 { $h } = { $kept } + { $written }
figure-gates = 유닛 { $unit }의 { $r }, { $z }
figure-moved = 각 { $h }의 변화량
figure-sorted = { $h }의 변화가 큰 유닛부터 위에서 아래로 놓았습니다.
figure-sorted-alt = { $h }의 변화가 큰 유닛부터 위에서 아래로 놓았으며, 유닛 { $most }의 변화가 가장 큽니다.
figure-untouched = 변경 전
figure-held = 고정
figure-save = 이 그림을 { $format } 파일로 저장
figure-memory = 이전 상태가 { $h }에 직접 남아 있는 비율
figure-memory-note = 직접 경로만 나타냅니다. { $r }, { $z }, { $n }에 의한 간접적인 영향은 제외합니다.

figure-hover-input =
    { $feature } = { $value }
    시점 { $when }
figure-hover-unit =
    { $symbol } = { $value }
    유닛 { $unit }, 시점 { $when }
figure-hover-moved =
    { $symbol } = { $now }
    변경 전 { $was }, 변화량 { $by }
    유닛 { $unit }, 시점 { $when }
figure-hover-mix =
    유닛 { $unit }, 시점 { $when }
    유지 { $kept }
    + 기록 { $written }
    = { $h } { $sum }
figure-hover-initial =
    { $initial }의 { $share }배가 남아
    { $state }에 { $contribution }만큼 기여합니다
figure-hover-memory =
    시점 { $when }에 기록한 값의 { $share }배가 남아
    { $state }에 { $contribution }만큼 기여합니다

figure-gates-alt =
    { $steps }개 시점에 걸친 입력과 유닛 { $units }개의 리셋 게이트 { $r }, 업데이트 게이트 { $z }, 후보 상태 { $n }, 은닉 상태 { $h }의 히트맵입니다.
    유닛 { $unit }의 { $z } 값은 시점 { $highest_t }에서 가장 크고({ $highest_z }) 시점 { $lowest_t }에서 가장 작습니다({ $lowest_z }). { $h } 값은 { $lowest_h }에서 { $highest_h } 사이에 있습니다.
figure-unit-alt =
    유닛 { $unit }, 시점 { $t }: 유지 { $kept } + 기록 { $written } = { $h } { $sum }입니다.
    초기 상태의 { $first }배가 { $h }에 직접 남아 있고, 시점 { $since } 이후에 기록한 값은 모두 { $little }배 이상 남아 있습니다.
figure-held-alt = 게이트가 고정되어 있습니다. 유닛과 시점별로 세면 { $r } 값은 { $held_r }곳, { $z } 값은 { $held_z }곳입니다.
figure-held-unit-alt = { $gate } 게이트는 시점 { $steps }에서 고정되어 있습니다.
figure-moved-alt =
    변경 전과 비교하면 유닛 { $unit }, 시점 { $t }의 { $h } 값이 { $was }에서 { $now }로 { $by }만큼 달라져 변화가 가장 큽니다.
figure-unmoved-alt = 변경 전과 비교해 달라진 { $h } 값이 없습니다.
