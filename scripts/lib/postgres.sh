# A private PostgreSQL cluster with pgvector, in a folder of ours, on a free port of loopback.
#   postgres_install            installs the server and pgvector where they are missing
#   postgres_start FOLDER       makes the cluster if there is none, starts it; sets PGSOCKET, PGPORT, PGBIN
#   postgres_stop               stops it, unless another script still uses it
#   postgres_remove FOLDER      deletes it
# PORTAL_PG_SETTINGS adds lines to its configuration (the tests turn fsync off).

pg_has_server() { [ -x "/usr/lib/postgresql/$1/bin/initdb" ]; }
pg_has_vector() { [ -f "/usr/share/postgresql/$1/extension/vector.control" ] && [ -f "/usr/lib/postgresql/$1/lib/vector.so" ]; }

# the newest version that has both; else the newest that the distribution offers with pgvector; else its default
pg_choose_version() {
  local v
  for v in $(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -printf '%f\n' 2>/dev/null | sort -Vr); do
    if pg_has_server "$v" && pg_has_vector "$v"; then echo "$v"; return; fi
  done
  v=$(apt-cache search --names-only '^postgresql-[0-9]+-pgvector$' | sed -nE 's/^postgresql-([0-9]+)-pgvector .*/\1/p' | sort -nr | head -1)
  [ -n "$v" ] || v=$(apt-cache depends postgresql | sed -nE 's/.*Depends: postgresql-([0-9]+)$/\1/p' | head -1)
  echo "$v"
}

postgres_install() {
  PGVERSION=$(pg_choose_version 2>/dev/null)
  if [ -z "$PGVERSION" ] || ! pg_has_server "$PGVERSION" || ! pg_has_vector "$PGVERSION"; then
    can_be_root || die "PostgreSQL with pgvector is missing, and sudo is not installed. Run once as root: bash ${root:?}/scripts/lib/install-postgres.sh"
    apt_update
    PGVERSION=$(pg_choose_version)
    [ -n "$PGVERSION" ] || die "this distribution has no PostgreSQL package; set ConnectionStrings__Portal to a server of yours"
  fi
  if ! pg_has_server "$PGVERSION"; then
    say "installing PostgreSQL $PGVERSION"
    # the package would otherwise make and start a cluster of its own on 5432
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
      as_root mkdir -p /etc/postgresql-common
      echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    apt_install "postgresql-$PGVERSION" "postgresql-client-$PGVERSION"
  fi
  if ! pg_has_vector "$PGVERSION"; then
    apt_update
    if apt-cache policy "postgresql-$PGVERSION-pgvector" | grep -q 'Candidate: [^(]'; then
      say "installing pgvector"
      apt_install "postgresql-$PGVERSION-pgvector"
    else
      pg_build_vector
    fi
  fi
  PGBIN=/usr/lib/postgresql/$PGVERSION/bin
}

# Debian 12 has no package of pgvector: the source package of Debian 13, from the same mirror, is compiled against this server.
pg_build_vector() {
  local work uri
  say "building pgvector for PostgreSQL $PGVERSION"
  apt_install gcc make libc6-dev xz-utils
  # shellcheck disable=SC2016 # apt's own variables
  uri=$(apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' | awk '$1 == "Debian" && $2 == "main" && $3 !~ /security/ { print $3; exit }')
  [ -n "$uri" ] || die "no Debian archive among the apt sources, and no package of pgvector; set ConnectionStrings__Portal to a server that has it"
  work=$(mktemp -d) && chmod 755 "$work"
  mkdir -p "$work"/{sources,state/lists/partial,cache/archives/partial,src} && : > "$work/state/status"
  printf 'Types: deb-src\nURIs: %s\nSuites: trixie\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "$uri" > "$work/sources/pgvector.sources"
  # lists of its own: the machine's apt sources stay as they are
  local own=(apt-get -qq -y -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/sources" -o Dir::State="$work/state"
    -o Dir::State::status="$work/state/status" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root)
  "${own[@]}" update
  (cd "$work/src" && "${own[@]}" source --download-only pgvector >/dev/null && tar xzf pgvector_*.orig.tar.gz)
  # the headers alone: the package's own dependencies (clang, llvm) are not needed without JIT
  (cd "$work" && apt-get -qq -o APT::Sandbox::User=root download "postgresql-server-dev-$PGVERSION" && dpkg -x postgresql-server-dev-"$PGVERSION"_*.deb dev)
  local src; src=$(echo "$work"/src/pgvector-*/)
  make -s -C "$src" -j"$(nproc)" PG_CONFIG="/usr/lib/postgresql/$PGVERSION/bin/pg_config" with_llvm=no OPTFLAGS= \
    includedir_server="$work/dev/usr/include/postgresql/$PGVERSION/server" > "$work/make.log" 2>&1 || { tail -30 "$work/make.log" >&2; die "pgvector did not compile"; }
  as_root install -m 755 "$src/vector.so" "/usr/lib/postgresql/$PGVERSION/lib/vector.so"
  as_root install -m 644 "$src"/sql/vector--*.sql "/usr/share/postgresql/$PGVERSION/extension/"
  as_root install -m 644 "$src/vector.control" "/usr/share/postgresql/$PGVERSION/extension/" # last: it is what says that all is there
  rm -rf "$work"
}

# PostgreSQL refuses to run as root: then it runs as the package's own user
USER_OF_CLUSTER=$(id -un)
[ "$(id -u)" != 0 ] || USER_OF_CLUSTER=postgres

as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    # from / : the folder of the clone may be closed to that user
    (cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups --no-new-privs env -i PATH=/usr/bin:/bin HOME=/tmp LC_ALL=C.UTF-8 "$@")
  else
    env LC_ALL=C.UTF-8 "$@"
  fi
}

