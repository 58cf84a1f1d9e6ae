// An example: copy it to forecasting.bicepparam and write your own values. There are no secrets in it.
using 'main.bicep'

param registry = { name: 'contosoimages', resourceGroup: 'images' }
param databaseAdministrators = { name: 'forecasting-dba', objectId: '00000000-0000-0000-0000-000000000000' }
param alarmEmail = 'operations@contoso.example'
param tags = { application: 'forecasting', environment: 'test' }

// The images: the pipeline names them.
param migrationImage = readEnvironmentVariable('FORECASTING_MIGRATION_IMAGE', '')
param image = readEnvironmentVariable('FORECASTING_IMAGE', '')

param settings = {
  service: {
    authority: 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0'
    audience: 'api://forecasting'
    clientId: '00000000-0000-0000-0000-000000000000'
    roleClaim: 'roles'
    proxies: ['100.100.0.0/16']
  }
}
