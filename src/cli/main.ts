import { runProgram } from './program.ts'
import { thisWorld } from './world.ts'

await runProgram(thisWorld(), process.argv.slice(2))
