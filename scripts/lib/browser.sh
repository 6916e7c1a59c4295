# The browser of the journeys, with fonts that show Arabic.
has_font() { fc-list 2>/dev/null | grep "$1" >/dev/null; }

browser_install() {
  if ! { [ -x /usr/bin/chromium ] && has_font DejaVuSans.ttf && has_font NotoSansArabic; }; then
    say "installing Chromium and fonts that show Arabic"
    apt_install chromium fontconfig fonts-dejavu-core fonts-noto-core
  fi
}

# what Portal.E2E asks for
export_e2e() {
  export PORTAL_TEST_ADMIN="Host=$PGSOCKET;Port=$PGPORT;Username=postgres"
  export PORTAL_TEST_CHROMIUM=/usr/bin/chromium PORTAL_E2E_APP=$root/Portal/bin/Release/net10.0/Portal.dll
}
