# 입력하거나 붙여 넣거나 올린 시퀀스와, 준비된 시퀀스.

sequence-empty = 아직 읽을 내용이 없습니다. 0.3, -1.2, 2.5처럼 숫자를 쓰거나 문장을 입력하세요.
sequence-not-a-number =
    { $features ->
        [1] 시점 { $timestep }
       *[other] 시점 { $timestep }, 특성 { $feature }
    }의 값이 숫자가 아닙니다: “{ $shown }”. 0.5나 -1.2처럼 쓰거나, 읽는 방식을 ‘단어’로 바꾸세요.
sequence-not-finite =
    { $features ->
        [1] 시점 { $timestep }
       *[other] 시점 { $timestep }, 특성 { $feature }
    }의 값으로는 계산할 수 없습니다: “{ $shown }”. -1.7e308과 1.7e308 사이의 숫자를 쓰세요.
sequence-blank =
    { $features ->
        [1] 시점 { $timestep }
       *[other] 시점 { $timestep }, 특성 { $feature }
    }: 숫자가 빠져 있습니다. 숫자를 채우거나 빈자리를 지우세요.
sequence-ragged = 시점 { $timestep }에는 숫자가 { $count }개 있는데, { $expected }개여야 합니다. 줄마다 숫자 개수를 맞추거나, 하나의 시계열이라면 모두 한 줄에 쓰세요.
sequence-thousands = “{ $amount }”의 쉼표에서 숫자가 나뉘어 줄마다 개수가 달라졌습니다. 하나의 숫자라면 쉼표 없이 { $plain }처럼 쓰세요.
sequence-two-separators = 숫자 사이에 세미콜론과 함께 쉼표나 공백도 쓰였습니다. 한 가지로만 나누고, 소수는 0.5처럼 점으로 쓰세요.
sequence-header-ragged = 첫 줄에는 이름이 { $count }개 있는데, 아래 줄에는 숫자가 { $expected }개씩 있습니다. 열마다 이름을 하나씩 쓰거나 첫 줄을 지우세요.
sequence-timesteps = 시점이 { $count }개입니다. 최대 { $limit }개까지 쓸 수 있으니 일부만 넣으세요.
sequence-features = 특성이 { $count }개입니다. 최대 { $limit }개까지 쓸 수 있으니 열을 줄이세요.
sequence-characters = 글자가 { $count }개입니다. 최대 { $limit }개까지 읽을 수 있으니, 시점이 { $timesteps }개를 넘지 않도록 일부만 넣으세요.
sequence-long-word = “{ $word }”: 한 단어가 { $count }자입니다. 최대 { $limit }자까지 쓸 수 있으니 띄어 쓰거나 ‘글자’를 고르세요.
sequence-vector-size = 벡터의 특성은 1개부터 { $limit }개까지 고를 수 있습니다(지금은 { $size }개).
sequence-ready-unknown = “{ $name }”(이)라는 준비된 시퀀스는 없습니다. 목록에서 고르세요.

sequence-header = 첫 줄을 이름으로 읽었습니다: { $names }.
sequence-standardised = { $feature }: 표준화했습니다. 평균은 { $mean }에서 0으로, 표준편차는 { $sd }에서 1로 바뀌었습니다.
sequence-constant = { $feature }: 모든 시점에서 값이 같아서({ $value }) 표준화하면 모두 0이 됩니다.

table-too-large = 파일 크기가 { $size } MB입니다. { $limit } MB까지 올릴 수 있으니 필요한 부분만 따로 저장하세요.
table-too-wide = 이 파일에는 열이 { $count }개 있습니다. 최대 { $limit }개까지 읽을 수 있으니 필요한 열만 따로 저장하세요.
table-empty = 빈 파일입니다. 숫자로 된 열이 있는 CSV나 텍스트 파일을 고르세요.
table-binary = 텍스트 파일이 아닙니다. 스프레드시트라면 먼저 CSV로 저장하세요.
table-quote = 이 파일에 닫히지 않은 큰따옴표가 있습니다. 따옴표를 닫거나 CSV로 다시 저장하세요.
table-no-numbers = 이 파일에는 숫자로 된 열이 없습니다. 0.5나 -1.2 같은 숫자가 든 열이 하나 이상 있는 파일을 고르세요.
table-no-column-chosen = 아직 고른 열이 없습니다. 열을 하나 이상 고르세요.
table-blank = “{ $column }” 열의 { $row }행(머리글 제외)이 비어 있습니다. 값을 채우거나 다른 행을 고르세요.
table-not-a-number = “{ $column }” 열의 { $row }행(머리글 제외) 값이 숫자가 아닙니다: “{ $shown }”. 값을 고치거나 다른 행을 고르세요.

ready-sunspots = 태양 흑점
ready-sunspots-about = 1700년부터 2008년까지 해마다 센 태양 흑점 수로, 약 11년을 주기로 늘고 줄어듭니다. 출처: 미국 국립지구물리자료센터(NGDC).
ready-nile = 나일강
ready-nile-about = 1871년부터 1970년까지 아스완에서 잰 나일강의 연간 유량(10⁸ m³)으로, 1898년 무렵 수준이 낮아집니다. 출처: Cobb (1978), Biometrika 65, 243–251.
ready-sine = 사인파
ready-sine-about = 40시점에 걸친 사인파 두 주기입니다.
ready-step = 계단
ready-step-about = 0이 열 번, 그다음 1이 열 번 나옵니다.
ready-impulse = 임펄스
ready-impulse-about = 1이 한 번 나오고 0이 23번 이어집니다. 상태는 이 1을 얼마나 오래 기억할까요?
ready-events = 사건
ready-events-about = 0 사이에 위아래로 몇 번 튀는 값이 나옵니다. 상태는 그중 무엇을 받아들일까요?
ready-noise = 잡음
ready-noise-about = 0 주위의 난수 40개로, 시드가 같으면 값도 같습니다.
ready-sentence = 영어 문장 두 개
ready-sentence-about = 마침표가 두 번 나오는 짧은 영어 글로, 시점마다 단어가 하나씩 옵니다.
ready-sentence_ko = 한국어 문장 두 개
ready-sentence_ko-about = 마침표가 두 번 나오는 짧은 한국어 글로, 시점마다 단어가 하나씩 옵니다.
