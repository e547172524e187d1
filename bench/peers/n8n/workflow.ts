/** What an n8n author draws: a webhook, an insert, and the answer when that is done. */
export const workflow = {
  id: 'events0000000000',
  name: 'events',
  active: false,
  settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
  nodes: [
    {
      id: 'door',
      name: 'Door',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2,
      position: [0, 0],
      webhookId: 'events',
      parameters: {
        httpMethod: 'POST',
        path: 'events',
        responseMode: 'lastNode',
        responseData: 'noData',
        options: { responseCode: { values: { responseCode: 202 } } },
      },
    },
    {
      id: 'insert',
      name: 'Insert',
      type: 'n8n-nodes-base.postgres',
      typeVersion: 2.6,
      position: [200, 0],
      credentials: { postgres: { id: 'postgres', name: 'postgres' } },
      parameters: {
        operation: 'executeQuery',
        query: 'insert into event (key, event) values ($1, $2)',
        options: { queryReplacement: '={{ [$json.body.data.order, JSON.stringify($json.body)] }}' },
      },
    },
  ],
  connections: { Door: { main: [[{ node: 'Insert', type: 'main', index: 0 }]] } },
}
