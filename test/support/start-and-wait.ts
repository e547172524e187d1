// Starts a PostgreSQL, says its process number and waits to be killed.
import { startPostgres } from '../../src/local/postgres/start.ts'

const folders = JSON.parse(process.argv[2] ?? '{}')
const server = await startPostgres({ folders, name: 'test', durable: true })
console.log(server.pid)
setInterval(() => {}, 1000)
