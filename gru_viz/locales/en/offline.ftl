offline-keys = ← → timestep · ↑ ↓ stage · 1–9 unit · Space play
offline-needs-script = Your browser does not run the script of this page, so it cannot show the steps. Open the file itself in a browser with JavaScript turned on.
