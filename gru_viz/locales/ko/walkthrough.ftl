menu-walkthrough = 한 시점 따라가기
