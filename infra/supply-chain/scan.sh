#!/usr/bin/env bash
# Known vulnerabilities in the packages of the solution, direct and transitive, as the registry tells them.
# A registry that has no advisories finds nothing whatever is used, so the same question is asked of a project with a package that has one.
# Exit code 1: the question works, and the solution has findings.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# GHSA-rxg9-xrhp-64gj, critical: remote code execution. Nobody builds or runs it here.
control="System.Drawing.Common 4.7.0"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/control.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup><PackageReference Include="${control% *}" Version="[${control#* }]" /></ItemGroup>
</Project>
PROJECT

findings() { dotnet list "$1" package --vulnerable --include-transitive --format json | { grep -ci '"advisoryurl"' || true; }; }

CI='' dotnet restore "$work/control.csproj" --verbosity quiet
if [ "$(findings "$work/control.csproj")" = 0 ]; then
  echo "vulnerability scan: not effective here: the registry gives no advisories (control $control not flagged)"
  exit 0
fi

if [ "$(findings "$root/Forecasting.sln")" != 0 ]; then
  dotnet list "$root/Forecasting.sln" package --vulnerable --include-transitive
  exit 1
fi
echo "vulnerability scan: the control $control is flagged, and nothing in the solution is."
