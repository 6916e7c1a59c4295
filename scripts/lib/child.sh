# A long step runs in a session of its own, so that one signal ends all of it, and a signal to the script is heard while the step runs
# (bash would otherwise wait for the step first).
CHILD=

start_child() { setsid "$@" </dev/null & CHILD=$!; }

attend_child() {
  local code=0
  wait "$CHILD" || code=$?
  CHILD=
  return "$code"
}

run_child() { start_child "$@"; attend_child; }

# A child that has not ended by itself after ten seconds is killed.
stop_child() {
  [ -n "$CHILD" ] || return 0
  local group=$CHILD
  CHILD=
  kill -TERM -- "-$group" 2>/dev/null || return 0
  for _ in $(seq 100); do
    kill -0 -- "-$group" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$group" 2>/dev/null || true
  wait "$group" 2>/dev/null || true
}
