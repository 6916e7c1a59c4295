# The browser of the journeys, with fonts that show Arabic. The one without windows where the distribution has it: the whole browser draws
# its own tabs and bars beside each page, unseen, for more than the pages cost.
has_font() { fc-list 2>/dev/null | grep "$1" >/dev/null; }

browser_path() {
  local one
  for one in /usr/bin/chromium-headless-shell /usr/bin/chromium; do
    if [ -x "$one" ]; then echo "$one"; return; fi
  done
}

browser_install() {
  local package=chromium-headless-shell
  if ! { [ -n "$(browser_path)" ] && has_font DejaVuSans.ttf && has_font NotoSansArabic; }; then
    say "installing Chromium and fonts that show Arabic"
    apt_update
    apt-cache policy "$package" | grep -q 'Candidate: [^(]' || package=chromium
    apt_install "$package" fontconfig fonts-dejavu-core fonts-noto-core
  fi
}

# what Portal.E2E asks for
export_e2e() {
  export PORTAL_TEST_ADMIN="Host=$PGSOCKET;Port=$PGPORT;Username=postgres"
  PORTAL_TEST_CHROMIUM=$(browser_path)
  export PORTAL_TEST_CHROMIUM PORTAL_E2E_APP=$root/Portal/bin/Release/net10.0/Portal.dll
}
