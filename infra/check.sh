#!/usr/bin/env bash
# Everything in this folder that can be checked on a desk: no container engine, no Azure.
#   infra/check.sh FOLDER_FOR_THE_BILL_OF_MATERIALS       after a restore
set -euo pipefail
folder=${1:?Say where the bill of materials goes.}
here=$(dirname "${BASH_SOURCE[0]}")
"$here/azure/check.sh"
"$here/azure/deploy-check.sh"
"$here/systemd/check.sh"
"$here/supply-chain/sbom.sh" "$folder"
"$here/supply-chain/scan.sh"
