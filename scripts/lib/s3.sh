# An S3 store for the tests: OpenStack Swift with its s3api, from the distribution's packages, each part as one process on loopback. A real one: it
# checks signatures, which the small stand-ins do not.
#   s3_install            installs it where it is missing
#   s3_start              starts it, empty, on free ports; exports PORTAL_TEST_S3 ("address access-key secret-key")
#   s3_stop               stops it and forgets what was kept
S3_PIDS=()

s3_install() {
  command -v swift-proxy-server swift-account-server swift-container-server swift-object-server swift-ring-builder memcached >/dev/null && return
  say "installing an S3 store (OpenStack Swift)"
  apt_install swift-proxy swift-account swift-container swift-object memcached
}

# It runs as its package's own user where root runs the script, and knows its cluster by this file alone.
s3_cluster_file() {
  grep -qs 'swift_hash_path_suffix = [^%]' /etc/swift/swift.conf && return
  as_root mkdir -p /etc/swift
  printf '[swift-hash]\nswift_hash_path_suffix = portal\nswift_hash_path_prefix = portal\n' | as_root tee /etc/swift/swift.conf >/dev/null
  as_root chmod a+rx /etc/swift
  as_root chmod a+r /etc/swift/swift.conf
}

s3_run() { # NAME COMMAND…
  local name=$1
  shift
  if [ "$(id -u)" = 0 ]; then set -- setpriv --reuid=swift --regid=swift --clear-groups "$@"; fi
  (cd / && exec setsid "$@") </dev/null >"$S3_FOLDER/$name.log" 2>&1 &
  S3_PIDS+=($!)
}

# the part that keeps objects, containers or accounts: its ring of one device, and its settings
s3_part() { # NAME PORT
  local name=$1 port=$2
  (cd "$S3_FOLDER" && rm -f "$name".builder "$name".ring.gz && swift-ring-builder "$name.builder" create 6 1 1 \
    && swift-ring-builder "$name.builder" add "r1z1-127.0.0.1:$port/disk" 1 && swift-ring-builder "$name.builder" rebalance) >"$S3_FOLDER/$name-ring.log" 2>&1 || true
  [ -f "$S3_FOLDER/$name.ring.gz" ] || { cat "$S3_FOLDER/$name-ring.log" >&2; die "the S3 store's ring could not be made"; }
  cat > "$S3_FOLDER/$name.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $port
user = $S3_USER
swift_dir = $S3_FOLDER
devices = $S3_FOLDER/node
mount_check = false
workers = 1
log_address = /dev/null
[pipeline:main]
pipeline = $name-server
[app:$name-server]
use = egg:swift#$name
CONF
}

s3_proxy() { # PORT MEMCACHE-PORT ACCESS SECRET
  local user=${3/:/_}
  cat > "$S3_FOLDER/proxy.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $1
user = $S3_USER
swift_dir = $S3_FOLDER
workers = 1
log_address = /dev/null
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:$2
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_$user = $4 .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
CONF
}

s3_start() {
  local access=portal:tests secret=for-tests-alone proxy memcache object container account name
  S3_USER=$(id -un)
  [ "$(id -u)" != 0 ] || S3_USER=swift
  # under /tmp: the clone may be closed to that user, and nothing of a test is kept
  S3_FOLDER=$(mktemp -d /tmp/portal-s3-XXXXXX)
  mkdir -p "$S3_FOLDER/node/disk"
  s3_cluster_file
  proxy=$(free_port) memcache=$(free_port) object=$(free_port) container=$(free_port) account=$(free_port)
  s3_part object "$object"
  s3_part container "$container"
  s3_part account "$account"
  s3_proxy "$proxy" "$memcache" "$access" "$secret"
  cp /etc/swift/swift.conf "$S3_FOLDER/swift.conf"
  [ "$(id -u)" != 0 ] || chown -R swift "$S3_FOLDER"
  s3_run memcached memcached -l 127.0.0.1 -p "$memcache" -U 0 -m 32
  for name in object container account proxy; do s3_run "$name" "$(command -v "swift-$name-server")" "$S3_FOLDER/$name.conf"; done
  for _ in $(seq 150); do
    if curl -fs -m 2 -o /dev/null "http://127.0.0.1:$proxy/healthcheck"; then
      export PORTAL_TEST_S3="http://127.0.0.1:$proxy $access $secret"
      return
    fi
    sleep 0.2
  done
  tail -5 "$S3_FOLDER"/*.log >&2
  die "the S3 store did not start"
}

s3_stop() {
  local pid
  for pid in "${S3_PIDS[@]}"; do kill -TERM -- "-$pid" 2>/dev/null || kill "$pid" 2>/dev/null || true; done
  for pid in "${S3_PIDS[@]}"; do wait "$pid" 2>/dev/null || true; done
  S3_PIDS=()
  [ -z "${S3_FOLDER:-}" ] || rm -rf "$S3_FOLDER"
}
