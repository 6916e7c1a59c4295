# Builds in Release, quietly; the log is shown only when it fails. $@: projects.
build() {
  local log; log=$(mktemp)
  local project
  for project in "$@"; do
    dotnet build "$project" -c Release --nologo -v quiet -clp:NoSummary > "$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; die "$project did not build"; }
  done
  rm -f "$log"
}
