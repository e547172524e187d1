import { startFrepple } from './frepple.ts'

const frepple = await startFrepple(Number(process.argv[2] ?? 0))
process.stdout.write(`${JSON.stringify({ url: frepple.url })}\n`)
process.once('SIGTERM', () => void frepple[Symbol.asyncDispose]())
