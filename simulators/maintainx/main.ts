import { play } from '../cmms/options.ts'
import { maintainX } from './maintainx.ts'

await play(maintainX, process.argv.slice(2))
