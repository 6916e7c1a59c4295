# What makes out words in photographs and scans: Tesseract with Arabic and English, and poppler's pdftoppm, which draws the pages of a scanned PDF.
ocr_is_there() { command -v tesseract pdftoppm >/dev/null && [ "$(tesseract --list-langs 2>/dev/null | grep -cxE 'ara|eng')" = 2 ]; }

ocr_install() {
  if ocr_is_there; then return; fi
  if ! can_be_root; then
    say "Tesseract is missing: photographs and scans are kept, and read once it is installed (tesseract-ocr tesseract-ocr-ara tesseract-ocr-eng poppler-utils)"
    return
  fi
  say "installing Tesseract with Arabic and English, and poppler's pdftoppm"
  apt_install tesseract-ocr tesseract-ocr-ara tesseract-ocr-eng poppler-utils
}
