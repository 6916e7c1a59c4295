# Builds in Release, quietly; the log is shown only when it fails. A project whose sources are as they were is not built again: asking
# MSBuild takes seconds.

# what a build reads: the name, time and size of every source, and the SDK
build_fingerprint() {
  { dotnet --version
    find . \( -name bin -o -name obj -o -name node_modules -o -name dist -o -name .git -o -name .local \) -prune -o -type f -printf '%p %T@ %s\n' | sort
  } | sha256sum | cut -d' ' -f1
}

build() { # PROJECT…
  local project stamp now log
  now=$(build_fingerprint)
  log=$(mktemp)
  for project in "$@"; do
    stamp=$project/obj/built-from
    if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && [ -f "$project/bin/Release/net10.0/$project.dll" ] && [ -f Portal/wwwroot/dist/fonts.css ]; then continue; fi
    say "building $project"
    # no build server is left behind when the script ends
    run_child dotnet build "$project" -c Release --nologo -v quiet -clp:NoSummary -nodeReuse:false -p:UseSharedCompilation=false > "$log" 2>&1 \
      || { cat "$log" >&2; rm -f "$log"; die "$project did not build"; }
    echo "$now" > "$stamp"
  done
  rm -f "$log"
}
