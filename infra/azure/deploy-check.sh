#!/usr/bin/env bash
# deploy.sh against a stand-in for az: the order of its steps, and that it goes back when the new image is not ready.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/az" <<'AZ'
#!/usr/bin/env bash
case "$*" in
  "deployment group create "*) echo "deploy migration=$MIGRATION_IMAGE service=$IMAGE" >>"$STEPS"; echo "$IMAGE" >"$STEPS.now" ;;
  "containerapp job start "*) echo "migrate" >>"$STEPS"; echo "execution-1" ;;
  "containerapp job execution show "*) echo "$MIGRATION" ;;
  "containerapp revision show "*) if [ "$(cat "$STEPS.now")" = "$BROKEN" ]; then echo Unhealthy; else echo Healthy; fi ;;
  *"latestRevisionName"*) echo "forecasting--1" ;;
  *"containers[0].image"*) [ -z "$FORMER" ] || echo "images.example/$FORMER" ;;
  *) echo "unforeseen: $*" >&2; exit 64 ;;
esac
AZ
chmod +x "$work/az"

# NAME FORMER MIGRATION BROKEN EXPECTED_CODE EXPECTED_STEPS
expect() {
  local code=0
  : >"$work/steps"
  FORMER=$2 MIGRATION=$3 BROKEN=$4 STEPS=$work/steps PATH=$work:$PATH RESOURCE_GROUP=group PAUSE=0 \
    ./deploy.sh any.bicepparam forecasting:2 >"$work/said" 2>&1 || code=$?
  if [ "$code" != "$5" ] || [ "$(paste -sd';' "$work/steps")" != "$6" ]; then
    { echo "deploy.sh, $1: exit code $code, steps:"; cat "$work/steps" "$work/said"; } >&2
    exit 1
  fi
}

expect "a new version" forecasting:1 Succeeded none 0 \
  "deploy migration=forecasting:2 service=forecasting:1;migrate;deploy migration=forecasting:2 service=forecasting:2"
expect "the first one" "" Succeeded none 0 \
  "deploy migration=forecasting:2 service=;migrate;deploy migration=forecasting:2 service=forecasting:2"
expect "a schema that cannot be changed" forecasting:1 Failed none 1 \
  "deploy migration=forecasting:2 service=forecasting:1;migrate"
expect "a service that is not ready" forecasting:1 Succeeded forecasting:2 1 \
  "deploy migration=forecasting:2 service=forecasting:1;migrate;deploy migration=forecasting:2 service=forecasting:2;deploy migration=forecasting:2 service=forecasting:1"
expect "the first one, not ready" "" Succeeded forecasting:2 1 \
  "deploy migration=forecasting:2 service=;migrate;deploy migration=forecasting:2 service=forecasting:2"
echo "deploy.sh: its steps are in order, and it goes back."
