#!/usr/bin/env bash
# The templates are sound: no error, and no warning either, of the compiler and its linter. Nothing is asked of Azure.
# A check that finds nothing may be blind, so it must also refuse what is in planted/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
  echo "Azure templates: left out, the compiler that is pinned is for linux-x64."
  exit 0
fi

dotnet restore tools.csproj --verbosity quiet
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
version=$(sed -nE 's/.*Azure\.Bicep.*\[([0-9.]+)\].*/\1/p' tools.csproj)
bicep=${packages%/}/azure.bicep.commandline.linux-x64/$version/tools/bicep
[ -x "$bicep" ] || chmod +x "$bicep"
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

# Findings that are no rules of the linter, such as a misspelt property, stay warnings, and the compiler ends well.
sound() {
  local code=0
  "$bicep" "$@" >"$output/result" 2>"$output/findings" || code=$?
  [ "$code" = 0 ] && ! grep -qE ' : (Warning|Error) ' "$output/findings"
}

# The example and, through it, main.bicep with all its modules.
if ! sound build-params example.bicepparam --stdout; then
  cat "$output/findings" >&2
  exit 1
fi

must_refuse() {
  if sound build "planted/$1.bicep" --stdout || ! grep -q " $2: " "$output/findings"; then
    echo "Azure templates: planted/$1.bicep was not refused for $2: this check is blind." >&2
    exit 1
  fi
}

must_refuse misspelt BCP089
must_refuse secret outputs-should-not-contain-secrets
echo "Azure templates: sound, and what was planted was found."
