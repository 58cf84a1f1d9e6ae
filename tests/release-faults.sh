#!/usr/bin/env bash
# The fault tests of a release: all of them at full size, with 500 kills and outages of two minutes, from a seed that is printed.
# Usage: tests/release-faults.sh [SEED]. The same seed and commit give the same moments, as far as the machine is as fast.
# Run it as root: the tests of a full disk mount one of a fixed size, and are skipped otherwise.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export FORECASTING_FAULTS=1
export FORECASTING_KILLS=${FORECASTING_KILLS:-500}
export FORECASTING_SERVER_GONE_SECONDS=${FORECASTING_SERVER_GONE_SECONDS:-120}
export FORECASTING_SEED=${1:-$(date +%s)}
echo "commit $(git rev-parse HEAD)$(git diff --quiet HEAD || echo ' with changes'), seed $FORECASTING_SEED, $FORECASTING_KILLS kills"

dotnet build Forecasting.sln -c Release -v quiet
dotnet test tests/Forecasting.Jobs.Tests -c Release --no-build \
  --filter "FullyQualifiedName~Forecasting.Jobs.Tests.Faults|FullyQualifiedName~Forecasting.Jobs.Tests.Cluster" --logger "console;verbosity=detailed"
