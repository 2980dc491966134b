# 종이에 인쇄하는 문제지: 문제 주변의 글, σ와 tanh 표, 정답과 풀이.

sheet-title = 손으로 푸는 GRU
sheet-about = 문제 { $count }개 · 문제지 “{ $seed }” · 표기법: { $notation }
sheet-name = 이름
sheet-date = 날짜
sheet-score = 점수
sheet-decimals = 숫자는 반올림하여 소수점 아래 { $decimals }자리까지 쓰시오.
sheet-use-table = $\sigma$와 $\tanh$ 값은 문제 뒤의 표에서 찾습니다. 표를 볼 때는 $a$를 소수점 아래 둘째 자리까지 반올림해도 됩니다.
sheet-interpolate = $\sigma$와 $\tanh$ 값은 계산기로 구하거나 문제 뒤의 표에서 찾습니다. 표에서 소수점 아래 넷째 자리까지 구하려면 이웃한 두 값 사이를 선형 보간하시오.
sheet-problem = 번호
sheet-answers = 답
sheet-key = 정답과 풀이
sheet-last-digit = 숫자는 모든 자리를 그대로 두고 이어서 계산하고, 보일 때만 반올림했습니다. 그래서 보이는 숫자끼리 더하면 마지막 자리가 1만큼 다를 수 있고, 도중에 반올림한 답도 그렇습니다.

sheet-table = $\sigma(a)$와 $\tanh(a)$ 표
sheet-table-read = 행은 $a$의 소수점 아래 첫째 자리까지, 열은 둘째 자리를 나타냅니다. $a = 1.37$이면 1.3 행과 .07 열이 만나는 칸에서 $\sigma(1.37) = { $sigma }$, $\tanh(1.37) = { $tanh }$ 값을 읽습니다.
sheet-table-negative = 음수일 때는 $\sigma(-a) = 1 - \sigma(a)$, $\tanh(-a) = -\tanh(a)$를 이용합니다.
sheet-table-beyond = $a$가 4 이상이면 $\tanh(a) \approx 1$, $\sigma(a) \approx 1 - 1 / e^a$로 계산해도 오차가 0.001을 넘지 않습니다.

sheet-graph = 시점 { $first }부터 { $last }까지의 곡선이며, 묻는 시점은 { $at }입니다. { $values }
