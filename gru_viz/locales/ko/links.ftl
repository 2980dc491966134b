link-not-a-choice = { $name }: “{ $value }” 값은 쓸 수 없어 제외했습니다. 쓸 수 있는 값: { $choices }
link-not-whole = { $name }: “{ $value }” 값은 쓸 수 없어 제외했습니다. { $low }부터 { NUMBER($high, useGrouping: 0) }까지의 정수를 쓰세요.
link-not-a-number = { $name }: “{ $value }” 값은 쓸 수 없어 제외했습니다. { $low }부터 { $high }까지의 수를 쓰세요.
link-not-names = { $name }: “{ $value }” 값은 쓸 수 없어 제외했습니다. 다음 이름을 공백으로 구분해 쓰세요: { $choices }
link-not-edits = { $name }: “{ $piece }” 부분을 읽을 수 없어 고친 숫자를 모두 제외했습니다. 1행 2열은 W_r.1.2 0.5, 벡터는 b_z.3 -1처럼 위치 다음에 숫자를 쓰세요. 행과 열은 64까지입니다.
link-not-text = { $name }: 깨진 글자가 있어 제외했습니다. 링크를 다시 복사해 주세요.
link-too-long = { $name }: { $length }자로 너무 길어 제외했습니다. { $limit }자까지 읽습니다.

file-too-large = 저장한 화면이라고 하기에는 파일이 너무 큽니다. { $limit } MB까지 열 수 있습니다.
file-not-ours = 이 페이지에서 저장한 파일이 아니어서 열 수 없습니다.
file-version = 이 프로그램의 다른 버전에서 저장한 파일이라 열 수 없습니다. 저장할 때 쓴 버전으로 여세요.
