# 연습 문제 화면: 문제 둘레의 말과 답에 대한 말

menu-practice = 연습 문제

practice-part = 할 일
practice-part-practise = 문제 풀기
practice-part-exam = 모의시험
practice-part-sheet = 문제지 인쇄
practice-part-own = 내 문제

practice-kind = 문제 유형
practice-kind-gate = 게이트 하나
practice-kind-candidate = 후보 상태
practice-kind-mix = 얼마나 새로 썼나
practice-kind-step = 한 시점 전체
practice-kind-steps = 두세 시점
practice-kind-matrices = 유닛 둘, 행렬
practice-kind-graph = 그래프 읽기
practice-kind-effect = 게이트의 효과
practice-kind-parameters = 매개변수 개수
practice-kind-gradient = 역전파 한 시점
practice-kind-convention = 어느 GRU인가
practice-problem = 문제 번호
practice-seed = 시드
practice-new = 다른 문제
practice-decimals =
    { $decimals ->
        [0] 정수
       *[other] 소수점 아래 { $decimals }자리
    }
practice-table = σ와 tanh 표

# 문제

practice-task-gate-r = 리셋 게이트 ${ $symbol }$의 값을 소수점 아래 { $decimals }자리까지 구하시오. 먼저 σ 안의 합 a를, 다음에 그 σ 값을 구합니다.
practice-task-gate-z = 업데이트 게이트 ${ $symbol }$의 값을 소수점 아래 { $decimals }자리까지 구하시오. 먼저 σ 안의 합 a를, 다음에 그 σ 값을 구합니다.
practice-task-candidate = 리셋 게이트 값이 주어져 있습니다. 후보 상태 ${ $symbol }$의 값을 소수점 아래 { $decimals }자리까지 구하시오. 먼저 tanh 안의 합 a를, 다음에 그 tanh 값을 구합니다.
practice-task-step = 한 시점을 계산하여 새 은닉 상태 ${ $symbol }$까지 구하시오. 모든 값은 소수점 아래 { $decimals }자리까지 씁니다.
practice-task-steps = { $count }개 시점을 차례로 계산하여 은닉 상태 ${ $symbol }$까지 구하시오. 모든 값은 소수점 아래 { $decimals }자리까지 쓰고, 한 시점에서 구한 상태로 다음 시점을 시작합니다.
practice-task-matrices = 유닛이 둘, 입력 특성이 둘입니다. 한 시점을 계산하여 벡터 ${ $symbol }$까지 구하시오. 모든 값은 소수점 아래 { $decimals }자리까지 씁니다. 대괄호 밖의 첨자는 유닛 번호입니다.

# 힌트, 채점

practice-hint =
    { $count ->
        [0] 힌트
       *[other] 힌트 더 보기 ({ $of }개 중 { $count }개)
    }
practice-hint-order = 리셋 게이트, 업데이트 게이트, 후보 상태, 새 은닉 상태 순서로 계산합니다. 식마다 숫자를 넣고, 괄호 안을 다 더한 다음 $\sigma$나 $\tanh$를 적용하세요.
practice-hint-one = 식에 숫자를 넣어 괄호 안을 다 더한 다음, 그 합에 $\sigma$나 $\tanh$를 적용하세요.
practice-hint-line = ${ $line }$
practice-hints-all = 힌트 { $of }개를 모두 보았습니다
practice-show = 풀이 보기
practice-hide = 풀이 숨기기
practice-solution = 풀이
practice-mark-right = 맞았습니다.
practice-mark-follows = 앞에서 쓴 값으로 계산하면 맞습니다.
practice-mark-wrong = 틀렸습니다.
practice-mark-unread = 숫자가 아닙니다. 0.25나 −1.5처럼 쓰세요.
practice-mark-unknown = 흔한 실수로는 이 값이 나오지 않습니다. 계산을 다시 확인해 보세요.
practice-solved = 모두 맞았습니다. 잘했습니다.
practice-solved-followed = 푸는 방법은 끝까지 맞았습니다. 처음 틀린 값만 다시 보세요.
practice-so-far = 지금까지 { $of }개 중 { $points }개 정답

