menu-pages = 화면 목록
menu-gates = GRU 게이트
menu-backpropagation = 역전파
menu-compare = RNN·LSTM·GRU 비교
menu-conventions = 표기법 비교
menu-trained = 학습된 가중치
page-language = 언어
page-projector = 발표 화면
page-leave-projector = 발표 화면 끝내기
page-controls = 설정
page-copy-link = 링크 복사
page-copied = 복사됨
page-copy-by-hand = 이 링크를 복사하세요:

page-sequence = 시퀀스
page-series = 예시 시퀀스
page-typed = 직접 입력하거나 붙여넣기
page-seq = 숫자나 단어 (시점 순서대로)
page-seq-help =
    숫자는 쉼표, 공백, 줄바꿈으로 구분합니다. 특성이 여러 개이면 한 줄이 한 시점입니다.
    스프레드시트에서 복사한 열이나 문장도 그대로 붙여넣을 수 있습니다.
page-read = 읽는 방식
page-read-auto = 자동
page-read-numbers = 숫자
page-read-words = 단어
page-read-characters = 글자
page-edit-series = 이 내용을 직접 고치기
page-standardise = 표준화
page-standardise-help = 특성마다 평균을 빼고 표준편차로 나눕니다.
page-encode = 단어를 나타내는 방법
page-encode-onehot = 원-핫
page-encode-vectors = 벡터
page-size = 벡터의 크기
page-open-table = CSV·텍스트 파일 열기
page-table-file = 내 CSV 또는 텍스트 파일
page-table-help = 쉼표, 세미콜론, 탭으로 구분된 5 MB 이하의 파일. 읽기만 하며, 방문이 끝나면 남지 않습니다.
page-table-columns = 특성으로 쓸 열
page-table-long = 파일에 { $rows }행이 있습니다. { $most }시점까지 쓸 수 있으니 시작할 행을 고르세요.
page-table-start = 시작 행
page-table-use = 이 열 사용하기

page-weights = 가중치
page-weights-from = 가중치 종류
page-random = 무작위 (시드)
page-given = 파일에서 가져온 가중치
page-layer = 층과 방향
page-layer-of = { $layer }층, { $direction }
page-direction-forward = 정방향
page-direction-reverse = 역방향
page-seed = 시드
page-scale = 크기(scale)
page-units = 유닛 수

page-formula = 수식
page-notation = 표기법
page-update = z의 역할
page-update-renews = z만큼 갱신
page-update-keeps = z만큼 유지
page-update-help =
    z만큼 갱신: (1 − z) ⊙ 이전 h + z ⊙ 후보 (Chung, colah, Ng 강의). z만큼 유지: 둘의 자리가 바뀝니다 (Cho, PyTorch, Keras).
page-reset = r의 위치
page-reset-before = U 곱셈 전
page-reset-after = U 곱셈 후
page-reset-help =
    U 곱셈 전: 후보에 U (r ⊙ h)가 들어갑니다 (논문의 식). U 곱셈 후: r ⊙ (U h + c)가 들어갑니다 (PyTorch와 Keras의 기본값).

page-view = 보기
page-decimals = 소수 자릿수
page-rounding = 반올림
page-rounding-none = 표시만
page-rounding-steps = 단계마다
page-rounding-help = 단계마다: 시험지에서 손으로 풀 때처럼 중간값을 반올림한 뒤 다음 계산에 씁니다.
page-rounding-says = 곱, 합, σ, tanh, 1 − { $z }, 혼합의 두 항을 그때마다 소수점 아래 { $decimals }자리로 반올림합니다(딱 절반이면 0에서 먼 쪽으로). 입력과 가중치는 소수 6자리까지 그대로 씁니다.
page-future = 이후 시점의 값
page-future-shown = 표시
page-future-hidden = 숨김
page-file = 파일로 저장·열기
page-save = 지금 화면 저장
page-open = 저장한 파일 열기
page-link-full = 지금 화면은 { $length }자이고 링크에는 { $limit }자까지 담깁니다. 링크에서 빼는 것: { $fields }. 파일로 저장하면 지금 화면이 그대로 열립니다.
page-link-question = 직접 넣은 문제
page-link-given = 파일에서 가져온 가중치와 거기서 고친 값
page-link-edits = 직접 고친 숫자
page-link-seq = 시퀀스

page-tables = 모든 가중치
page-tables-of = 행렬 고르기
page-tables-r = 리셋 게이트
page-tables-z = 업데이트 게이트
page-tables-n = 후보 상태
page-tables-h0 = 초기 은닉 상태 { $h0 }
page-tables-help = 숫자를 끌거나, 누르고 입력하거나, 스프레드시트에서 복사한 범위를 붙여넣으세요. 화살표 키로 옮겨 다니고 Alt+↑, Alt+↓로 조금씩 바꾸며 Delete로 되돌립니다.

rounding-too-large = 계산 단계마다 반올림하려면 모든 수가 { NUMBER($limit, useGrouping: 0) } 이하여야 합니다. 더 작은 수를 쓰거나 표시할 때만 반올림하세요.

page-exports = 내보내기
page-export-html = 전체 과정을 웹 페이지로 (HTML)
page-export-html-about = 인터넷 없이 파일만으로 열립니다.
page-export-timesteps = 풀이 과정의 시점
page-export-timesteps-this = 현재 시점
page-export-timesteps-all = 모든 시점
page-export-units = 풀이 과정의 유닛
page-export-units-this = 현재 유닛
page-export-units-all = 모든 유닛
page-export-markdown = Markdown
page-export-latex = LaTeX
page-export-csv = 데이터 (CSV)
page-export-json = 데이터 (JSON)
page-export-numpy = NumPy 코드
page-export-torch = PyTorch 코드
page-export-pictures = 그림과 그래프는 각각의 SVG·PNG 버튼으로 저장할 수 있습니다.
page-print = 인쇄
