#!/usr/bin/env bash
# Brings an image to Azure: schema first, then the service, then a look whether it is ready; if it is not, the former image again.
#   RESOURCE_GROUP=… infra/azure/deploy.sh PARAMETERS.bicepparam IMAGE      IMAGE without its registry, such as forecasting:20260302.1
# NAME is that of main.bicep. Signed in with az; whoever that is needs the role Contributor, and for the first time Role Based Access
# Control Administrator, on the resource group. What the schema was before cannot come back but from a backup (docs/operations.md).
set -euo pipefail
parameters=${1:?Name the file of parameters.}
image=${2:?Name the image.}
group=${RESOURCE_GROUP:?Set RESOURCE_GROUP.}
name=${NAME:-forecasting}
pause=${PAUSE:-10}

deploy() {
  MIGRATION_IMAGE=$1 IMAGE=$2 az deployment group create --resource-group "$group" --name "$name-$(date -u +%Y%m%dT%H%M%S)" \
    --template-file "$(dirname "${BASH_SOURCE[0]}")/main.bicep" --parameters "$parameters" --only-show-errors --output none
}

# Done when the command says the second word; not when it says the third, or nothing of both for long.
wait_for() {
  local what=$1 good=$2 bad=$3 state attempt
  shift 3
  for attempt in $(seq 120); do
    state=$("$@" --only-show-errors --output tsv || true)
    case $state in
      "$good") echo "$what: $state"; return 0 ;;
      "$bad") break ;;
    esac
    sleep "$pause"
  done
  echo "$what: ${state:-no answer} (attempt $attempt)" >&2
  return 1
}

# The platform asks /health/ready of every copy; a revision is healthy when all of them answer.
is_ready() {
  local revision
  revision=$(az containerapp show --resource-group "$group" --name "$name" --query properties.latestRevisionName --output tsv)
  wait_for "The service $revision" Healthy Unhealthy \
    az containerapp revision show --resource-group "$group" --name "$name" --revision "$revision" --query properties.healthState
}

former=$(az containerapp show --resource-group "$group" --name "$name" --query 'properties.template.containers[0].image' --output tsv 2>/dev/null || true)
former=${former#*/}
echo "The service runs ${former:-nothing yet}."

# The former service goes on meanwhile; once the schema is new it refuses to work until the new one is there.
deploy "$image" "$former"
execution=$(az containerapp job start --resource-group "$group" --name "$name-migrate" --query name --output tsv)
wait_for "The schema" Succeeded Failed az containerapp job execution show --resource-group "$group" --name "$name-migrate" --job-execution-name "$execution" --query properties.status

deploy "$image" "$image"
if is_ready; then exit 0; fi
if [ -z "$former" ]; then
  echo "There is no former image to go back to." >&2
  exit 1
fi
echo "Back to $former." >&2
deploy "$image" "$former"
is_ready || echo "$former is not ready either: if it refuses the schema, mend the new version, or restore the database to the moment before." >&2
exit 1
