# Debian and Ubuntu packages. As root directly; as an ordinary user by sudo, which is asked for packages and for nothing else.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "this needs root once: install sudo, or run as root: $*"
  fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"; }

apt_updated=
apt_update() {
  command -v apt-get >/dev/null || die "only Debian and Ubuntu are known here; on another system set ConnectionStrings__Portal to a PostgreSQL server with pgvector"
  [ -n "$apt_updated" ] || { say "reading the package lists"; apt update || die "apt-get update failed"; apt_updated=1; }
}

apt_install() { apt_update; apt install --no-install-recommends "$@" >/dev/null || die "could not install $*"; }

# $1 command, $2 what it is, $3 the command that installs it
need() { command -v "$1" >/dev/null || die "$2 is missing. Install it with: $3"; }

need_dotnet() {
  need dotnet "the .NET 10 SDK" "apt-get install dotnet-sdk-10.0 (see https://learn.microsoft.com/dotnet/core/install/linux)"
  dotnet --list-sdks | grep -q '^10\.' || die "the .NET 10 SDK is missing (found: $(dotnet --version 2>/dev/null || echo none)). Install it with: apt-get install dotnet-sdk-10.0"
}

need_node() {
  need node "Node.js 20 or newer" "apt-get install nodejs npm"
  need npm "npm" "apt-get install npm"
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || die "Node.js $(node -v) is too old: 18 or newer is needed"
}
