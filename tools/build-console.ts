import path from 'node:path'
import { buildConsole } from '../src/local/console-build.ts'

/** Builds the console where nothing is started, as for an image. */
await buildConsole(path.join(import.meta.dirname, '..'), (sentence) => console.error(sentence))
