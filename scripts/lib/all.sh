# Everything the commands share.
for part in say packages child postgres browser ocr s3 build; do
  # shellcheck disable=SC1090
  . "${root:?}/scripts/lib/$part.sh"
done
unset part
