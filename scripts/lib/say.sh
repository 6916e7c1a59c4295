# How the scripts speak: one line a step with its time, errors on stderr with what to do about them.
say() {
  if [ -t 1 ]; then printf '\033[2m%s\033[0m %s\n' "$(date +%H:%M:%S)" "$*"; else printf '%s %s\n' "$(date +%H:%M:%S)" "$*"; fi
}
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
