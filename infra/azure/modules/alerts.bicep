// Who is told when nobody answers, or a job did not end well.
param name string
param location string
param tags object
param workspace string

@description('The service.')
param service string

@description('Copies of the service that there should be.')
param replicas int

@description('Who is told.')
param email string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'forecasting'
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var queries = [
  {
    name: 'not-ready'
    description: '/health/ready of the service does not answer: the database is away, or the service is. docs/operations.md, the first incident.'
    severity: 1
    threshold: 5
    query: 'ContainerAppSystemLogs | where ContainerAppName == \'${last(split(service, '/'))}\' | where Reason == \'ProbeFailed\''
  }
  {
    name: 'job-failed'
    description: 'A job ended with an exit code other than 0, or took too long. What it said is in ContainerAppConsoleLogs; exit codes are in the help of the program.'
    severity: 1
    threshold: 0
    query: 'ContainerAppSystemLogs | where isnotempty(JobName) | where Reason in (\'BackoffLimitExceeded\', \'DeadlineExceeded\', \'Failed\')'
  }
  {
    name: 'work-failed'
    description: 'Work that the service was asked for failed, or was refused. The line says why.'
    severity: 2
    threshold: 0
    query: 'ContainerAppConsoleLogs | extend line = parse_json(Log) | where tostring(line.Category) endswith \'RunDesk\' and toint(line.EventId) == 3 | where tostring(line.State.State) in (\'Failed\', \'Refused\')'
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in queries: {
    name: '${name}-${rule.name}'
    location: location
    tags: tags
    properties: {
      displayName: '${name}: ${rule.name}'
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [workspace]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT10M'
      // The tables come into being with the first line of a log.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

resource copies 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-copies'
  location: 'global'
  tags: tags
  properties: {
    description: 'Fewer copies of the service run than there should be.'
    severity: 2
    enabled: true
    scopes: [service]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'copies'
          metricNamespace: 'Microsoft.App/containerApps'
          metricName: 'Replicas'
          operator: 'LessThan'
          threshold: replicas
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}
