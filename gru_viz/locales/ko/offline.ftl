offline-keys = ← → 시점 · ↑ ↓ 단계 · 1–9 유닛 · Space 재생
offline-needs-script = 브라우저에서 이 문서의 스크립트가 실행되지 않아 단계를 보여 드릴 수 없습니다. JavaScript가 켜진 브라우저에서 파일을 직접 열어 주세요.
