// Not a template: check.sh must refuse it. The compiler itself only warns of the property that is misspelt.
param location string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'planted'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { allowBlobPublikAccess: false }
}