practice-mistake-swapped = 두 비율 { $z }, 1 − { $z }의 자리를 바꾸면 이 값이 나옵니다.
practice-mistake-no_reset = 리셋 게이트 { $r } 곱하기를 빠뜨리면 이 값이 나옵니다.
practice-mistake-reset_place = { $r } 값을 곱하는 자리가 틀리면 이 값이 나옵니다. 행렬을 곱하기 전인지 후인지 확인하세요.
practice-mistake-activation = σ와 tanh를 서로 바꿔 쓰면 이 값이 나옵니다.
practice-mistake-no_bias = 편향을 빠뜨리면 이 값이 나옵니다.
practice-mistake-transposed = 행렬의 행과 열을 바꿔(전치해서) 곱하면 이 값이 나옵니다.
practice-mistake-exchanged = 입력의 가중치와 상태의 가중치를 바꿔 쓰면 이 값이 나옵니다.
practice-mistake-rounded_early = 너무 일찍 반올림하거나 너무 적은 자리만 남기면 이 값이 나옵니다.
practice-mistake-sign = 부호 하나가 틀리면 이 값이 나옵니다.
practice-mistake-old_state = 방금 구한 상태가 아니라 처음 상태에서 다시 시작하면 이 값이 나옵니다.
practice-mistake-one_bias = 게이트마다 있는 편향의 수를 잘못 세면 이 값이 나옵니다.
practice-mistake-gate_count = 게이트의 수를 잘못 세면 이 값이 나옵니다.
practice-mistake-no_recurrent = 순환 가중치를 빠뜨리면 이 값이 나옵니다.
practice-mistake-branch = 이전 상태로 돌아가는 경로 하나를 빠뜨리면 이 값이 나옵니다.

practice-mistake-name-swapped = { $z }, 1 − { $z } 자리 바꿈
practice-mistake-name-no_reset = 리셋 빠뜨림
practice-mistake-name-reset_place = 리셋 자리 틀림
practice-mistake-name-activation = σ와 tanh 바꿈
practice-mistake-name-no_bias = 편향 빠뜨림
practice-mistake-name-transposed = 행렬 전치
practice-mistake-name-exchanged = 입력·상태 가중치 바꿈
practice-mistake-name-rounded_early = 이른 반올림
practice-mistake-name-sign = 부호 틀림
practice-mistake-name-old_state = 이전 상태를 다시 씀
practice-mistake-name-one_bias = 편향의 수
practice-mistake-name-gate_count = 게이트의 수
practice-mistake-name-no_recurrent = 순환 가중치 빠뜨림
practice-mistake-name-branch = 역전파 경로 빠뜨림

# 진도

practice-progress = 나의 기록
practice-progress-none = 아직 기록이 없습니다. 끝까지 답한 문제와 원인이 밝혀진 실수가 여기에 쌓입니다.
practice-progress-kind = 문제
practice-progress-right = 정답 / 시도
practice-progress-mistake = 실수
practice-progress-times = 횟수
practice-progress-all = 이제 모든 유형을 풀 수 있습니다. 모의시험에 도전해 보세요.
practice-go-next = 풀러 가기: { $kind }
practice-go-remedy = 가장 잦은 실수 잡기: { $kind }
practice-progress-kept = 이 기록은 링크에 들어 있습니다. 링크를 복사하거나 파일로 저장해 두면 내일 이어서 할 수 있습니다.
practice-progress-unread = 링크에 담긴 연습 기록 중 “{ $piece }” 부분을 읽을 수 없습니다. gate.5.4(다섯 문제 중 네 문제 정답)나 swapped.3처럼 적혀 있어야 합니다.
practice-progress-anew = 새로 시작

# 모의시험

practice-exam-about = 정한 시간 안에 정한 수의 문제를, 쉬운 유형부터 어려운 유형까지 힌트 없이 풉니다. 마치거나 시간이 다 되면 한꺼번에 채점합니다. 답은 이 탭에만 남으므로 푸는 동안 페이지를 새로 고치지 마세요.
practice-exam-length = 문제 수
practice-exam-minutes = 시간(분)
practice-exam-start = 시작
practice-exam-finish = 마치고 채점
practice-exam-left = 남은 시간
practice-exam-soon = 1분 미만 남음:
practice-exam-score = { $of }점 중 { $points }점
practice-exam-result = { $problems }문제 중 { $solved }문제를 모두 맞혔습니다. 걸린 시간은 { $minutes }분 { $seconds }초입니다. 앞에서 쓴 값으로 계산해서 맞으면 점수를 줍니다.
practice-exam-points = { $of }점 중 { $points }점
practice-exam-another = 시험 다시 보기

# 문제지

practice-sheet-about = 아래 문제지를 인쇄하면 표가 함께 나오고, 정답과 풀이는 별도의 쪽에 나옵니다. 시드가 같으면 어디서나 같은 문제지가 나오므로 링크만 보내면 됩니다. 언어와 표기법은 이 화면을 따릅니다.
practice-sheet-kinds = 유형별 문제 수
practice-sheet-empty = 문제를 하나 이상 고르세요.
practice-sheet-seed = 링크의 문제지는 “7 gate.2 step.1”처럼 { $limit } 이하의 정수인 시드로 시작해야 하는데 첫 부분이 “{ $piece }”입니다. 다른 문제지를 대신 보여 드립니다.
practice-sheet-piece = 링크의 문제지에는 “7 gate.2 step.1”처럼 유형마다 한 번씩, 1~{ $limit }문제를 적어야 하는데 “{ $piece }” 부분은 그렇지 않습니다. 다른 문제지를 대신 보여 드립니다.
