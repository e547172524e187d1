import { play } from '../cmms/options.ts'
import { atlas } from './atlas.ts'

await play(atlas, process.argv.slice(2))