# Where the cluster lives: the folder asked for, or, when root runs the script and the postgres user cannot reach it (a clone under a 0700
# folder), one under /var/lib named after it.
pg_reachable_folder() {
  mkdir -p "$1"
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$1"
    if ! as_postgres test -w "$1"; then
      local other; other=/var/lib/portal/$(printf %s "$1" | sha256sum | cut -c1-12)
      say "the user postgres cannot reach $1; the database lives in $other" >&2
      mkdir -p "$other" && chown postgres "$other"
      echo "$other"
      return
    fi
  fi
  echo "$1"
}

# a unix socket's path has room for about a hundred bytes
pg_socket_folder() {
  if [ ${#1} -le 80 ]; then echo "$1"; return; fi
  local short owner=$USER_OF_CLUSTER
  short=/tmp/portal-$(printf %s "$1" | sha256sum | cut -c1-12)
  mkdir -p "$short"
  [ "$(id -u)" != 0 ] || chown "$owner" "$short"
  # everybody may write in /tmp: a folder which somebody else laid there is not taken
  [ "$(stat -c %U "$short")" = "$owner" ] || die "$short belongs to somebody else; choose a shorter folder with --data"
  chmod 700 "$short"
  echo "$short"
}

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'; }

# Is this cluster's postmaster running? By the process itself: after a kill it can stay a zombie for seconds, and after a reboot its
# number may be another program's.
pg_running() {
  local pid; pid=$(as_postgres head -1 "$PGFOLDER/data/postmaster.pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && ! grep -qs '^State:.Z' "/proc/$pid/status" && tr '\0' ' ' 2>/dev/null < "/proc/$pid/cmdline" | grep -qF -- "$PGFOLDER/data"
}

# Scripts of one clone may share a cluster (a second Portal on another port, say). PGUSE is held together by all who use it, PGGATE by one at
# a time while it starts or stops the cluster.
pg_lock() { # FOLDER
  exec {PGGATE}>"$1.gate.lock" {PGUSE}>"$1.use.lock"
  flock "$PGGATE"
}

pg_unlock() {
  exec {PGGATE}>&- {PGUSE}>&-
  PGGATE='' PGUSE=''
}

pg_make() {
  say "making a database cluster in $PGFOLDER"
  as_postgres "$PGBIN/initdb" -D "$PGFOLDER/data" -U postgres --auth-local=trust --auth-host=scram-sha-256 -E UTF8 \
    --locale=C.UTF-8 --locale-provider=icu --icu-locale=und --data-checksums >/dev/null
  as_postgres sh -c "echo \"include_if_exists = 'portal.conf'\" >> '$PGFOLDER/data/postgresql.conf'"
}

postgres_start() {
  mkdir -p "$1"
  pg_lock "$1"
  flock -s "$PGUSE"
  PGFOLDER=$(pg_reachable_folder "$(realpath "$1")")
  chmod 700 "$PGFOLDER" # whoever reaches the socket is trusted
  PGSOCKET=$(pg_socket_folder "$PGFOLDER")
  as_postgres test -s "$PGFOLDER/data/PG_VERSION" || pg_make
  PGPORT=$(as_postgres sed -nE 's/^port = ([0-9]+)$/\1/p' "$PGFOLDER/data/portal.conf" 2>/dev/null || true)
  pg_running || pg_start_server
  flock -u "$PGGATE"
}

pg_start_server() {
  as_postgres rm -f "$PGFOLDER/data/postmaster.pid"
  for _ in 1 2 3 4 5 6; do
    # the port of last time, if it is still free
    if [ -z "$PGPORT" ] || port_answers "$PGPORT"; then PGPORT=$(free_port); fi
    pg_settings | as_postgres tee "$PGFOLDER/data/portal.conf" >/dev/null
    # in a session of its own: Ctrl-C is for the script, which then stops the server in order; and without the locks, which are the script's
    if (pg_unlock; as_postgres setsid "$PGBIN/pg_ctl" -D "$PGFOLDER/data" -w -t 60 -l "$PGFOLDER/data/server.log" start >/dev/null 2>&1 </dev/null); then return; fi
    sleep 0.3 # the children of a killed postmaster may hold its shared memory for a moment
  done
  as_postgres tail -5 "$PGFOLDER/data/server.log" >&2
  die "the database did not start; its log is $PGFOLDER/data/server.log"
}

pg_settings() {
  cat <<CONF
port = $PGPORT
listen_addresses = '127.0.0.1'
unix_socket_directories = '$PGSOCKET'
max_connections = 200
shared_buffers = 256MB
max_wal_size = 4GB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
${PORTAL_PG_SETTINGS:-}
CONF
}

postgres_stop() {
  [ -n "${PGUSE:-}" ] || return 0
  flock "$PGGATE"
  flock -u "$PGUSE"
  # nobody else uses it: also a cluster that a killed script left running ends here
  if flock -n "$PGUSE" && pg_running; then
    as_postgres "$PGBIN/pg_ctl" -D "$PGFOLDER/data" -m fast -w -t 30 stop >/dev/null 2>&1 || true
  fi
  pg_unlock
}

postgres_remove() { # FOLDER: the cluster and all that is in it
  mkdir -p "$1"
  pg_lock "$1"
  if ! flock -n "$PGUSE"; then pg_unlock; die "another script uses the database in $1; stop that one first"; fi
  PGFOLDER=$(pg_reachable_folder "$(realpath "$1")")
  postgres_stop
  rm -rf "$PGFOLDER/data"
}
