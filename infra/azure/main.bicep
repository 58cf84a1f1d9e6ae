// Forecasting on Azure: the service and its jobs in Container Apps, Azure SQL, storage, a vault, logs and alerts, in a network of their own.
// Nothing in here is a secret, and nothing that it makes has a password or a key. How to use it: docs/operations.md, "Installing".
targetScope = 'resourceGroup'

@description('Begins the name of everything; small letters and digits.')
@minLength(4)
@maxLength(12)
param name string = 'forecasting'

@description('Region.')
param location string = resourceGroup().location

@description('Tags of everything.')
param tags object = {}

@description('Address space of the network, a /22 or more.')
param addressSpace string = '10.40.0.0/22'

@description('The container registry that the pipeline pushes to, and its resource group.')
param registry { name: string, resourceGroup: string }

@description('Image that changes the schema, such as forecasting:20260302.1. Empty: only what it stands on is made, the first time.')
param migrationImage string = ''

@description('Image of the service and the jobs. Empty: they are left as they are not.')
param image string = ''

@description('The group of Entra ID whose members own the database.')
param databaseAdministrators { name: string, objectId: string }

@description('Size of the database.')
param databaseSize string = 'GP_S_Gen5_2'

@description('IPv4 addresses of operators who may reach database, blobs and vault from outside the network; none: nobody may.')
param operatorAddresses string[] = []

@description('True: the service has an address on the internet; false: only in the network.')
param isPublic bool = false

@description('Copies in three zones of the region, where it has them.')
param isZoneRedundant bool = false

@description('Copies of the service.')
@minValue(1)
@maxValue(10)
param replicas int = 2

@description('Processors and memory of each container.')
param containerSize { cpu: string, memory: string } = { cpu: '2', memory: '4Gi' }

@description('Settings that are not defaults, as in docs/settings.md; the timetable is not among them, the jobs ring.')
param settings object

@description('Commands by the clock. Each finds the database in its environment; --data, --out and --settings are added. Cron has five fields, UTC.')
param timetable { name: string, cron: string, minutes: int, command: string, options: string[] }[] = [
  { name: 'run', cron: '0 4 * * 1', minutes: 240, command: 'run', options: ['--by', 'timetable'] }
  { name: 'deliver', cron: '*/15 * * * *', minutes: 14, command: 'deliver', options: [] }
]

@description('Days that a published file can be neither changed nor removed.')
param keepPublishedDays int = 400

@description('Days that logs are kept.')
param keepLogsDays int = 90

@description('Who is told of alarms.')
param alarmEmail string

var unique = take('${name}${uniqueString(resourceGroup().id)}', 20)

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: keepLogsDays
    features: { disableLocalAuth: true }
  }
}

resource programIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-program'
  location: location
  tags: tags
}

resource migrationIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-migration'
  location: location
  tags: tags
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    name: name
    location: location
    tags: tags
    addressSpace: addressSpace
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: unique
    location: location
    tags: tags
    subnet: network.outputs.privateSubnet
    zone: network.outputs.sqlZone
    workspace: workspace.id
    administrators: databaseAdministrators
    size: databaseSize
    operatorAddresses: operatorAddresses
    backupDays: 35
    isZoneRedundant: isZoneRedundant
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: unique
    location: location
    tags: tags
    subnet: network.outputs.privateSubnet
    blobZone: network.outputs.blobZone
    fileZone: network.outputs.fileZone
    workspace: workspace.id
    programId: programIdentity.id
    programPrincipal: programIdentity.properties.principalId
    keepPublishedDays: keepPublishedDays
    shareGiB: 100
    isZoneRedundant: isZoneRedundant
    operatorAddresses: operatorAddresses
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: unique
    location: location
    tags: tags
    subnet: network.outputs.privateSubnet
    zone: network.outputs.vaultZone
    workspace: workspace.id
    programId: programIdentity.id
    programPrincipal: programIdentity.properties.principalId
    operatorAddresses: operatorAddresses
  }
}

module pull 'modules/pull.bicep' = {
  name: 'pull'
  scope: resourceGroup(registry.resourceGroup)
  params: {
    registry: registry.name
    identities: [
      { id: programIdentity.id, principal: programIdentity.properties.principalId }
      { id: migrationIdentity.id, principal: migrationIdentity.properties.principalId }
    ]
  }
}

module environment 'modules/environment.bicep' = {
  name: 'environment'
  params: {
    name: name
    location: location
    tags: tags
    subnet: network.outputs.programSubnet
    workspace: workspace.id
    shareServer: storage.outputs.shareServer
    sharePath: storage.outputs.sharePath
    isPublic: isPublic
    isZoneRedundant: isZoneRedundant
  }
}

module names 'modules/names.bicep' = if (!isPublic) {
  name: 'names'
  params: {
    #disable-next-line what-if-short-circuiting // the platform makes the domain up: it is known when the environment is there
    domain: environment.outputs.domain
    address: environment.outputs.address
    network: network.outputs.id
    tags: tags
  }
}

var server = 'sqlserver://${database.outputs.host}/${database.outputs.database}?Authentication=Active%20Directory%20Managed%20Identity&User%20Id='

module migration 'modules/migration.bicep' = if (!empty(migrationImage)) {
  name: 'migration'
  params: {
    name: '${name}-migrate'
    location: location
    tags: tags
    environmentId: environment.outputs.id
    image: '${pull.outputs.server}/${migrationImage}'
    registry: pull.outputs.server
    identityId: migrationIdentity.id
    database: '${server}${migrationIdentity.properties.clientId}'
  }
}

var common = ['--out', '/reports', '--settings', '/etc/forecasting/settings.json']

module program 'modules/program.bicep' = if (!empty(image)) {
  name: 'program'
  params: {
    name: name
    location: location
    tags: tags
    environmentId: environment.outputs.id
    storage: environment.outputs.storage
    image: '${pull.outputs.server}/${image}'
    registry: pull.outputs.server
    identityId: programIdentity.id
    identityClientId: programIdentity.properties.clientId
    database: '${server}${programIdentity.properties.clientId}'
    input: storage.outputs.input
    vault: vault.outputs.address
    settings: settings
    timetable: [
      for entry in timetable: {
        name: entry.name
        cron: entry.cron
        minutes: entry.minutes
        arguments: concat(
          [entry.command],
          entry.command == 'run' ? ['--data', storage.outputs.input] : [],
          common,
          entry.options
        )
      }
    ]
    replicas: replicas
    size: containerSize
  }
}

module alerts 'modules/alerts.bicep' = if (!empty(image)) {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    workspace: workspace.id
    service: program!.outputs.serviceId
    replicas: replicas
    email: alarmEmail
  }
}

output databaseHost string = database.outputs.host
output input string = storage.outputs.input
output published string = storage.outputs.published
output vault string = vault.outputs.address
output programIdentity string = programIdentity.name
output migrationIdentity string = migrationIdentity.name
output address string = empty(image) ? '' : program!.outputs.address
