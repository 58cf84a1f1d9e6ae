// An example: copy it to forecasting.bicepparam and write your own values. There are no secrets in it.
using 'main.bicep'

param registry = { name: 'contosoimages', resourceGroup: 'images' }
param databaseAdministrators = { name: 'forecasting-dba', objectId: '00000000-0000-0000-0000-000000000000' }
param alarmEmail = 'operations@contoso.example'
param tags = { application: 'forecasting', environment: 'test' }

// The images: the pipeline names them.
param migrationImage = readEnvironmentVariable('MIGRATION_IMAGE', '')
param image = readEnvironmentVariable('IMAGE', '')

// What the program is to do otherwise than by default: docs/settings.md.
param settings = loadJsonContent('example-settings.json')
