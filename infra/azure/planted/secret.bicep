// Not a template: check.sh must refuse it, because whoever reads a deployment reads its outputs.
@secure()
param password string

output connection string = 'Password=${password}'
