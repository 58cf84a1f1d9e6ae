// Two accounts: blobs for what comes in and what goes out, and a share for the folder of the reports.
param name string
param location string
param tags object
param subnet string
param blobZone string
param fileZone string
param workspace string

@description('The identity that the program runs under.')
param programId string
param programPrincipal string

@description('Days that a published file can be neither changed nor removed.')
@minValue(1)
@maxValue(3650)
param keepPublishedDays int

@description('Size of the share, GiB.')
@minValue(100)
param shareGiB int

@description('Copies in three zones of the region.')
param isZoneRedundant bool

@description('IPv4 addresses of operators who may reach the blobs from outside the network; none: nobody may.')
param operatorAddresses string[]

var reader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1' // Storage Blob Data Reader
var contributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor

resource blobs 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: isZoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: empty(operatorAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: [for address in operatorAddresses: { value: address, action: 'Allow' }]
    }
  }

  resource service 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: 30 }
      containerDeleteRetentionPolicy: { enabled: true, days: 30 }
    }

    // Exports of the firm: sales, stock, orders. The program reads them.
    resource input 'containers' = {
      name: 'input'
      properties: { publicAccess: 'None' }
    }

    // Files for partners. The program writes each name once and never again, so nothing stands in the way of keeping them.
    resource published 'containers' = {
      name: 'published'
      properties: {
        publicAccess: 'None'
        immutableStorageWithVersioning: { enabled: true }
      }

      resource keep 'immutabilityPolicies' = {
        name: 'default'
        properties: {
          immutabilityPeriodSinceCreationInDays: keepPublishedDays
          allowProtectedAppendWrites: false
        }
      }
    }
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: blobs::service::input
  name: guid(blobs::service::input.id, programId, reader)
  properties: {
    principalId: programPrincipal
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', reader)
  }
}

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: blobs::service::published
  name: guid(blobs::service::published.id, programId, contributor)
  properties: {
    principalId: programPrincipal
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', contributor)
  }
}

resource access 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs::service
  name: 'access'
  properties: {
    workspaceId: workspace
    logs: [
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}

// NFS: an SMB share could be mounted by the account's key only. Its traffic stays in the network, and "https only" would shut it out.
resource files 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: '${name}nfs'
  location: location
  tags: tags
  kind: 'FileStorage'
  sku: { name: isZoneRedundant ? 'Premium_ZRS' : 'Premium_LRS' }
  properties: {
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: false
    publicNetworkAccess: 'Disabled'
    networkAcls: { bypass: 'None', defaultAction: 'Deny' }
  }

  resource service 'fileServices' = {
    name: 'default'
    properties: {
      shareDeleteRetentionPolicy: { enabled: true, days: 30 }
    }

    resource reports 'shares' = {
      name: 'reports'
      properties: {
        enabledProtocols: 'NFS'
        rootSquash: 'NoRootSquash'
        shareQuota: shareGiB
      }
    }
  }
}

module blobEndpoint 'private-endpoint.bicep' = {
  name: '${name}-blob-endpoint'
  params: {
    name: '${name}-blob'
    location: location
    tags: tags
    subnet: subnet
    zone: blobZone
    target: blobs.id
    part: 'blob'
  }
}

module fileEndpoint 'private-endpoint.bicep' = {
  name: '${name}-file-endpoint'
  params: {
    name: '${name}-file'
    location: location
    tags: tags
    subnet: subnet
    zone: fileZone
    target: files.id
    part: 'file'
  }
}

output input string = '${blobs.properties.primaryEndpoints.blob}${blobs::service::input.name}'
output published string = '${blobs.properties.primaryEndpoints.blob}${blobs::service::published.name}'
output shareServer string = split(files.properties.primaryEndpoints.file, '/')[2]
output sharePath string = '/${files.name}/${files::service::reports.name}'
