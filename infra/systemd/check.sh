#!/usr/bin/env bash
# The units are understood by systemd, line by line, and open to little. Nothing is started.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! command -v systemd-analyze >/dev/null; then
  echo "systemd units: left out, there is no systemd-analyze here."
  exit 0
fi
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/etc/systemd/system" "$root/opt/forecasting/docs" "$root/usr/lib/systemd/system"
install -m 755 /dev/null "$root/opt/forecasting/forecasting"
touch "$root/opt/forecasting/docs/operations.md"
cp /lib/systemd/system/*.target /lib/systemd/system/*.slice "$root/usr/lib/systemd/system/"
cp ./*.service ./*.timer "$root/etc/systemd/system/"

# Unknown names are told of and passed over: whatever is said is a fault.
said=$(systemd-analyze --root="$root" verify forecasting.service forecasting-run.service forecasting-run.timer 2>&1) || true
if [ -n "$said" ]; then
  echo "$said" >&2
  exit 1
fi

sed 's/NoNewPrivileges/NoNewPrivilges/' forecasting.service >"$root/etc/systemd/system/planted.service"
if ! systemd-analyze --root="$root" verify planted.service 2>&1 | grep -q NoNewPrivilges; then
  echo "systemd units: a misspelt name was planted and not found: this check is blind." >&2
  exit 1
fi

# 10 is a service with no limits at all, 1.3 what these have: the network is open to them, and what the service makes is readable by its group.
systemd-analyze --root="$root" security --offline=true --threshold=15 forecasting.service forecasting-run.service >/dev/null
echo "systemd units: understood, and what was planted was found."
