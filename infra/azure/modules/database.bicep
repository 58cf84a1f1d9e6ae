// Azure SQL: nobody has a password, everybody is an identity of Microsoft Entra ID, and who did what is in the logs.
param name string
param location string
param tags object
param subnet string
param zone string
param workspace string

@description('The group of Entra ID whose members own the database.')
param administrators { name: string, objectId: string }

@description('Size, such as GP_Gen5_2, or GP_S_Gen5_2 for one that is charged by use. It never pauses: the service asks it at every probe.')
param size string

@description('IPv4 addresses of operators who may reach it from outside the network; none: nobody may.')
param operatorAddresses string[]

@description('Days that any moment of can be restored.')
@minValue(7)
@maxValue(35)
param backupDays int

@description('Copies in three zones of the region.')
param isZoneRedundant bool

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      login: administrators.name
      sid: administrators.objectId
      principalType: 'Group'
      tenantId: tenant().tenantId
    }
    minimalTlsVersion: '1.2'
    publicNetworkAccess: empty(operatorAddresses) ? 'Disabled' : 'Enabled'
    restrictOutboundNetworkAccess: 'Enabled'
  }

  resource operators 'firewallRules' = [
    for (address, i) in operatorAddresses: {
      name: 'operator-${i}'
      properties: {
        startIpAddress: address
        endIpAddress: address
      }
    }
  ]

  resource auditing 'auditingSettings' = {
    name: 'default'
    properties: {
      state: 'Enabled'
      isAzureMonitorTargetEnabled: true
      auditActionsAndGroups: [
        'SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP'
        'FAILED_DATABASE_AUTHENTICATION_GROUP'
        'DATABASE_PERMISSION_CHANGE_GROUP'
        'DATABASE_PRINCIPAL_CHANGE_GROUP'
        'DATABASE_ROLE_MEMBER_CHANGE_GROUP'
        'SCHEMA_OBJECT_CHANGE_GROUP'
      ]
    }
  }

  // Audit of the server is written through the settings of its database master.
  resource master 'databases' existing = { name: 'master' }

  resource database 'databases' = {
    name: 'forecasting'
    location: location
    tags: tags
    sku: { name: size }
    properties: {
      zoneRedundant: isZoneRedundant
      requestedBackupStorageRedundancy: isZoneRedundant ? 'Zone' : 'Local'
      autoPauseDelay: startsWith(size, 'GP_S_') ? -1 : null
      minCapacity: startsWith(size, 'GP_S_') ? json('0.5') : null
    }

    resource retention 'backupShortTermRetentionPolicies' = {
      name: 'default'
      properties: { retentionDays: backupDays }
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: server::master
  name: 'audit'
  properties: {
    workspaceId: workspace
    logs: [
      {
        category: 'SQLSecurityAuditEvents'
        enabled: true
      }
    ]
  }
  dependsOn: [server::auditing]
}

module endpoint 'private-endpoint.bicep' = {
  name: '${name}-endpoint'
  params: {
    name: '${name}-sql'
    location: location
    tags: tags
    subnet: subnet
    zone: zone
    target: server.id
    part: 'sqlServer'
  }
}

output host string = server.properties.fullyQualifiedDomainName
output database string = server::database.name
