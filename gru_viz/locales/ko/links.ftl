link-not-a-choice = { $name }: “{ $value }” 값은 쓸 수 없어 제외했습니다. 쓸 수 있는 값: { $choices }
link-not-whole = { $name }: “{ $value }” 값은 쓸 수 없어 제외했습니다. { $low }부터 { NUMBER($high, useGrouping: 0) }까지의 정수를 쓰세요.
link-not-a-number = { $name }: “{ $value }” 값은 쓸 수 없어 제외했습니다. { $low }부터 { $high }까지의 수를 쓰세요.
link-not-names = { $name }: “{ $value }” 값은 쓸 수 없어 제외했습니다. 다음 이름을 공백으로 구분해 쓰세요: { $choices }
link-not-edits = { $name }: “{ $piece }” 부분을 읽을 수 없어 고친 숫자를 모두 제외했습니다. 1행 2열은 W_r.1.2 0.5, 벡터는 b_z.3 -1, 시점 3의 입력은 x.3.1 2처럼 위치 다음에 숫자를 쓰세요. 가중치의 행은 512, 열은 1024까지, 시점은 512까지입니다.
link-not-holds = { $name }: “{ $piece }”을(를) 읽을 수 없어 게이트를 고정하지 않았습니다. z.2.3.6 1처럼 게이트, 유닛(또는 all), 첫 시점과 마지막 시점, 0에서 1 사이의 값을 차례로 쓰세요.
link-many-holds = { $name }: 고정한 게이트 { $count }개는 너무 많아 하나도 적용하지 않았습니다. { $limit }개까지 쓸 수 있습니다.
link-not-off = { $name }: “{ $piece }”은(는) 끌 수 없어 아무것도 끄지 않았습니다. x1 h3처럼 1024 이하의 특성이나 512 이하의 유닛을 쓰세요.
link-many-edits = { $name }: 내용이 { $count }개로 너무 많아 고친 숫자를 모두 제외했습니다. 고칠 수 있는 숫자는 { $limit }개까지입니다.
link-not-text = { $name }: 깨진 글자가 있어 제외했습니다. 링크를 다시 복사해 주세요.
link-too-long = { $name }: { $length }자로 너무 길어 제외했습니다. { $limit }자까지 읽습니다.

file-too-large = 저장한 화면이라고 하기에는 파일이 너무 큽니다. { $limit } MB까지 열 수 있습니다.
file-not-ours = 이 페이지에서 저장한 파일이 아니어서 열 수 없습니다.
file-version = 이 프로그램의 다른 버전에서 저장한 파일이라 열 수 없습니다. 저장할 때 쓴 버전으로 여세요.
