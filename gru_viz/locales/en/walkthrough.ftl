menu-walkthrough = Walkthrough
