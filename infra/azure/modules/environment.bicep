// Where containers run: inside the network, its logs in the workspace without any key.
param name string
param location string
param tags object
param subnet string
param workspace string
param shareServer string
param sharePath string

@description('True: the service has an address on the internet; false: only in the network.')
param isPublic bool

@description('Copies in three zones of the region.')
param isZoneRedundant bool

resource environment 'Microsoft.App/managedEnvironments@2025-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    vnetConfiguration: {
      infrastructureSubnetId: subnet
      internal: !isPublic
    }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    zoneRedundant: isZoneRedundant
  }

  resource reports 'storages' = {
    name: 'reports'
    properties: {
      nfsAzureFile: {
        accessMode: 'ReadWrite'
        server: shareServer
        shareName: sharePath
      }
    }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'logs'
  properties: {
    workspaceId: workspace
    logs: [
      { category: 'ContainerAppConsoleLogs', enabled: true }
      { category: 'ContainerAppSystemLogs', enabled: true }
    ]
  }
}

output id string = environment.id
output domain string = environment.properties.defaultDomain
output address string = environment.properties.staticIp
output storage string = environment::reports.name
