menu-study = Study sheet
