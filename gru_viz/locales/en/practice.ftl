menu-practice = Practice
