#!/usr/bin/env bash
# The part of scripts/run that needs root, for machines without sudo: PostgreSQL and pgvector, and nothing else.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/scripts/lib/all.sh"
postgres_install
say "PostgreSQL $PGVERSION with pgvector is installed"
