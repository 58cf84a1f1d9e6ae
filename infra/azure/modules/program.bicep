// The program: the service, and the jobs that ring. They share folder, database and identity, and run the same image.
param name string
param location string
param tags object
param environmentId string
param storage string
param image string
param registry string
param identityId string
param identityClientId string

@description('Address of the database, without a secret.')
param database string

@description('Address of the container with the exports.')
param input string

@description('Address of the vault.')
param vault string

@description('Settings that are not defaults, as in docs/settings.md.')
param settings object

@description('Commands that are run by the clock, and when: five fields of cron, UTC.')
param timetable { name: string, cron: string, minutes: int, arguments: string[] }[]

@description('Copies of the service.')
param replicas int

@description('Processors and memory of each container, such as 2 and 4Gi.')
param size { cpu: string, memory: string }

// Files with settings and secrets are mounted from the app's own secrets.
var secrets = [
  {
    name: 'pseudonym-key'
    keyVaultUrl: '${vault}secrets/pseudonym-key'
    identity: identityId
  }
  {
    name: 'oidc-secret'
    keyVaultUrl: '${vault}secrets/oidc-secret'
    identity: identityId
  }
  {
    name: 'settings.json'
    value: string(settings)
  }
]

var identity = {
  type: 'UserAssigned'
  userAssignedIdentities: { '${identityId}': {} }
}

var variables = [
  { name: 'AZURE_CLIENT_ID', value: identityClientId }
  { name: 'FORECASTING_DB', value: database }
  { name: 'FORECASTING_PSEUDONYM_KEY', secretRef: 'pseudonym-key' }
]

var mounts = [
  { volumeName: 'reports', mountPath: '/reports' }
  { volumeName: 'settings', mountPath: '/etc/forecasting' }
  { volumeName: 'temporary', mountPath: '/tmp' }
]

var volumes = [
  { name: 'reports', storageType: 'NfsAzureFile', storageName: storage }
  { name: 'settings', storageType: 'Secret', secrets: [{ secretRef: 'settings.json', path: 'settings.json' }] }
  { name: 'temporary', storageType: 'EmptyDir' }
]

// A new share belongs to root; the program is not root (user 1654 of Microsoft's images).
var ownership = {
  name: 'owner-of-reports'
  image: 'mcr.microsoft.com/azurelinux/base/core:3.0'
  command: ['chown', '1654:1654', '/reports']
  resources: { cpu: json('0.25'), memory: '0.5Gi' }
  volumeMounts: [{ volumeName: 'reports', mountPath: '/reports' }]
}

resource service 'Microsoft.App/containerApps@2025-07-01' = {
  name: name
  location: location
  tags: tags
  identity: identity
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 5
      ingress: {
        external: true // of the environment, which says who can reach it
        targetPort: 8080
        transport: 'http'
        allowInsecure: false
        // Sign-ins and forms live in the memory of the copy that gave them.
        stickySessions: { affinity: 'sticky' }
      }
      registries: [{ server: registry, identity: identityId }]
      secrets: secrets
    }
    template: {
      terminationGracePeriodSeconds: 600
      initContainers: [ownership]
      containers: [
        {
          name: 'service'
          image: image
          args: [
            'serve'
            '--data'
            input
            '--out'
            '/reports'
            '--settings'
            '/etc/forecasting/settings.json'
            '--urls'
            'http://0.0.0.0:8080'
          ]
          env: concat(variables, [{ name: 'FORECASTING_OIDC_SECRET', secretRef: 'oidc-secret' }])
          resources: { cpu: json(size.cpu), memory: size.memory }
          volumeMounts: mounts
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/health/live', port: 8080 }
              periodSeconds: 5
              failureThreshold: 24
            }
            {
              type: 'Liveness'
              httpGet: { path: '/health/live', port: 8080 }
              periodSeconds: 20
              timeoutSeconds: 10
              failureThreshold: 6
            }
            {
              type: 'Readiness'
              httpGet: { path: '/health/ready', port: 8080 }
              periodSeconds: 10
              timeoutSeconds: 10
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: { minReplicas: replicas, maxReplicas: replicas }
      volumes: volumes
    }
  }
}

resource jobs 'Microsoft.App/jobs@2025-07-01' = [
  for entry in timetable: {
    name: '${name}-${entry.name}'
    location: location
    tags: tags
    identity: identity
    properties: {
      environmentId: environmentId
      workloadProfileName: 'Consumption'
      configuration: {
        triggerType: 'Schedule'
        scheduleTriggerConfig: { cronExpression: entry.cron, parallelism: 1, replicaCompletionCount: 1 }
        replicaTimeout: entry.minutes * 60
        // The same command again goes on where nothing was done.
        replicaRetryLimit: 1
        registries: [{ server: registry, identity: identityId }]
        secrets: secrets
      }
      template: {
        initContainers: [ownership]
        containers: [
          {
            name: entry.name
            image: image
            args: entry.arguments
            env: variables
            resources: { cpu: json(size.cpu), memory: size.memory }
            volumeMounts: mounts
          }
        ]
        volumes: volumes
      }
    }
  }
]

output serviceId string = service.id
output address string = 'https://${service.properties.configuration.ingress!.fqdn}'
