menu-practice = 연습 문제
