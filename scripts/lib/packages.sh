# Debian and Ubuntu packages. As root directly; as an ordinary user by sudo, which is asked for packages and for nothing else.
can_be_root() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

apt() { as_root env DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"; }

apt_updated=
apt_update() {
  command -v apt-get >/dev/null || die "only Debian and Ubuntu are known here; on another system set ConnectionStrings__Portal to a PostgreSQL server with pgvector"
  [ -n "$apt_updated" ] || { say "reading the package lists"; apt update || die "apt-get update failed"; apt_updated=1; }
}

apt_install() {
  can_be_root || die "packages are missing, and sudo is not installed. Run as root: apt-get install --no-install-recommends $*"
  apt_update
  apt install --no-install-recommends "$@" >/dev/null || die "could not install $*"
}

# The prerequisites are all looked at before the first complaint: nobody likes to be sent twice.
missing=()
need() { # COMMAND WHAT HOW-TO-INSTALL
  command -v "$1" >/dev/null || missing+=("$2 is missing. Install it with: $3")
}

need_dotnet() {
  local how="apt-get install dotnet-sdk-10.0 (see https://learn.microsoft.com/dotnet/core/install/linux)"
  if ! command -v dotnet >/dev/null; then missing+=("the .NET 10 SDK is missing. Install it with: $how")
  elif ! dotnet --list-sdks | grep '^10\.' >/dev/null; then missing+=("dotnet is here, but not its SDK 10. Install it with: $how")
  fi
}

need_node() {
  need node "Node.js 18 or newer" "apt-get install nodejs npm"
  need npm "npm" "apt-get install npm"
  if command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 18 ]; then
    missing+=("Node.js $(node -v) is too old: 18 or newer is needed (see https://nodejs.org/en/download)")
  fi
}

check_needs() {
  need_dotnet
  need_node
  [ ${#missing[@]} = 0 ] || { printf 'error: %s\n' "${missing[@]}" >&2; exit 1; }
}
