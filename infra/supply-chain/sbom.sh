#!/usr/bin/env bash
# The bill of materials of the program, CycloneDX in JSON, and the proof that no package is missing from it.
#   infra/supply-chain/sbom.sh OUTPUT_FOLDER       after a restore; asks no network
set -euo pipefail
output=$(mkdir -p "${1:?Say where the bill of materials goes.}" && cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet tool restore --verbosity quiet
version=$(sed -nE 's:.*<Version>(.*)</Version>.*:\1:p' Directory.Build.props)
dotnet tool run dotnet-CycloneDX -- jobs/Forecasting.Jobs/Forecasting.Jobs.csproj --recursive --disable-package-restore \
  --output "$output" --filename forecasting.cdx.json --output-format Json --set-name forecasting --set-version "$version" >"$work/log" 2>&1 \
  || { cat "$work/log" >&2; exit 1; }

# NAME/VERSION of each package that the lock files of the program name, in small letters: those of its projects are no packages. And of what
# a build really put beside the program, where there is one.
{
  for lock in jobs/*/packages.lock.json src/*/packages.lock.json; do
    awk -F'"' '/^      "[^"]+": \{/ { name = $2; type = "" } $2 == "type" { type = $4 } $2 == "resolved" && type != "Project" { print tolower(name "/" $4) }' "$lock"
  done
  find jobs/Forecasting.Jobs/bin/Release -name Forecasting.Jobs.deps.json -exec awk -F'"' '/^    "[^"]+\/[^"]+": \{/ { name = $2 } $2 == "type" && $4 == "package" { print tolower(name) }' {} + 2>/dev/null || true
} | sort -u >"$work/locked"

grep -oE '"purl": *"pkg:nuget/[^"]+"' "$output/forecasting.cdx.json" | sed -E 's:.*pkg\:nuget/([^@]+)@([^"?]+).*:\1/\2:' | tr '[:upper:]' '[:lower:]' | sort -u >"$work/listed"

missing() { comm -23 "$1" "$work/listed"; }

# One package that nobody has must be missed, or this comparison is blind.
{ cat "$work/locked"; echo "no-such-package/1.0.0"; } | sort -u >"$work/planted"
if [ "$(missing "$work/planted" | grep -c '^no-such-package/')" != 1 ] || [ "$(wc -l <"$work/locked")" -lt 20 ]; then
  echo "Bill of materials: the comparison with the lock files is blind." >&2
  exit 1
fi

if [ -n "$(missing "$work/locked")" ]; then
  echo "Bill of materials: these packages are missing from it:" >&2
  missing "$work/locked" >&2
  exit 1
fi
echo "Bill of materials: $(wc -l <"$work/listed") packages, all $(wc -l <"$work/locked") of the lock files and of the build among them: $output/forecasting.cdx.json"
