// The vault of the secrets that the program takes from its environment. Their values are put in by hand, never by a template.
param name string
param location string
param tags object
param subnet string
param zone string
param workspace string

@description('The identity that the program runs under: it may read secrets, nothing else.')
param programId string
param programPrincipal string

@description('IPv4 addresses of operators who may reach it from outside the network; none: nobody may.')
param operatorAddresses string[]

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: empty(operatorAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: [for address in operatorAddresses: { value: address }]
    }
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, programId, secretsUser)
  properties: {
    principalId: programPrincipal
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource access 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'access'
  properties: {
    workspaceId: workspace
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

module endpoint 'private-endpoint.bicep' = {
  name: '${name}-endpoint'
  params: {
    name: '${name}-vault'
    location: location
    tags: tags
    subnet: subnet
    zone: zone
    target: vault.id
    part: 'vault'
  }
}

output address string = vault.properties.vaultUri
