// Lets identities take images out of a registry, which may be in another resource group.
param registry string
param identities { id: string, principal: string }[]

var pull = '7f951dda-4ed3-4680-a7ca-43fe172d538d' // AcrPull

resource images 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = { name: registry }

resource pulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for identity in identities: {
    scope: images
    name: guid(images.id, identity.id, pull)
    properties: {
      principalId: identity.principal
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', pull)
    }
  }
]

output server string = images.properties.loginServer
