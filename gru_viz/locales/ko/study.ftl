menu-study = 요약 노트
