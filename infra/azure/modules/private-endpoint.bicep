// A private address for one service, and its name in the zone of the network.
param name string
param location string
param tags object
param subnet string
param zone string

@description('The service.')
param target string

@description('Which part of it, such as sqlServer, blob, file, vault.')
param part string

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnet }
    privateLinkServiceConnections: [
      {
        name: part
        properties: {
          privateLinkServiceId: target
          groupIds: [part]
        }
      }
    ]
  }
}

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = {
  parent: endpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: part
        properties: { privateDnsZoneId: zone }
      }
    ]
  }
}
