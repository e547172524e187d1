import { parsers } from '../../test/hostile/parsers/index.ts'
import { judged } from '../../test/hostile/parsers/parser.ts'

// JavaScript, because the fuzzer takes nothing else for a target.
const name = process.env['MILLWRIGHT_PARSER']
const parser = parsers.find((one) => one.name === name)
if (!parser) throw new Error(`MILLWRIGHT_PARSER is ${name}: there is no such parser`)

/** What the fuzzer calls with each input. */
export const fuzz = (bytes) => judged(parser, bytes)
